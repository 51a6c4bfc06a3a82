import { fileURLToPath } from 'node:url'
import { readSettings } from './src/read-settings.ts'
import { type Demo, startDemo } from './src/start-demo.ts'

const demo = await start().catch((error: unknown) => {
  console.error(`\n  The demo cannot start. ${toMessage(error)}\n`)
  process.exit(1)
})

const persona = process.env['PERSONA_API_URL'] || 'real Persona'

console.log(`
  Harbor Bank is open at ${demo.url}
  ${demo.persona ? `The Persona emulator listens at ${demo.persona.origin}` : `It runs on ${persona}.`}
  Ctrl+C ends ${demo.persona ? 'both' : 'it'}.
`)

let ending = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // A second Ctrl+C ends at once.
    if (ending) process.exit(1)
    ending = true
    void demo.close().then(() => process.exit(0))
  })
}

async function start(): Promise<Demo> {
  return await startDemo({
    ...readSettings(process.env),
    dataDirectory: fileURLToPath(new URL('.data', import.meta.url)),
    emulatorPort: 4010,
  })
}

/** Returns the message of an error with that of its cause, such as what the database says. */
function toMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message : `${error.message} ${toMessage(error.cause)}`
}
