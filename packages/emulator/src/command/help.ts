import { flags } from './flags.ts'
import { usageOf } from './read-flags.ts'

/** The text of `--help`. */
export function helpText(): string {
  const width = Math.max(...flags.map((flag) => usageOf(flag).length))
  const lines = flags.map((flag) => `  --${usageOf(flag).padEnd(width)}  ${flag.help}`)
  return `persona-emulator [flags]

A stand-in Persona on localhost, for development and tests.
It is not Persona, and must not see real people's data.

${lines.join('\n')}

In brackets: what it is without the flag.
`
}
