import { isInquiryId } from '@resumable-inquiry/core/wire'
import type { Log } from '../logging/log.ts'
import { errorFields } from '../logging/request-log.ts'
import type { Inquiry } from '../persona/inquiry.ts'
import type { PersonaCaller } from '../persona/call-pacer/leases.ts'
import type { PersonaApi } from '../persona/persona-api.ts'
import { PersonaApiError } from '../persona/persona-api-error.ts'
import { createSingleFlight } from '../single-flight.ts'
import { toHex } from '../to-hex.ts'
import type { Subject } from './access.ts'
import type { StartOptions } from './inquiry-handler-options.ts'

/** The person's current inquiry after one was created. */
export interface CreatedInquiry {
  readonly inquiryId: string
  /** The inquiry as created; `undefined` if another was claimed first. */
  readonly inquiry: Inquiry | undefined
}

/** Finds and creates the signed-in person's current inquiry. */
export interface CurrentInquiry {
  find(subject: Subject): Promise<string | null>
  /**
   * Creates an inquiry and claims it for the person. Concurrent calls for one person share one inquiry.
   *
   * @param replaced the inquiry whose place it takes
   */
  create(subject: Subject, caller: PersonaCaller, replaced?: string): Promise<CreatedInquiry>
}

/** Creates a {@link CurrentInquiry} over the host's functions. */
export function createCurrentInquiry(
  persona: PersonaApi,
  start: StartOptions,
  log: Log,
): CurrentInquiry {
  const shareCreation = createSingleFlight<CreatedInquiry>()

  async function createAndClaim(
    subject: Subject,
    caller: PersonaCaller,
    replaced: string | undefined,
  ): Promise<CreatedInquiry> {
    const subjectId = subject.id
    const inquiry = await create(subject, caller, replaced)
    const inquiryId = inquiry.id
    const done = { level: 'info', outcome: 'done', subjectId, inquiryId } as const
    log({ ...done, event: 'inquiry_created' })

    const winner = await claim(subject, caller, inquiryId, replaced)
    if (winner === inquiryId) {
      if (replaced !== undefined) log({ ...done, event: 'inquiry_replaced' })
      return { inquiryId, inquiry }
    }
    void discard(subject, caller, inquiryId)
    if (winner !== replaced) return { inquiryId: winner, inquiry: undefined }
    throw new Error(
      'start.claim returned the very inquiry to be replaced. With a third argument, it must let the new inquiry take the place of that one.',
    )
  }

  async function create(
    subject: Subject,
    caller: PersonaCaller,
    replaced: string | undefined,
  ): Promise<Inquiry> {
    const inquiry = await start.template(subject)
    const { referenceId } = inquiry
    if (referenceId === undefined) return await persona.createInquiry(inquiry, { caller })
    const earlier = await persona.listInquiries({ referenceId }, { caller })
    const idempotencyKey = await getIdempotencyKey(subject.id, earlier)
    try {
      const created = await persona.createInquiry(inquiry, { idempotencyKey, caller })
      if (created.id !== replaced) return created
    } catch (error) {
      if (!isReplayable(error)) throw error
    }
    // For 24 hours the key replays its first response: an old failure, or an inquiry that is gone and no
    // longer listed.
    return await persona.createInquiry(inquiry, { caller })
  }

  async function claim(
    subject: Subject,
    caller: PersonaCaller,
    inquiryId: string,
    replaced: string | undefined,
  ): Promise<string> {
    try {
      const winner = await (replaced === undefined
        ? start.claim(subject, inquiryId)
        : start.claim(subject, inquiryId, replaced))
      if (isInquiryId(winner)) return winner
      throw new TypeError("start.claim must return the id of the person's current inquiry.")
    } catch (error) {
      void discard(subject, caller, inquiryId)
      throw error
    }
  }

  // Best effort: nothing refers to the inquiry, and Persona expires it in time.
  async function discard(
    { id: subjectId }: Subject,
    caller: PersonaCaller,
    inquiryId: string,
  ): Promise<void> {
    const entry = { event: 'inquiry_discarded', subjectId, inquiryId } as const
    try {
      await persona.expireInquiry(inquiryId, { caller })
      log({ ...entry, level: 'info', outcome: 'done' })
    } catch (error) {
      log({ ...entry, level: 'warn', outcome: 'failed', ...errorFields(error) })
    }
  }

  return {
    async find(subject) {
      const inquiryId = await start.find(subject)
      if (inquiryId === null || isInquiryId(inquiryId)) return inquiryId
      throw new TypeError("start.find must return an inquiry's id, or null.")
    },

    create: (subject, caller, replaced) =>
      shareCreation(`${replaced ?? ''} ${subject.id}`, () =>
        createAndClaim(subject, caller, replaced),
      ),
  }
}

/**
 * Returns whether Persona may be replaying a failure: it stores all responses, except for these
 * two.
 */
function isReplayable(error: unknown): boolean {
  if (!(error instanceof PersonaApiError) || error.status === undefined) return false
  return error.kind !== 'unauthenticated' && error.kind !== 'rate_limited'
}

/**
 * Returns the `Idempotency-Key` for creating a person's next inquiry. Two instances that create it at
 * once, or one that retries, send the same key, so that Persona creates one inquiry.
 *
 * The key hashes the person and their newest inquiry, so that the next inquiry gets another key. Their
 * count would do as well, but lists are paginated.
 *
 * @param earlier the person's inquiries as Persona lists them, newest first
 */
export async function getIdempotencyKey(
  subjectId: string,
  earlier: readonly Pick<Inquiry, 'id'>[],
): Promise<string> {
  const text = JSON.stringify([subjectId, earlier[0]?.id ?? null])
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return `resumable-inquiry-${toHex(hash)}`
}
