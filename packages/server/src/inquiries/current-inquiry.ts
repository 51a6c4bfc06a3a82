import { isInquiryId } from '@resumable-inquiry/core/wire'
import { ProblemError } from '../http/problem.ts'
import type { Log, LogEntry } from '../logging/log.ts'
import { errorFields } from '../logging/request-log.ts'
import type { Inquiry, NewInquiry } from '../persona/inquiry.ts'
import type { PersonaCalls } from '../persona/persona-api.ts'
import { isReplayable } from '../persona/persona-api-error.ts'
import type { Limits } from '../rate-limit/rate-limit.ts'
import type { AuthenticatedSubject, StartFunctions } from './access.ts'

/** The person's current inquiry after one was created. */
export interface CreatedInquiry {
  readonly inquiryId: string
  /** The inquiry as created; `undefined` if another was claimed first. */
  readonly inquiry: Inquiry | undefined
}

/** What an inquiry is created with, for one request. */
export interface CreationContext {
  readonly persona: PersonaCalls
  readonly limits: Limits
}

/** Finds and creates the signed-in person's current inquiry. */
export interface CurrentInquiry {
  /** @throws {ProblemError} `not_found` without the `start` option */
  find(subject: AuthenticatedSubject): Promise<string | null>
  /**
   * Creates an inquiry and claims it for the person. Concurrent calls for one person share one inquiry.
   *
   * @param replaced the inquiry whose place it takes
   * @throws {ProblemError} `not_found` without the `start` option; `rate_limited`
   */
  create(
    subject: AuthenticatedSubject,
    context: CreationContext,
    replaced?: string,
  ): Promise<CreatedInquiry>
}

/** An inquiry that was created, until it is claimed. */
interface Creation {
  readonly inquiry: Promise<Inquiry>
  readonly replaced: string | undefined
  readonly startedAt: number
  /** Requests that are about to claim the inquiry. */
  claims: number
  /** Whether it could not be created, or a claim was answered. */
  isSettled: boolean
}

/** Milliseconds for which an inquiry that could not be claimed is offered to the person's next claim. */
const maxUnclaimedTime = 10 * 60 * 1000

/** Maximum number of people with an inquiry that could not be claimed. */
const maxPeople = 10_000

/** Creates a {@link CurrentInquiry}. */
export function createCurrentInquiry(log: Log): CurrentInquiry {
  /** By person. */
  const creations = new Map<string, Creation>()

  function report(event: LogEntry['event'], subjectId: string, inquiryId: string): void {
    log({ level: 'info', event, outcome: 'done', subjectId, inquiryId })
  }

  async function createAndClaim(
    subject: AuthenticatedSubject,
    context: CreationContext,
    replaced: string | undefined,
  ): Promise<CreatedInquiry> {
    const start = requireStart(subject)
    const creation =
      getCreation(subject.id, replaced) ??
      beginCreation(subject.id, context, await getTemplate(start), replaced)
    creation.claims += 1
    try {
      // Only Persona's part is shared: one request's claim that hangs holds up no other request.
      const inquiry = await creation.inquiry.catch((error: unknown) => {
        creation.isSettled = true
        throw error
      })
      const winner = await claim(start, inquiry.id, replaced)
      if (!creation.isSettled) {
        creation.isSettled = true
        if (winner !== inquiry.id) void discard(subject, context, inquiry.id)
        else if (replaced !== undefined) report('inquiry_replaced', subject.id, winner)
      }
      if (winner === inquiry.id) return { inquiryId: winner, inquiry }
      if (winner !== replaced) return { inquiryId: winner, inquiry: undefined }
      throw new Error(
        'start.claim returned the very inquiry to be replaced. With a third argument, it must let the new inquiry take the place of that one.',
      )
    } finally {
      creation.claims -= 1
      const isOver = creation.claims === 0 && creation.isSettled
      if (isOver && creations.get(subject.id) === creation) creations.delete(subject.id)
    }
  }

  /** Returns the person's inquiry that is being created, or that could not be claimed before. */
  function getCreation(subjectId: string, replaced: string | undefined): Creation | undefined {
    const oldest = performance.now() - maxUnclaimedTime
    for (const [key, { startedAt, claims }] of creations) {
      if (startedAt >= oldest && creations.size <= maxPeople) break
      if (claims === 0) creations.delete(key)
    }
    const creation = creations.get(subjectId)
    const isOpen = creation?.isSettled === false && creation.replaced === replaced
    return isOpen ? creation : undefined
  }

  /** Creates an inquiry, unless another request has begun to while this one got its template. */
  function beginCreation(
    subjectId: string,
    { persona, limits }: CreationContext,
    template: NewInquiry,
    replaced: string | undefined,
  ): Creation {
    const begun = getCreation(subjectId, replaced)
    if (begun !== undefined) return begun
    const creation = {
      inquiry: limits.countCreation(subjectId, () =>
        create(subjectId, persona, template, replaced),
      ),
      replaced,
      startedAt: performance.now(),
      claims: 0,
      isSettled: false,
    }
    // Reinsert, so that the map stays sorted by time.
    creations.delete(subjectId)
    creations.set(subjectId, creation)
    return creation
  }

  async function create(
    subjectId: string,
    persona: PersonaCalls,
    template: NewInquiry,
    replaced: string | undefined,
  ): Promise<Inquiry> {
    const inquiry = await createOnce(subjectId, persona, template, replaced)
    report('inquiry_created', subjectId, inquiry.id)
    return inquiry
  }

  /**
   * Claims an inquiry. One whose claim fails is not expired, since the host may have committed the claim
   * all the same; the person's next request claims it again.
   */
  async function claim(
    start: StartFunctions,
    inquiryId: string,
    replaced: string | undefined,
  ): Promise<string> {
    const winner = await start.claim(inquiryId, replaced)
    if (isInquiryId(winner)) return winner
    throw new TypeError("start.claim must return the id of the person's current inquiry.")
  }

  // Best effort: nothing refers to the inquiry, and Persona expires it in time.
  async function discard(
    subject: AuthenticatedSubject,
    { persona }: CreationContext,
    inquiryId: string,
  ): Promise<void> {
    const event = 'inquiry_discarded'
    try {
      // Another instance, whose creation Persona repeated to this one, may have claimed it since.
      const current = await find(subject.renew())
      if (current === null || current === inquiryId) return
      await persona.expireInquiry(inquiryId)
      report(event, subject.id, inquiryId)
    } catch (error) {
      const entry = { event, level: 'warn', outcome: 'failed', inquiryId } as const
      log({ ...entry, subjectId: subject.id, ...errorFields(error) })
    }
  }

  async function find(subject: AuthenticatedSubject): Promise<string | null> {
    const inquiryId = await requireStart(subject).find()
    if (inquiryId === null) return null
    if (!isInquiryId(inquiryId)) {
      throw new TypeError("start.find must return an inquiry's id, or null.")
    }
    // The claim of an unclaimed inquiry has succeeded late, or another one was claimed.
    const creation = creations.get(subject.id)
    if (creation?.claims === 0 && creation.replaced !== inquiryId) creations.delete(subject.id)
    return inquiryId
  }

  return { find, create: createAndClaim }
}

function requireStart({ start }: AuthenticatedSubject): StartFunctions {
  if (start !== undefined) return start
  throw new ProblemError('not_found', { detail: 'Name the inquiry: none is started here.' })
}

async function getTemplate(start: StartFunctions): Promise<NewInquiry> {
  const template: NewInquiry | undefined = await start.template()
  // Copy it: the host may return one object for all people, and change it before it is sent.
  if (typeof template?.templateId === 'string') return structuredClone(template)
  throw new TypeError(
    'start.template must return what to create an inquiry from: an object with a templateId.',
  )
}

async function createOnce(
  subjectId: string,
  persona: PersonaCalls,
  template: NewInquiry,
  replaced: string | undefined,
): Promise<Inquiry> {
  const { referenceId } = template
  if (referenceId === undefined) return await persona.createInquiry(template)
  const earlier = await persona.listInquiries({ referenceId })
  const idempotencyKey = await getIdempotencyKey(subjectId, earlier)
  try {
    const created = await persona.createInquiry(template, { idempotencyKey })
    if (created.id !== replaced) return created
  } catch (error) {
    if (!isReplayable(error)) throw error
  }
  // For 24 hours the key replays its first response: an old failure, or an inquiry that is gone and no
  // longer listed.
  return await persona.createInquiry(template)
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
  return `resumable-inquiry-${btoa(String.fromCharCode(...new Uint8Array(hash)))}`
}
