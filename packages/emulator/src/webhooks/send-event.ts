import type { EmulatorContext } from '../emulator-context.ts'
import type { PersonaEvent } from '../state/events.ts'
import { webhooks as webhookFault } from '../faults/webhooks.ts'
import { include } from '../formatters/include.ts'
import { formatInquiry, formatInquirySession } from '../formatters/inquiry.ts'
import { formatTime, type ResourceDocument } from '../formatters/resource.ts'
import { createIdentifier } from '../state/identifiers.ts'
import type { WebhookEvent } from './delivery.ts'

/** Sends an event to its webhooks, with the resources as they are now. */
export function sendEvent(emulator: EmulatorContext, change: PersonaEvent): void {
  const webhooks = emulator.webhooks.of(change.name)
  if (webhooks.length === 0) return
  const inquiryId = 'inquiry' in change ? change.inquiry.id : change.session.inquiryId
  const event = {
    id: createIdentifier('evt'),
    name: change.name,
    inquiryId,
    createdAt: emulator.clock.now(),
  }
  const { delivery } = emulator.faults.take(webhookFault, { inquiryId }) ?? { delivery: 'deliver' }
  for (const webhook of webhooks) {
    const document = formatEvent(emulator, event, change, webhook.options.include ?? [])
    emulator.webhooks.send(webhook, { ...event, body: JSON.stringify(document) }, delivery)
  }
}

/** Formats the body of a webhook, with its keys in kebab-case. */
function formatEvent(
  emulator: EmulatorContext,
  { createdAt, id, name }: Omit<WebhookEvent, 'body'>,
  event: PersonaEvent,
  included: readonly string[],
): ResourceDocument {
  const data =
    'inquiry' in event
      ? formatInquiry(emulator, event.inquiry)
      : formatInquirySession(emulator, event.session)
  // A webhook's `include` applies to inquiries and sessions, which have different relationships.
  const paths = included.filter((path) => Object.hasOwn(data.relationships ?? {}, path))
  return {
    data: {
      type: 'event',
      id,
      attributes: {
        name,
        payload: { data, included: include(emulator, [data], paths) },
        'created-at': formatTime(createdAt),
      },
    },
  }
}
