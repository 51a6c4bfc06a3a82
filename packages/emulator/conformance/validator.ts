import { Ajv2020 } from 'ajv/dist/2020.js'
import type { Schema } from './schema.ts'

/** What is wrong with a value, one line for each place. */
export type Check = (value: unknown) => string[]

/** Makes checks from schemas; those of one validator may refer to its documents by their names. */
export interface Validator {
  check(schema: Schema): Check
}

/** @param documents that schemas may refer to, by name */
export function createValidator(documents: Readonly<Record<string, object>> = {}): Validator {
  // What an OpenAPI file says beside its schemas is unknown to JSON Schema.
  const ajv = new Ajv2020({ allErrors: true, strict: false })
  ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  ajv.addFormat('date', /^\d{4}-\d\d-\d\d$/)
  ajv.addFormat('int32', { type: 'number', validate: isInt32 })
  // Of reports, which the emulator has none of.
  for (const format of ['uri', 'integer']) ajv.addFormat(format, true)
  for (const [name, document] of Object.entries(documents)) ajv.addSchema(document, name)
  return {
    check(schema) {
      const validate = ajv.compile(schema)
      return (value) =>
        validate(value)
          ? []
          : (validate.errors ?? []).map(
              ({ instancePath, message = '', params }) =>
                `${instancePath || '/'} ${message} ${JSON.stringify(params)}`,
            )
    },
  }
}

function isInt32(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) < 2 ** 31
}
