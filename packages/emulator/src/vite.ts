import { styleText } from 'node:util'
import type { Plugin } from 'vite'
import type { PersonaEmulatorOptions } from './emulator.ts'
import { withCliDefaults } from './cli-defaults.ts'
import { holdEmulator } from './vite/hold-emulator.ts'
import type { HeldEmulator } from './vite/hold-emulator.ts'

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
