/** @typedef {import('../records.ts').ArgumentSchema} Schema */

/**
 * A variant of a fault's argument, chosen by the value of a property.
 *
 * @typedef {object} Variant
 * @property {string} value
 * @property {Schema} schema
 */

/**
 * Returns the variants of an argument: one, or one for each value of a property.
 *
 * @param {Schema} schema
 * @returns {{ choice: string | null, variants: readonly Variant[] }}
 */
export function variantsOf(schema) {
  const alternatives = schema.oneOf ?? schema.anyOf
  if (alternatives === undefined) return { choice: null, variants: [{ value: '', schema }] }
  const choice = Object.keys(alternatives[0]?.properties ?? {}).find((name) =>
    alternatives.every(
      ({ properties, required }) =>
        required?.includes(name) === true && valuesOf(properties?.[name]).length > 0,
    ),
  )
  if (choice === undefined) return { choice: null, variants: [{ value: '', schema: {} }] }
  const variants = alternatives.flatMap((alternative) =>
    valuesOf(alternative.properties?.[choice]).map((value) => ({ value, schema: alternative })),
  )
  return { choice, variants }
}

/**
 * Returns the values of an enumeration, or an empty list.
 *
 * @param {Schema | undefined} schema
 * @returns {readonly string[]}
 */
export function valuesOf(schema) {
  if (schema === undefined) return []
  if (schema.const !== undefined) return [schema.const]
  if (schema.enum !== undefined) return schema.enum
  const parts = (schema.anyOf ?? []).map(valuesOf)
  return parts.some((part) => part.length === 0) ? [] : parts.flat()
}

/**
 * Returns the kind of a property's field.
 *
 * @param {Schema} schema
 * @returns {'text' | 'number' | 'flag' | 'json'}
 */
export function kindOf({ type }) {
  if (type === 'number' || type === 'integer') return 'number'
  if (type === 'boolean') return 'flag'
  return type === 'string' ? 'text' : 'json'
}
