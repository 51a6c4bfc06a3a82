import { Ajv2020 } from 'ajv/dist/2020.js'
import type { Schema } from './schema.ts'

/** Returns the problems of a value, a line for each place. */
export type Check = (value: unknown) => string[]

/** Compiles schemas, which may refer to the validator's documents by name. */
export interface Validator {
  check(schema: Schema): Check
}

/** @param documents by the name that schemas refer to */
export function createValidator(documents: Readonly<Record<string, object>> = {}): Validator {
  // JSON Schema does not know the other parts of an OpenAPI file.
  const ajv = new Ajv2020({ allErrors: true, strict: false })
  ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  ajv.addFormat('date', /^\d{4}-\d\d-\d\d$/)
  ajv.addFormat('int32', { type: 'number', validate: isInt32 })
  // A format of reports, which the emulator lacks.
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
