/** A JSON Schema of draft 2020-12. */
export type Schema = Readonly<Record<string, unknown>>

export const text: Schema = { type: 'string' }
export const time: Schema = { type: 'string', format: 'date-time' }
export const number: Schema = { type: 'number' }
export const nothing: Schema = { type: 'null' }

/** Returns the schema of an enumeration. */
export function oneOf(...values: readonly string[]): Schema {
  return { enum: values }
}

/** Returns the schema of an id with a prefix. */
export function idOf(prefix: string): Schema {
  return { type: 'string', pattern: `^${prefix}_[1-9A-Za-z]+$` }
}

export function nullable(schema: Schema): Schema {
  return { anyOf: [schema, nothing] }
}

export function listOf(items: Schema): Schema {
  return { type: 'array', items }
}

/** Returns the schema of an object with exactly these members, some of them optional. */
export function object(
  properties: Readonly<Record<string, Schema>>,
  optional: Readonly<Record<string, Schema>> = {},
): Schema {
  return {
    type: 'object',
    properties: { ...properties, ...optional },
    required: Object.keys(properties),
    additionalProperties: false,
  }
}

/** Returns the schema of a relationship to one resource. */
export function toOne(type: string, prefix: string): Schema {
  return object({ data: object({ type: { const: type }, id: idOf(prefix) }) })
}

/** Returns the schema of a relationship to one resource or none. */
export function toOneOrNone(type: string, prefix: string): Schema {
  return object({ data: nullable(object({ type: { const: type }, id: idOf(prefix) })) })
}

export function toMany(type: RegExp, prefix: string): Schema {
  return object({ data: listOf(object({ type: { pattern: type.source }, id: idOf(prefix) })) })
}

export const toNone: Schema = object({ data: nothing })

/** Returns the schema of a JSON:API resource. */
export function resource(
  type: string,
  prefix: string,
  attributes: Schema,
  relationships?: Schema,
): Schema {
  return object({
    type: { const: type },
    id: idOf(prefix),
    attributes,
    ...(relationships && { relationships }),
  })
}
