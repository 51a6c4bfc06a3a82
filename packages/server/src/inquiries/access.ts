import type { InquiryHandlerOptions } from './inquiry-handler-options.ts'
import { Refusal } from '../http/problem.ts'
import type { Action, Subject } from './subject.ts'

/** Lets nobody through whom the host has not let through. */
export interface Guard {
  /** @throws {Refusal} `signed_out` */
  signedIn(request: Request): Promise<Subject>
  /** @throws {Refusal} `not_found`, as if there were no such inquiry */
  require(subject: Subject, inquiryId: string, action: Action): Promise<void>
}

/** Makes the guard of the host's own functions. */
export function createGuard({
  authenticate,
  authorize,
}: Pick<InquiryHandlerOptions, 'authenticate' | 'authorize'>): Guard {
  return {
    async signedIn(request) {
      const subject = await authenticate(request)
      if (subject === null) {
        throw new Refusal('signed_out', { detail: 'Sign in, then try again.' })
      }
      // Two people without an id would share their sessions.
      if (typeof subject?.id !== 'string' || subject.id === '') {
        throw new TypeError('authenticate must answer null, or a subject whose id is a string.')
      }
      return subject
    },

    async require(subject, inquiryId, action) {
      const allowed: unknown = await authorize({ subject, inquiryId, action })
      if (allowed !== true) throw new Refusal('not_found')
    },
  }
}
