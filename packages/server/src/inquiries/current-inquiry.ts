import { isInquiryId } from '@resumable-inquiry/core/wire'
import { creationKey } from './idempotency-key.ts'
import type { StartOptions } from './inquiry-handler-options.ts'
import type { Log } from '../logging/log.ts'
import type { Inquiry } from '../persona/inquiry.ts'
import type { PersonaApi } from '../persona/persona-api.ts'
import { PersonaApiError } from '../persona/persona-api-error.ts'
import { explain } from '../logging/request-log.ts'
import { createSingleFlight } from '../single-flight.ts'
import type { Subject } from './subject.ts'

/** The inquiry that is a person's own after they began one. */
export interface BegunInquiry {
  readonly inquiryId: string
  /** As Persona created it; `undefined` when another was claimed first. */
  readonly inquiry: Inquiry | undefined
}

/** The signed-in person's own inquiry. */
export interface OwnInquiry {
  find(subject: Subject): Promise<string | null>
  /**
   * Creates an inquiry and claims it for the person.
   *
   * @param replaced the inquiry in whose stead it is created
   */
  begin(subject: Subject, replaced?: string): Promise<BegunInquiry>
}

/** Finds and begins inquiries through the host's functions. */
export function createOwnInquiry(persona: PersonaApi, start: StartOptions, log: Log): OwnInquiry {
  const shareBegin = createSingleFlight<BegunInquiry>()

  async function begin(subject: Subject, replaced: string | undefined): Promise<BegunInquiry> {
    const subjectId = subject.id
    const inquiry = await create(subject, replaced)
    const inquiryId = inquiry.id
    const done = { level: 'info', outcome: 'done', subjectId, inquiryId } as const
    log({ ...done, event: 'inquiry_created' })

    const winner = await claim(subject, inquiryId, replaced)
    if (winner === inquiryId) {
      if (replaced !== undefined) log({ ...done, event: 'inquiry_replaced' })
      return { inquiryId, inquiry }
    }
    void discard(subject, inquiryId)
    if (winner !== replaced) return { inquiryId: winner, inquiry: undefined }
    throw new Error(
      'start.claim answered the very inquiry that was to be replaced. When it is given a third argument, it must let the new inquiry take the place of that one.',
    )
  }

  async function create(subject: Subject, replaced: string | undefined): Promise<Inquiry> {
    const inquiry = await start.template(subject)
    const { referenceId } = inquiry
    if (referenceId === undefined) return await persona.createInquiry(inquiry)
    const earlier = await persona.listInquiries({ referenceId })
    const idempotencyKey = await creationKey(subject.id, earlier)
    try {
      const created = await persona.createInquiry(inquiry, { idempotencyKey })
      if (created.id !== replaced) return created
    } catch (error) {
      if (!mayBeReplayed(error)) throw error
    }
    // For 24 hours the key gets the same answer: a failure that is long over, or an inquiry that is
    // gone and that Persona no longer lists.
    return await persona.createInquiry(inquiry)
  }

  async function claim(
    subject: Subject,
    inquiryId: string,
    replaced: string | undefined,
  ): Promise<string> {
    try {
      const winner = await (replaced === undefined
        ? start.claim(subject, inquiryId)
        : start.claim(subject, inquiryId, replaced))
      if (isInquiryId(winner)) return winner
      throw new TypeError("start.claim must answer the id of the person's current inquiry.")
    } catch (error) {
      void discard(subject, inquiryId)
      throw error
    }
  }

  // Nobody waits for this, or holds the inquiry's id: where it fails, or the process ends before,
  // nothing is lost and Persona expires the inquiry in time.
  async function discard({ id: subjectId }: Subject, inquiryId: string): Promise<void> {
    const entry = { event: 'inquiry_discarded', subjectId, inquiryId } as const
    try {
      await persona.expireInquiry(inquiryId)
      log({ ...entry, level: 'info', outcome: 'done' })
    } catch (error) {
      log({ ...entry, level: 'warn', outcome: 'failed', ...explain(error) })
    }
  }

  return {
    async find(subject) {
      const inquiryId = await start.find(subject)
      if (inquiryId === null || isInquiryId(inquiryId)) return inquiryId
      throw new TypeError("start.find must answer an inquiry's id, or null when there is none.")
    },

    begin: (subject, replaced) =>
      shareBegin(`${replaced ?? ''} ${subject.id}`, () => begin(subject, replaced)),
  }
}

/** Whether Persona may have kept this answer: it does all but these two, failures of its own too. */
function mayBeReplayed(error: unknown): boolean {
  if (!(error instanceof PersonaApiError) || error.status === undefined) return false
  return error.kind !== 'unauthenticated' && error.kind !== 'rate_limited'
}
