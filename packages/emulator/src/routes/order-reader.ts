import { InvalidOrderError } from '../invalid-order-error.ts'
import { isRecord } from '../is-record.ts'

/** Reads the argument of a simulate call out of JSON. Each reader names what is wrong. */
export interface OrderReader {
  text(name: string): string
  optionalText(name: string): string | undefined
  number(name: string): number
  optionalNumber(name: string): number | undefined
  oneOf<Value extends string>(name: string, values: readonly Value[]): Value
  optionalOneOf<Value extends string>(name: string, values: readonly Value[]): Value | undefined
  optionalTexts(name: string): Record<string, string> | undefined
}

export function createOrderReader(body: unknown): OrderReader {
  if (!isRecord(body)) throw new InvalidOrderError('Send the argument as a JSON object.')

  const optional = <Value>(
    name: string,
    expected: string,
    read: (value: unknown) => Value | undefined,
  ): Value | undefined => {
    const given = body[name]
    if (given === undefined || given === null) return undefined
    const value = read(given)
    if (value === undefined) throw new InvalidOrderError(`${name} must be ${expected}.`)
    return value
  }
  const required = <Value>(name: string, value: Value | undefined): Value => {
    if (value === undefined) throw new InvalidOrderError(`${name} is missing.`)
    return value
  }

  const reader: OrderReader = {
    optionalText: (name) => optional(name, 'a string', readText),
    text: (name) => required(name, reader.optionalText(name)),
    optionalNumber: (name) => optional(name, 'a number', readNumber),
    number: (name) => required(name, reader.optionalNumber(name)),
    optionalOneOf: (name, values) =>
      optional(name, `one of ${values.join(', ')}`, (value) =>
        values.find((known) => known === value),
      ),
    oneOf: (name, values) => required(name, reader.optionalOneOf(name, values)),
    optionalTexts: (name) => optional(name, 'an object of strings', readTexts),
  }
  return reader
}

function readText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function readNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}

function readTexts(value: unknown): Record<string, string> | undefined {
  if (!isRecord(value)) return undefined
  const texts: Record<string, string> = {}
  for (const [name, text] of Object.entries(value)) {
    if (typeof text !== 'string') return undefined
    texts[name] = text
  }
  return texts
}
