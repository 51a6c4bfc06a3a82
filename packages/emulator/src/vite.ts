import { styleText } from 'node:util'
import type { Plugin } from 'vite'
import { createPersonaEmulator } from './create-persona-emulator.ts'
import type { PersonaEmulator } from './emulator.ts'
import {
  type CliOptions,
  type PersonaEmulatorOptions,
  withCliDefaults,
} from './settings/options.ts'

/**
 * Runs an emulator beside Vite's dev server, by default on port 4010 with the command's fixed key and
 * ids. Builds and Vitest do not start it.
 *
 * - Sets `import.meta.env.VITE_PERSONA_CUSTOM_HOST` for the front end, and nothing secret.
 * - Overwrites `PERSONA_API_URL`, `PERSONA_API_KEY`, `PERSONA_TEMPLATE_ID` and
 *   `PERSONA_WEBHOOK_SECRET` in `process.env` for code in the dev server's process.
 *
 * @example
 * export default defineConfig({ plugins: [personaEmulator()] })
 */
export function personaEmulator(options: PersonaEmulatorOptions = {}): Plugin {
  let held: HeldEmulator | undefined
  return {
    name: 'persona-emulator',
    apply: (_config, { command, isPreview }) =>
      command === 'serve' && isPreview !== true && process.env['VITEST'] === undefined,
    async config() {
      held = await holdEmulator(withCliDefaults(options))
      const name = 'import.meta.env.VITE_PERSONA_CUSTOM_HOST'
      return { define: { [name]: JSON.stringify(held.persona.customHost) } }
    },
    configureServer(server) {
      if (held === undefined) return
      const { apiKey, apiUrl, origin, templateId, webhookSecret } = held.persona
      // Wait until Vite has read the environment: a prefix of PERSONA_ would expose these to browsers.
      process.env['PERSONA_API_URL'] = apiUrl
      process.env['PERSONA_API_KEY'] = apiKey
      process.env['PERSONA_TEMPLATE_ID'] = templateId
      process.env['PERSONA_WEBHOOK_SECRET'] = webhookSecret
      const printUrls = server.printUrls.bind(server)
      server.printUrls = () => {
        printUrls()
        const address = styleText('cyan', `${origin}/_emulator`)
        server.config.logger.info(
          `  ${styleText('green', '➜')}  ${styleText('bold', 'Persona')}: ${address}`,
        )
      }
    },
    async closeBundle() {
      // Vite calls this for each environment, and always has this one.
      if (this.environment.name === 'client') await held?.release()
    },
  }
}

/** An emulator that several dev servers share. */
interface HeldEmulator {
  readonly persona: PersonaEmulator
  /** Closes it after the last dev server has released it. */
  release(): Promise<void>
}

interface Running {
  readonly persona: Promise<PersonaEmulator>
  readonly options: string
  holders: number
}

declare global {
  // Vite starts the new dev server before it closes the old one, and bundles this module anew with its
  // configuration, so only a global is shared.
  var personaEmulatorsByPort: Map<number, Running> | undefined
}

/**
 * Starts an emulator, or shares the one that an earlier dev server of this process started on the
 * same port with the same options.
 */
async function holdEmulator(given: CliOptions): Promise<HeldEmulator> {
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
  const runningByPort = (globalThis.personaEmulatorsByPort ??= new Map<number, Running>())
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
  const runningByPort = globalThis.personaEmulatorsByPort
  if (runningByPort?.get(port) === running) runningByPort.delete(port)
}
