import { createHmac } from 'node:crypto'
import type { PersonaEmulator } from '../src/emulator.ts'
import type { ApiClient } from './api-client.ts'
import { useEmulator } from './use-emulator.ts'
import { useReceiver } from './use-receiver.ts'
import type { ReceivedRequest, Receiver } from './use-receiver.ts'

/** What the webhooks of these tests sign with. */
export const webhookSecret = 'wbhsec_of_this_test'

/** An emulator of the test's own with one webhook, and what that sends to. */
export async function useWebhook(
  events: readonly ('inquiry.created' | 'inquiry.started' | 'inquiry.expired')[] = [
    'inquiry.created',
  ],
): Promise<{ receiver: Receiver; persona: PersonaEmulator; api: ApiClient }> {
  const receiver = await useReceiver()
  const emulator = await useEmulator({ webhookSecret, webhooks: [{ url: receiver.url, events }] })
  return { receiver, ...emulator }
}

/** What a `Persona-Signature` with one secret has to be. */
export function signed(body: string, seconds: number, secret: string = webhookSecret): string {
  const digest = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
  return `t=${seconds},v1=${digest}`
}

/** The names of the events that came. */
export function namesOf(requests: readonly ReceivedRequest[]): string[] {
  return requests.map(({ event }) => event.data.attributes.name)
}
