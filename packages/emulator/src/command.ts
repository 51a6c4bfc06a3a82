#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { exposureWarning, helpText, painter, startupBanner } from './command/output.ts'
import { UsageError, readFlags } from './command/read-flags.ts'
import { readOptions } from './command/read-options.ts'
import { createPersonaEmulator } from './create-persona-emulator.ts'
import type { PersonaEmulatorOptions } from './settings/options.ts'
import { isLoopback } from './http/listen.ts'
import { isRecord } from './is-record.ts'

try {
  const given = readFlags(process.argv.slice(2))
  if (given.has('help')) console.log(helpText())
  else if (given.has('version')) console.log(readVersion())
  else await start(readOptions(given))
} catch (error) {
  console.error(`persona-emulator: ${error instanceof Error ? error.message : String(error)}`)
  if (error instanceof UsageError) console.error('persona-emulator --help lists what there is.')
  process.exitCode = error instanceof UsageError ? 2 : 1
}

async function start(options: PersonaEmulatorOptions): Promise<void> {
  const persona = await createPersonaEmulator(options)
  console.log(startupBanner(persona, painter(process.stdout)))
  const { host } = options
  if (host !== undefined && !isLoopback(host)) {
    console.error(exposureWarning(host, painter(process.stderr)))
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void persona.close())
  }
}

function readVersion(): string {
  const file = new URL('../package.json', import.meta.url)
  const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'))
  return isRecord(manifest) ? String(manifest['version']) : 'unknown'
}
