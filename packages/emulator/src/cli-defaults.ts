import type { PersonaEmulatorOptions } from './emulator.ts'

/** The options with the port, the key and the ids that stay the same from run to run. */
export type CliOptions = PersonaEmulatorOptions & { readonly port: number }

/**
 * For an emulator that a developer runs: the same every time, so that an .env file stays right. A
 * test wants random ones instead, so that no two tests can be mistaken for each other.
 */
export function withCliDefaults(options: PersonaEmulatorOptions): CliOptions {
  return {
    ...options,
    port: options.port ?? 4010,
    apiKey: options.apiKey ?? 'persona_sandbox_emulator',
    webhookSecret: options.webhookSecret ?? 'wbhsec_emulator',
    templateId: options.templateId ?? 'itmpl_emulator',
  }
}
