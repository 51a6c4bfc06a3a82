import {
  createPersonaEmulator,
  type PersonaEmulator,
  type PersonaEmulatorOptions,
} from '@resumable-inquiry/emulator'
import { createPersonaApi, type PersonaApi } from '@resumable-inquiry/server'
import { isAddressInUse } from './listen.ts'

/** A key of a Persona environment, and the template for new inquiries. */
export interface PersonaAccount {
  apiKey: string
  templateId: string
  /** Base URL of the REST API of an emulator in another process. @default Persona's */
  apiUrl?: string | undefined
  /** Secrets that sign webhooks. @default no webhooks are accepted */
  webhookSecrets?: readonly string[] | undefined
}

/** Real Persona, or an emulator. */
export interface ConnectedPersona {
  readonly api: PersonaApi
  readonly templateId: string
  /** Host of an emulator's widget; `null` on real Persona. */
  readonly customHost: string | null
  /** Empty if no webhooks are accepted. */
  readonly webhookSecrets: readonly string[]
  /** The emulator in this process; `undefined` with an account. */
  readonly emulator: PersonaEmulator | undefined
}

/** Options of the demo's own emulator. */
export type EmulatorOptions = Pick<PersonaEmulatorOptions, 'port' | 'webhooks'>

/** Connects to the account, or starts the emulator if there is none. */
export async function connectPersona(
  account: PersonaAccount | undefined,
  emulatorOptions: EmulatorOptions = {},
): Promise<ConnectedPersona> {
  if (account !== undefined) {
    const { apiKey, templateId, apiUrl, webhookSecrets = [] } = account
    return {
      api: createPersonaApi({ apiKey, ...(apiUrl !== undefined && { baseUrl: apiUrl }) }),
      templateId,
      customHost: apiUrl === undefined ? null : new URL(apiUrl).host,
      webhookSecrets,
      emulator: undefined,
    }
  }
  const emulator = await startEmulator({ ...emulatorOptions, requestsPerMinute: Infinity })
  const { apiKey, apiUrl, templateId, customHost, webhookSecret } = emulator
  return {
    api: createPersonaApi({ apiKey, baseUrl: apiUrl }),
    templateId,
    customHost,
    webhookSecrets: [webhookSecret],
    emulator,
  }
}

async function startEmulator(options: PersonaEmulatorOptions): Promise<PersonaEmulator> {
  try {
    return await createPersonaEmulator(options)
  } catch (error) {
    if (!isAddressInUse(error)) throw error
    return createPersonaEmulator({ ...options, port: 0 })
  }
}
