import { afterAll, beforeEach } from 'vitest'
import { createPersonaEmulator } from './create-persona-emulator.ts'
import type { PersonaEmulator } from './emulator.ts'
import type { PersonaEmulatorOptions } from './options.ts'

/**
 * An emulator for a test file, or for a `describe`: reset before each test, closed after the last.
 * Tests that run at the same time share it, so give `test.concurrent` tests emulators of their own.
 *
 * @param options its API calls are not limited unless `requestsPerMinute` says so
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
