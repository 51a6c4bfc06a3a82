import { parseArgs } from 'node:util'
import { type Flag, flags, type Switch, type ValueFlag } from './flags.ts'

/** Invalid flags on the command line. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** The flags of a command line. */
export interface GivenFlags {
  /** Returns the value of a flag, the last of several. */
  value(name: ValueFlag): string | undefined
  values(name: ValueFlag): readonly string[]
  has(name: Switch): boolean
}

/** @throws UsageError with the problem */
export function readFlags(words: readonly string[]): GivenFlags {
  const { tokens } = parseArgs({
    args: [...words],
    options: Object.fromEntries(
      flags.map(({ name, value }) => [name, { type: value === undefined ? 'boolean' : 'string' }]),
    ),
    // The messages of the strict mode are not for users.
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const given = new Map<Flag['name'], string[]>()
  for (const token of tokens) {
    if (token.kind === 'positional') throw new UsageError(`${token.value} belongs to no flag.`)
    if (token.kind === 'option-terminator') continue
    const flag = flags.find(({ name }) => name === token.name)
    if (flag === undefined) throw new UsageError(`There is no ${token.rawName}.`)
    given.set(flag.name, [...(given.get(flag.name) ?? []), readValue(flag, token)])
  }
  return {
    value: (name) => given.get(name)?.at(-1),
    values: (name) => given.get(name) ?? [],
    has: (name) => given.has(name),
  }
}

function readValue(
  flag: Flag,
  { value, inlineValue }: { value?: string | undefined; inlineValue?: boolean | undefined },
): string {
  if (flag.value === undefined) {
    if (value !== undefined) throw new UsageError(`--${flag.name} takes no value.`)
    return ''
  }
  // Without a value, the next flag would become it.
  const isMissing = !value || (inlineValue !== true && value.startsWith('-'))
  if (isMissing) throw new UsageError(`--${flag.name} needs its value: --${usageOf(flag)}.`)
  return value
}

/** Returns the usage of a flag, such as `port <number>`. */
export function usageOf({ name, value }: Flag): string {
  return value === undefined ? name : `${name} <${value}>`
}
