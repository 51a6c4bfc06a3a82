import { onTestFinished } from 'vitest'
import { createPersonaEmulator } from '../src/create-persona-emulator.ts'
import type { PersonaEmulator } from '../src/emulator.ts'
import type { PersonaEmulatorOptions } from '../src/settings/options.ts'
import { type ApiClient, createApiClient } from './api-client.ts'

/** Starts an emulator, and closes it after the test. */
export async function useEmulator(
  options?: PersonaEmulatorOptions,
): Promise<{ persona: PersonaEmulator; api: ApiClient }> {
  const persona = await createPersonaEmulator(options)
  onTestFinished(() => persona.close())
  return { persona, api: createApiClient(persona) }
}
