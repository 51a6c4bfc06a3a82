/** The call that created a session: one of three calls of the host's back end, or the widget's. */
export type SessionCreator = 'resume' | 'inquiry_session' | 'inquiry' | 'widget'

/** Persona also has `sms` and `email`, which need a phone number or an address. */
export type DeviceHandoffMethod = 'qr'

export const sessionReports = ['unauthenticated', 'unknown', 'none', 'frozen'] as const

/**
 * How a widget reports to the host page that its session has ended: with an SDK error of this code,
 * with the expired screen alone (`none`), or with a screen that no longer reacts (`frozen`).
 */
export type SessionReport = (typeof sessionReports)[number]

/** The device that a widget ran on. */
export interface Device {
  readonly id: string
  readonly userAgent: string | null
}

/** Returns the id of a session's device. Sessions do not share devices here. */
export function deviceIdOf(sessionId: string): string {
  return sessionId.replace(/^iqse_/, 'dev_')
}

/** Returns the id of a device's session. */
export function sessionIdOf(deviceId: string): string {
  return deviceId.replace(/^dev_/, 'iqse_')
}

/** A session as it is stored. Its token is derived from it and is not stored. */
export interface InquirySession {
  readonly id: string
  readonly inquiryId: string
  readonly createdBy: SessionCreator
  /** How the person got to the other device; `null` for the session of the first device. */
  readonly deviceHandoffMethod: DeviceHandoffMethod | null
  readonly createdAt: number
  /** Copied from the inquiry at creation, and never extended. */
  readonly expiresAt: number
  /** The token's `jti`: a session always yields the same token. */
  readonly tokenId: string
  startedAt: number | null
  loadedByWidget: number
  /** The device of the first widget that loaded with it. */
  device: Device | null
  ended: { readonly at: number; readonly report: SessionReport } | null
}
