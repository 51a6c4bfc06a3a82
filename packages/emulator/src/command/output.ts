import { styleText } from 'node:util'
import type { PersonaEmulator } from '../emulator.ts'
import { flags } from './flags.ts'
import { usageOf } from './read-flags.ts'

/** Returns the text of `--help`. */
export function helpText(): string {
  const width = Math.max(...flags.map((flag) => usageOf(flag).length))
  const lines = flags.map((flag) => `  --${usageOf(flag).padEnd(width)}  ${flag.help}`)
  return `persona-emulator [flags]

A stand-in Persona on localhost, for development and tests.
This is not Persona. Never give it real people's data.

${lines.join('\n')}

In brackets: what it is without the flag.
`
}

type Paint = (format: Parameters<typeof styleText>[0], text: string) => string

/** Returns the text that is printed on start. */
export function startupBanner(persona: PersonaEmulator, paint: Paint): string {
  const lines = [
    ['apiUrl', persona.apiUrl],
    ['apiKey', persona.apiKey],
    ['templateId', persona.templateId],
    ['customHost', persona.customHost],
    ['webhookSecret', persona.webhookSecret],
    ['dashboard', `${persona.origin}/_emulator`],
  ].map(([name = '', value = '']) => `  ${paint('dim', name.padEnd(13))}  ${paint('cyan', value)}`)
  return `
  ${paint('bold', 'Persona emulator')}
  This is not Persona. Never give it real people's data.

${lines.join('\n')}

  ${paint('dim', 'Stop it with Ctrl+C.')}
`
}

/** Returns the warning for a host that other machines can reach. */
export function exposureWarning(host: string, paint: Paint): string {
  return `
  ${paint(['bold', 'red'], `WARNING: it listens on ${host}.`)}
  Anyone who can reach this machine can read and control everything in it, without a key.
  Leave out --host unless you want that.
`
}

/** Returns a function that colors text in a terminal, and not in a file or a pipe. */
export function painter(stream: NodeJS.WriteStream): Paint {
  const isPlain = !stream.isTTY || process.env['NO_COLOR'] !== undefined
  return isPlain ? (_format, text) => text : (format, text) => styleText(format, text)
}
