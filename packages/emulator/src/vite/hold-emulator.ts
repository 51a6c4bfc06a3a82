import { createPersonaEmulator } from '../create-persona-emulator.ts'
import type { PersonaEmulator } from '../emulator.ts'
import type { CliOptions } from '../cli-defaults.ts'

/** A running emulator that more than one dev server may need. */
export interface HeldEmulator {
  readonly persona: PersonaEmulator
  /** Closes it, unless somebody else holds it. */
  release(): Promise<void>
}

interface Running {
  readonly persona: Promise<PersonaEmulator>
  readonly options: string
  holders: number
}

declare global {
  var personaEmulatorsByPort: Map<number, Running> | undefined
}

// Vite starts the new dev server before it closes the old one, so they must meet somewhere: not in
// this module, of which Vite makes another when it bundles it with its configuration.
const runningByPort = (globalThis.personaEmulatorsByPort ??= new Map<number, Running>())

/**
 * Starts an emulator, or goes on with the one that an earlier dev server of this process has
 * started on the same port with the same options, and with everything that is in it.
 */
export async function holdEmulator(given: CliOptions): Promise<HeldEmulator> {
  const running = await keepOrStart(given)
  running.holders += 1
  return {
    persona: await running.persona,
    async release() {
      running.holders -= 1
      if (running.holders === 0) await stop(given.port, running)
    },
  }
}

async function keepOrStart(given: CliOptions): Promise<Running> {
  const options = JSON.stringify(given)
  const earlier = runningByPort.get(given.port)
  if (earlier?.options === options) return earlier
  if (earlier !== undefined && given.port !== 0) await stop(given.port, earlier)
  const running = { persona: createPersonaEmulator(given), options, holders: 0 }
  runningByPort.set(given.port, running)
  running.persona.catch(() => forget(given.port, running))
  return running
}

async function stop(port: number, running: Running): Promise<void> {
  forget(port, running)
  const persona = await running.persona
  await persona.close()
}

function forget(port: number, running: Running): void {
  if (runningByPort.get(port) === running) runningByPort.delete(port)
}
