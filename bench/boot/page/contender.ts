import type { ComponentType } from 'react'

/** What a contender gets. */
export interface ContenderProps {
  readonly inquiryId: string
  /** Serves the widget. */
  readonly customHost: string
  /** `false` mounts the contender without opening it, for one that prepares. */
  readonly isOpen: boolean
  /** To be called once the widget is ready and shown. */
  onReady(): void
  /** To be called once another widget is ready and shown in place of one whose session died. */
  onRecover(): void
}

/** One way to show an inquiry. */
export type Contender = ComponentType<ContenderProps>

/** Requests a session as each contender but ours does. */
export async function requestToken(
  inquiryId: string,
  reason: 'start' | 'session_expired',
): Promise<string> {
  const response = await fetch(`/api/inquiries/${inquiryId}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ reason }),
  })
  const session: unknown = await response.json()
  if (typeof session === 'object' && session !== null && 'sessionToken' in session) {
    return String(session.sessionToken)
  }
  throw new Error('The back end returned no token.')
}
