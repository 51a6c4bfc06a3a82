/** Whose call made a session: the host's back end by one of three calls, or the widget itself. */
export type SessionCreator = 'resume' | 'inquiry_session' | 'inquiry' | 'widget'

/** Persona knows `sms` and `email` too; there is nobody here to send them to. */
export type DeviceHandoffMethod = 'qr'

export const sessionReports = ['unauthenticated', 'unknown', 'none', 'frozen'] as const

/**
 * What a widget whose session has died tells the page around it. With `none` it only shows the
 * expired page; with `frozen` not even that: it stays as it is and reacts to nothing.
 */
export type SessionReport = (typeof sessionReports)[number]

/** What a widget ran on. */
export interface Device {
  readonly id: string
  readonly userAgent: string | null
}

/** The id of the device that a session ran on: no two sessions share one here. */
export function deviceIdOf(sessionId: string): string {
  return sessionId.replace(/^iqse_/, 'dev_')
}

/** The session that ran on a device. */
export function sessionIdOf(deviceId: string): string {
  return deviceId.replace(/^dev_/, 'iqse_')
}

/** A session as it is stored. Its token is made from it when needed and kept nowhere. */
export interface InquirySession {
  readonly id: string
  readonly inquiryId: string
  readonly createdBy: SessionCreator
  /** How the person was led to another device, if this is the other device's session. */
  readonly deviceHandoffMethod: DeviceHandoffMethod | null
  readonly createdAt: number
  /** Copied from the inquiry when the session was created, and never prolonged. */
  readonly expiresAt: number
  /** The token's `jti`, so that the same session always gives the same token. */
  readonly tokenId: string
  startedAt: number | null
  loadedByWidget: number
  /** What the first widget that loaded with it ran on. */
  device: Device | null
  ended: { readonly at: number; readonly report: SessionReport } | null
}
