import { afterAll, beforeEach } from 'vitest'
import { createPersonaEmulator } from './create-persona-emulator.ts'
import type { PersonaEmulator } from './emulator.ts'
import type { PersonaEmulatorOptions } from './settings/options.ts'

/**
 * Starts an emulator for a test file or a `describe`, resets it before each test, and closes it after
 * the last. Concurrent tests share it, so give `test.concurrent` tests their own.
 *
 * @param options `requestsPerMinute` is `Infinity` by default
 * @example
 * const persona = await usePersonaEmulator()
 * const app = createApp({ personaUrl: persona.apiUrl, personaKey: persona.apiKey })
 *
 * test('starts an inquiry', async () => {
 *   await app.request('/verify', { method: 'POST' })
 *   expect(persona.inquiries()).toHaveLength(1)
 * })
 */
export async function usePersonaEmulator(
  options: PersonaEmulatorOptions = {},
): Promise<PersonaEmulator> {
  const persona = await createPersonaEmulator({ requestsPerMinute: Infinity, ...options })
  beforeEach(() => persona.reset())
  afterAll(() => persona.close())
  return persona
}
