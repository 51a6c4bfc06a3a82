import type { InquirySession } from '../entities/inquiry-session.ts'
import { sessionStatus } from '../lifecycle/sessions.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import type { Resource } from './resource.ts'
import { formatTime } from './time.ts'

export function formatInquirySession(emulator: EmulatorContext, session: InquirySession): Resource {
  const status = sessionStatus(emulator, session)
  return {
    type: 'inquiry-session',
    id: session.id,
    attributes: {
      status,
      'created-at': formatTime(session.createdAt),
      'started-at': formatTime(session.startedAt),
      'expired-at':
        status === 'expired' ? formatTime(session.ended?.at ?? session.expiresAt) : null,
      ...unknown,
      'user-agent': session.device?.userAgent ?? null,
      'device-handoff-method': session.deviceHandoffMethod,
    },
    relationships: {
      inquiry: { data: { type: 'inquiry', id: session.inquiryId } },
      device: { data: session.device && { type: 'device', id: session.device.id } },
      network: { data: null },
    },
  }
}

// What Persona finds out about the connection and the machine.
const unknown = {
  'ip-address': null,
  'os-name': null,
  'os-full-version': null,
  'device-type': null,
  'device-name': null,
  'browser-name': null,
  'browser-full-version': null,
  'mobile-sdk-name': null,
  'mobile-sdk-full-version': null,
  'is-proxy': null,
  'is-tor': null,
  'is-datacenter': null,
  'is-vpn': null,
  'threat-level': null,
  'country-code': null,
  'country-name': null,
  'region-code': null,
  'region-name': null,
  latitude: null,
  longitude: null,
  'gps-latitude': null,
  'gps-longitude': null,
  'gps-precision': null,
}
