import { createHash } from 'node:crypto'
import type { Emulator } from './test-host.ts'

/** Returns the hash that names a token, made without the code under test. */
export function hashOf(sessionToken: unknown): string {
  return createHash('sha256').update(String(sessionToken)).digest('hex').slice(0, 16)
}

/** Loads a widget with a token, so that Persona does not return its session again. */
export async function loadWidget(
  emulator: Pick<Emulator, 'apiUrl'>,
  inquiryId: string,
  sessionToken: unknown,
): Promise<void> {
  const url = new URL('/widget/api/visits', emulator.apiUrl)
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ inquiryId, sessionToken }),
  })
  if (!response.ok) throw new Error(`The widget was refused: ${response.status}`)
}
