import { styleText } from 'node:util'
import type { Plugin } from 'vite'
import { createPersonaEmulator } from './create-persona-emulator.ts'
import type { PersonaEmulator } from './emulator.ts'
import { withCliDefaults } from './options.ts'
import type { CliOptions, PersonaEmulatorOptions } from './options.ts'

/**
 * Runs an emulator beside Vite's dev server, on a port of its own: 4010, with the command's fixed
 * key and ids, unless the options say otherwise. Neither builds nor Vitest start it.
 *
 * - The front end finds `import.meta.env.VITE_PERSONA_CUSTOM_HOST`, and nothing secret.
 * - What runs in the dev server's own process finds `PERSONA_API_URL`, `PERSONA_API_KEY`,
 *   `PERSONA_TEMPLATE_ID` and `PERSONA_WEBHOOK_SECRET` in `process.env`, whatever was there before.
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
      // Not before Vite has read the environment: a prefix of PERSONA_ would send them to browsers.
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
      // Vite closes each of its environments, and there is always this one.
      if (this.environment.name === 'client') await held?.release()
    },
  }
}

/** A running emulator that more than one dev server may need. */
interface HeldEmulator {
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
