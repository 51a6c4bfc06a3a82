import type { PersonaEvent } from '../events.ts'
import type { WebhookEvent } from '../webhooks/delivery.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { include } from './include.ts'
import { formatInquiry } from './inquiry.ts'
import { formatInquirySession } from './inquiry-session.ts'
import type { ResourceDocument } from './resource.ts'
import { formatTime } from './time.ts'

/** The body of a webhook, its keys in kebab-case as in an answer that was not asked otherwise. */
export function formatEvent(
  emulator: EmulatorContext,
  { createdAt, id, name }: Omit<WebhookEvent, 'body'>,
  event: PersonaEvent,
  included: readonly string[],
): ResourceDocument {
  const data =
    'inquiry' in event
      ? formatInquiry(emulator, event.inquiry)
      : formatInquirySession(emulator, event.session)
  // A webhook's list is for all its events, of which some are about something else.
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
