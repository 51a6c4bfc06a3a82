import {
  createPersonaEmulator,
  type PersonaEmulator,
  type PersonaEmulatorOptions,
} from '@resumable-inquiry/emulator'
import { createPersonaApi, type PersonaApi } from '@resumable-inquiry/server'
import { isAddressInUse } from './listen.ts'

/** A key of a Persona environment, and the template that inquiries are made from. */
export interface PersonaAccount {
  apiKey: string
  templateId: string
  /** The base of an emulator's REST API that somebody else started. @default Persona's own */
  apiUrl?: string | undefined
  /** What webhooks are signed with. @default none are taken */
  webhookSecrets?: readonly string[] | undefined
}

/** Persona, or what stands in for it. */
export interface ConnectedPersona {
  readonly api: PersonaApi
  readonly templateId: string
  /** Where the emulator's widget is; `null` for Persona's own. */
  readonly customHost: string | null
  /** None where no webhooks are taken. */
  readonly webhookSecrets: readonly string[]
  /** The emulator that runs in the demo. */
  readonly emulator: PersonaEmulator | undefined
}

/** How the demo's own emulator is started. */
export type EmulatorOptions = Pick<PersonaEmulatorOptions, 'port' | 'webhooks'>

/** Uses real Persona where there is an account, and starts the emulator where there is none. */
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
