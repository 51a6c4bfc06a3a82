import type { PersonaEvent } from '../events.ts'
import { formatEvent } from '../formatters/event.ts'
import { createIdentifier } from '../identifiers.ts'
import type { World } from '../world.ts'

/** Sends an event to the webhooks that want it, with things as they are at this moment. */
export function announceEvent(world: World, happened: PersonaEvent): void {
  const webhooks = world.webhooks.of(happened.name)
  if (webhooks.length === 0) return
  const inquiryId = 'inquiry' in happened ? happened.inquiry.id : happened.session.inquiryId
  const event = {
    id: createIdentifier('evt'),
    name: happened.name,
    inquiryId,
    createdAt: world.clock.now(),
  }
  const fate = world.faults.webhooks.take({ inquiryId }) ?? 'normal'
  for (const webhook of webhooks) {
    const document = formatEvent(world, event, happened, webhook.options.include ?? [])
    world.webhooks.send(webhook, { ...event, body: JSON.stringify(document) }, fate)
  }
}
