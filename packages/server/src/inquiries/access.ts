import { ProblemError } from '../http/problem.ts'
import type { SessionLookup } from '../sessions/fail-open-store.ts'
import type { SessionOwner } from '../sessions/session-store.ts'

/** The signed-in person, as the host knows them. */
export interface Subject {
  /** The host's id of the person. It appears in logs, so do not use an e-mail address. */
  readonly id: string
}

/** What a person wants to do with an inquiry: go through it, read its status, or get a link to it. */
export type Action = 'open' | 'read' | 'link'

/** What the host authorizes. */
export interface AuthorizationRequest {
  readonly subject: Subject
  readonly inquiryId: string
  readonly action: Action
}

/** The host's functions that control access. */
export interface AccessOptions {
  /**
   * Returns who sends the request, as the host's login knows them; `null` if signed out. To read the
   * body, read a clone.
   */
  authenticate: (request: Request) => Promise<Subject | null>
  /** Returns whether the person may do this with the inquiry. Anything but `true` denies it. */
  authorize: (request: AuthorizationRequest) => Promise<boolean>
}

const authorized: unique symbol = Symbol('authorized')

/** An inquiry that the host has authorized a person for. Only {@link Access} can create one. */
export interface AuthorizedInquiry extends SessionOwner {
  readonly [authorized]: true
  /** What was known of the person's sessions when the request arrived; only looked up for `open`. */
  readonly previous: SessionLookup
}

/** Authenticates people, and authorizes what they do. Denies by default. */
export interface Access {
  /** @throws {ProblemError} `signed_out` */
  authenticate(request: Request): Promise<Subject>
  /** @throws {ProblemError} `not_found`, as for an inquiry that does not exist */
  authorize(subject: Subject, inquiryId: string, action: Action): Promise<AuthorizedInquiry>
}

const notLookedUp: SessionLookup = { kind: 'unknown', last: undefined, ended: [] }

/**
 * Creates the access control over the host's functions.
 *
 * @param lookUp returns what is known of the person's sessions
 */
export function createAccess(
  { authenticate, authorize }: AccessOptions,
  lookUp: (owner: SessionOwner) => Promise<SessionLookup>,
): Access {
  return {
    async authenticate(request) {
      const subject = await authenticate(request)
      if (subject === null) {
        throw new ProblemError('signed_out', { detail: 'Sign in, then try again.' })
      }
      // Require an id: two people without one would share their sessions.
      if (typeof subject?.id !== 'string' || subject.id === '') {
        throw new TypeError('authenticate must return null, or a subject whose id is a string.')
      }
      return subject
    },

    async authorize(subject, inquiryId, action) {
      const owner = { subjectId: subject.id, inquiryId }
      // Look this up before the host takes its time, so that concurrent requests create one session.
      const previous = action === 'open' ? await lookUp(owner) : notLookedUp
      const isAllowed: unknown = await authorize({ subject, inquiryId, action })
      if (isAllowed !== true) throw new ProblemError('not_found')
      return { ...owner, previous, [authorized]: true }
    },
  }
}
