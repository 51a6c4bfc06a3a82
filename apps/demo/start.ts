import { fileURLToPath } from 'node:url'
import type { PersonaAccount } from './src/connect-persona.ts'
import { startDemo } from './src/start-demo.ts'

const { PORT, DATABASE_URL, PERSONA_API_KEY, PERSONA_TEMPLATE_ID } = process.env

const demo = await startDemo({
  port: readPort(),
  dataDirectory: fileURLToPath(new URL('.data', import.meta.url)),
  databaseUrl: DATABASE_URL || undefined,
  persona: readAccount(),
  emulatorPort: 4010,
}).catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)))

console.log(`
  Harbor Bank is open at ${demo.url}
  ${demo.persona ? `A stand-in for Persona listens at ${demo.persona.origin}` : 'It runs on real Persona.'}
  Ctrl+C ends ${demo.persona ? 'both' : 'it'}.
`)

let ending = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // A second Ctrl+C does not wait.
    if (ending) process.exit(1)
    ending = true
    void demo.close().then(() => process.exit(0))
  })
}

function readPort(): number {
  const port = Number(PORT || 3000)
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port
  return fail(`PORT is "${PORT}", which is no port. Set it to a number up to 65535.`)
}

function readAccount(): PersonaAccount | undefined {
  if (!PERSONA_API_KEY && !PERSONA_TEMPLATE_ID) return undefined
  if (PERSONA_API_KEY && PERSONA_TEMPLATE_ID) {
    return { apiKey: PERSONA_API_KEY, templateId: PERSONA_TEMPLATE_ID }
  }
  return fail(
    `${PERSONA_API_KEY ? 'PERSONA_TEMPLATE_ID' : 'PERSONA_API_KEY'} is not set. ` +
      'Real Persona needs it and the other; the emulator needs neither.',
  )
}

function fail(message: string): never {
  console.error(`\n  The demo cannot start. ${message}\n`)
  process.exit(1)
}
