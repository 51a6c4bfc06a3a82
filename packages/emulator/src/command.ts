#!/usr/bin/env node
import { parseArgs } from 'node:util'
import { createPersonaEmulator } from './create-persona-emulator.ts'

const usage = `persona-emulator [--port 4010]

A stand-in Persona on localhost. It is not Persona, and must not see real people's data.

  --port  the port to listen on; 0 takes a free one (default 4010)
  --help  this text
`

try {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4010' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) console.log(usage)
  else await start(readPort(values.port))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error(`\n${usage}`)
  process.exitCode = 1
}

async function start(port: number): Promise<void> {
  const persona = await createPersonaEmulator({ port })
  console.log(`Persona emulator. It is not Persona, and must not see real people's data.

  apiUrl      ${persona.apiUrl}
  apiKey      ${persona.apiKey}
  templateId  ${persona.templateId}
  customHost  ${persona.customHost}

Stop it with Ctrl+C.`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void persona.close())
  }
}

function readPort(text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535) throw new Error(`--port ${text} is not a port.`)
  return port
}
