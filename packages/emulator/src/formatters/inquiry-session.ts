import type { InquirySession } from '../entities/inquiry-session.ts'
import { sessionStatus } from '../lifecycle/sessions.ts'
import type { World } from '../world.ts'
import type { Resource } from './resource.ts'
import { formatTime } from './time.ts'

export function formatInquirySession(world: World, session: InquirySession): Resource {
  const status = sessionStatus(world, session)
  return {
    type: 'inquiry-session',
    id: session.id,
    attributes: {
      status,
      'created-at': formatTime(session.createdAt),
      'started-at': formatTime(session.startedAt),
      'expired-at':
        status === 'expired' ? formatTime(session.ended?.at ?? session.expiresAt) : null,
      'ip-address': null,
      'user-agent': null,
      'device-handoff-method': session.deviceHandoffMethod,
    },
    relationships: {
      inquiry: { data: { type: 'inquiry', id: session.inquiryId } },
      device: { data: null },
      network: { data: null },
    },
  }
}
