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
}

/** Persona, or what stands in for it. */
export interface ConnectedPersona {
  readonly api: PersonaApi
  readonly templateId: string
  readonly emulator: PersonaEmulator | undefined
}

/** Uses real Persona where there is an account, and starts the emulator where there is none. */
export async function connectPersona(
  account: PersonaAccount | undefined,
  emulatorPort: number,
): Promise<ConnectedPersona> {
  if (account !== undefined) {
    const { apiKey, templateId } = account
    return { api: createPersonaApi({ apiKey }), templateId, emulator: undefined }
  }
  const emulator = await startEmulator({ port: emulatorPort, requestsPerMinute: Infinity })
  const { apiKey, apiUrl, templateId } = emulator
  return { api: createPersonaApi({ apiKey, baseUrl: apiUrl }), templateId, emulator }
}

async function startEmulator(options: PersonaEmulatorOptions): Promise<PersonaEmulator> {
  try {
    return await createPersonaEmulator(options)
  } catch (error) {
    if (!isAddressInUse(error)) throw error
    return createPersonaEmulator({ ...options, port: 0 })
  }
}
