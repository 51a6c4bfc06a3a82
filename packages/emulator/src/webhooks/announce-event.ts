import type { PersonaEvent } from '../events.ts'
import { formatEvent } from '../formatters/event.ts'
import { createIdentifier } from '../identifiers.ts'
import type { EmulatorContext } from '../emulator-context.ts'

/** Sends an event to the webhooks that want it, with things as they are at this moment. */
export function announceEvent(emulator: EmulatorContext, happened: PersonaEvent): void {
  const webhooks = emulator.webhooks.of(happened.name)
  if (webhooks.length === 0) return
  const inquiryId = 'inquiry' in happened ? happened.inquiry.id : happened.session.inquiryId
  const event = {
    id: createIdentifier('evt'),
    name: happened.name,
    inquiryId,
    createdAt: emulator.clock.now(),
  }
  const delivery = emulator.faults.webhooks.take({ inquiryId }) ?? 'deliver'
  for (const webhook of webhooks) {
    const document = formatEvent(emulator, event, happened, webhook.options.include ?? [])
    emulator.webhooks.send(webhook, { ...event, body: JSON.stringify(document) }, delivery)
  }
}
