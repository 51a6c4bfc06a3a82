import type { Inquiry } from '../persona/inquiry.ts'
import { toHex } from '../to-hex.ts'

/**
 * The `Idempotency-Key` with which a person's next inquiry is created: two machines that want to
 * create it at once, or one that got no answer, send the same, and Persona makes one inquiry.
 *
 * It is made from the person and their newest inquiry, so that each later inquiry has another key.
 * Their number would do as well, but lists come in pages.
 *
 * @param earlier the person's inquiries as Persona lists them, newest first
 */
export async function creationKey(
  subjectId: string,
  earlier: readonly Pick<Inquiry, 'id'>[],
): Promise<string> {
  const words = JSON.stringify([subjectId, earlier[0]?.id ?? null])
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(words))
  return `resumable-inquiry-${toHex(hash)}`
}
