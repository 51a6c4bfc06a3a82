import type { FetchSession, SessionRequest } from '@resumable-inquiry/core'
import type { InquirySession } from '@resumable-inquiry/core/wire'

/** A fake of the host's back end. */
export interface ScriptedBackEnd {
  readonly fetchSession: FetchSession
  /** All requests, oldest first. */
  readonly requests: readonly SessionRequest[]
}

/**
 * Creates a fake of the host's back end.
 *
 * @param answer gets each request and its number from 0. @default a session for each request
 */
export function createScriptedBackEnd(
  answer: (request: SessionRequest, index: number) => InquirySession | Promise<InquirySession> = (
    { inquiryId },
    index,
  ) => pendingSession(inquiryId, index),
): ScriptedBackEnd {
  const requests: SessionRequest[] = []
  return {
    requests,
    fetchSession: async (request) => answer(request, requests.push(request) - 1),
  }
}

/** Returns a session whose token holds its number. */
export function pendingSession(inquiryId = 'inq_harbour', index = 0): InquirySession {
  return { inquiryId, status: 'pending', sessionToken: `token-${index}`, expiresIn: 3600 }
}

/** Returns the session of a finished inquiry. */
export function finishedSession(inquiryId = 'inq_harbour'): InquirySession {
  return { inquiryId, status: 'completed', sessionToken: null, expiresIn: null }
}

/** Returns an answer that never comes. */
export function noAnswer(): Promise<never> {
  return new Promise(() => {})
}
