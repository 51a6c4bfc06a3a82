import type { FetchSession, SessionRequest } from '@resumable-inquiry/core'
import type { InquirySession } from '@resumable-inquiry/core/wire'

/** A stand-in for the host's back end. */
export interface ScriptedBackEnd {
  readonly fetchSession: FetchSession
  /** Everything that it was asked, oldest first. */
  readonly requests: readonly SessionRequest[]
}

/**
 * Makes a stand-in for the host's back end.
 *
 * @param answer told of each request and its number from 0. @default a session for each request
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

/** A session with a token that tells its number. */
export function pendingSession(inquiryId = 'inq_harbour', index = 0): InquirySession {
  return { inquiryId, status: 'pending', sessionToken: `token-${index}`, expiresIn: 3600 }
}

/** The news that an inquiry is over. */
export function finishedSession(inquiryId = 'inq_harbour'): InquirySession {
  return { inquiryId, status: 'completed', sessionToken: null, expiresIn: null }
}

/** An answer that does not come. */
export function noAnswer(): Promise<never> {
  return new Promise(() => {})
}
