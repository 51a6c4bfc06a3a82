import { z } from 'zod'
import { recordInvalid } from '../persona-error.ts'

/** The `fields` of a body, as they come. */
export const fields: z.ZodOptional<z.ZodNullable<z.ZodRecord<z.ZodString, z.ZodUnknown>>> = z
  .record(z.string(), z.unknown())
  .nullish()

/**
 * Fields by name; numbers and truth values become text, which is all that the emulator's templates
 * have.
 *
 * @throws PersonaError 422
 */
export function readFields(
  given: Readonly<Record<string, unknown>> | null | undefined,
): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(given ?? {}).map(([name, value]) => [name, readField(name, value)]),
  )
}

function readField(name: string, value: unknown): string | null {
  if (value === null) return null
  const isText = typeof value === 'string'
  if (name === 'birthdate' && !(isText && isDate(value))) {
    throw recordInvalid(`/data/attributes/fields/${name}`, `${name} must be a date, as 1990-12-10`)
  }
  if (isText) return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw recordInvalid(`/data/attributes/fields/${name}`, `${name} must be a string`)
}

function isDate(text: string): boolean {
  return z.iso.date().safeParse(text).success
}
