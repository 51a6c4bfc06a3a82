import { createHmac } from 'node:crypto'
import type { PersonaEmulator } from '../src/emulator.ts'
import type { ApiClient } from './api-client.ts'
import { useEmulator } from './use-emulator.ts'
import { type ReceivedRequest, type Receiver, useReceiver } from './use-receiver.ts'

/** The secret of the webhooks in tests. */
export const webhookSecret = 'wbhsec_of_this_test'

/** Starts an emulator with one webhook, and its receiver. */
export async function useWebhook(
  events: readonly ('inquiry.created' | 'inquiry.started' | 'inquiry.expired')[] = [
    'inquiry.created',
  ],
): Promise<{ receiver: Receiver; persona: PersonaEmulator; api: ApiClient }> {
  const receiver = await useReceiver()
  const emulator = await useEmulator({ webhookSecret, webhooks: [{ url: receiver.url, events }] })
  return { receiver, ...emulator }
}

/** Returns the expected `Persona-Signature` of one secret. */
export function signed(body: string, seconds: number, secret: string = webhookSecret): string {
  const digest = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
  return `t=${seconds},v1=${digest}`
}

/** Returns the names of received events. */
export function namesOf(requests: readonly ReceivedRequest[]): string[] {
  return requests.map(({ event }) => event.data.attributes.name)
}
