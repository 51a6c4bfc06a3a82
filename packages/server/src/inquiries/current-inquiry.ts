import { isInquiryId } from '@resumable-inquiry/core/wire'
import { ProblemError } from '../http/problem.ts'
import type { Log } from '../logging/log.ts'
import { errorFields } from '../logging/request-log.ts'
import type { Inquiry, NewInquiry } from '../persona/inquiry.ts'
import type { PersonaApi } from '../persona/persona-api.ts'
import { PersonaApiError } from '../persona/persona-api-error.ts'
import type { Limits } from '../rate-limit/limits.ts'
import { toHex } from '../to-hex.ts'
import type { AuthenticatedSubject, StartFunctions } from './access.ts'

/** The person's current inquiry after one was created. */
export interface CreatedInquiry {
  readonly inquiryId: string
  /** The inquiry as created; `undefined` if another was claimed first. */
  readonly inquiry: Inquiry | undefined
}

/** Finds and creates the signed-in person's current inquiry. */
export interface CurrentInquiry {
  /** @throws {ProblemError} `not_found` without the `start` option */
  find(subject: AuthenticatedSubject): Promise<string | null>
  /** Records that Persona knows the person's current inquiry. */
  confirmKnown(subject: AuthenticatedSubject, inquiryId: string): void
  /**
   * Makes sure that the person's current inquiry is gone, after Persona did not know it: that it was
   * redacted, or that Persona does not know it again, and knows those of other people.
   *
   * @throws {ProblemError} `persona_unavailable` unless it may be replaced
   */
  confirmGone(subject: AuthenticatedSubject, inquiryId: string): Promise<void>
  /**
   * Creates an inquiry and claims it for the person. Concurrent calls for one person share one inquiry.
   *
   * @param replaced the inquiry whose place it takes
   * @throws {ProblemError} `not_found` without the `start` option; `rate_limited`
   */
  create(subject: AuthenticatedSubject, replaced?: string): Promise<CreatedInquiry>
}

/** An inquiry that was created, until the last claim of it has settled. */
interface Creation {
  readonly inquiry: Promise<Inquiry>
  /** Requests that are about to claim the inquiry. */
  claims: number
  /** Whether one of the claims has been answered. */
  isClaimed: boolean
}

/** Creates a {@link CurrentInquiry}. */
export function createCurrentInquiry(
  persona: PersonaApi,
  limits: Limits,
  log: Log,
): CurrentInquiry {
  const creations = new Map<string, Creation>()
  const unknownInquiries = createUnknownInquiries()

  async function createAndClaim(
    subject: AuthenticatedSubject,
    replaced: string | undefined,
  ): Promise<CreatedInquiry> {
    const start = requireStart(subject)
    const key = `${replaced ?? ''} ${subject.id}`
    const creation =
      creations.get(key) ?? beginCreation(key, subject.id, await getTemplate(start), replaced)
    creation.claims += 1
    try {
      // Only Persona's part is shared: one request's claim that hangs holds up no other request.
      const inquiry = await creation.inquiry
      const winner = await claim(start, inquiry.id, replaced)
      if (!creation.isClaimed) {
        creation.isClaimed = true
        settle(subject, { inquiryId: inquiry.id, winner, replaced })
      }
      if (winner === inquiry.id) return { inquiryId: winner, inquiry }
      if (winner !== replaced) return { inquiryId: winner, inquiry: undefined }
      throw new Error(
        'start.claim returned the very inquiry to be replaced. With a third argument, it must let the new inquiry take the place of that one.',
      )
    } finally {
      creation.claims -= 1
      if (creation.claims === 0) creations.delete(key)
    }
  }

  /** Creates an inquiry, unless another request has begun to while this one got its template. */
  function beginCreation(
    key: string,
    subjectId: string,
    template: NewInquiry,
    replaced: string | undefined,
  ): Creation {
    const creation = creations.get(key) ?? {
      inquiry: limits.countCreation(subjectId, () => create(subjectId, template, replaced)),
      claims: 0,
      isClaimed: false,
    }
    creations.set(key, creation)
    return creation
  }

  async function create(
    subjectId: string,
    template: NewInquiry,
    replaced: string | undefined,
  ): Promise<Inquiry> {
    const inquiry = await createOnce(subjectId, template, replaced)
    log({
      level: 'info',
      event: 'inquiry_created',
      outcome: 'done',
      subjectId,
      inquiryId: inquiry.id,
    })
    return inquiry
  }

  async function createOnce(
    subjectId: string,
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

  /** Claims an inquiry. One whose claim fails is kept: the host may have committed the claim all the same. */
  async function claim(
    start: StartFunctions,
    inquiryId: string,
    replaced: string | undefined,
  ): Promise<string> {
    const winner = await start.claim(inquiryId, replaced)
    if (isInquiryId(winner)) return winner
    throw new TypeError("start.claim must return the id of the person's current inquiry.")
  }

  /** Reports which inquiry has won, and expires the loser. */
  function settle(
    subject: AuthenticatedSubject,
    {
      inquiryId,
      winner,
      replaced,
    }: { inquiryId: string; winner: string; replaced: string | undefined },
  ): void {
    if (winner !== inquiryId) void discard(subject, inquiryId)
    else if (replaced !== undefined) {
      const { id: subjectId } = subject
      log({ level: 'info', event: 'inquiry_replaced', outcome: 'done', subjectId, inquiryId })
    }
  }

  // Best effort: nothing refers to the inquiry, and Persona expires it in time.
  async function discard(subject: AuthenticatedSubject, inquiryId: string): Promise<void> {
    const entry = { event: 'inquiry_discarded', subjectId: subject.id, inquiryId } as const
    try {
      // Another instance, whose creation Persona repeated to this one, may have claimed it since.
      const current = await find(subject.renew())
      if (current === null || current === inquiryId) return
      await persona.expireInquiry(inquiryId)
      log({ ...entry, level: 'info', outcome: 'done' })
    } catch (error) {
      log({ ...entry, level: 'warn', outcome: 'failed', ...errorFields(error) })
    }
  }

  async function find(subject: AuthenticatedSubject): Promise<string | null> {
    const inquiryId = await requireStart(subject).find()
    if (inquiryId === null || isInquiryId(inquiryId)) return inquiryId
    throw new TypeError("start.find must return an inquiry's id, or null.")
  }

  async function isRedacted(inquiryId: string): Promise<boolean> {
    try {
      const { redactedAt } = await persona.retrieveInquiry(inquiryId)
      if (redactedAt !== null) return true
    } catch (error) {
      if (error instanceof PersonaApiError && error.kind === 'not_found') return false
      throw error
    }
    throw tryLater(1, `Persona did not know ${inquiryId} a moment ago, and does now.`)
  }

  return {
    find,

    confirmKnown: ({ id }, inquiryId) => unknownInquiries.addKnown(id, inquiryId),

    async confirmGone({ id: subjectId }, inquiryId) {
      if (await isRedacted(inquiryId)) return
      switch (unknownInquiries.addUnknown(subjectId, inquiryId)) {
        case 'gone':
          return
        case 'unconfirmed':
          throw tryLater(
            Math.ceil(confirmationTime / 1000),
            `Persona does not know ${inquiryId}. It is replaced if that is so at the next request.`,
          )
        case 'suspicious': {
          const message =
            'Persona does not know the current inquiries of several people, which are therefore not replaced. Is the API key of the environment that holds them, and does baseUrl lead to Persona?'
          const entry = {
            event: 'inquiry_unknown',
            outcome: 'failed',
            subjectId,
            inquiryId,
          } as const
          log({ ...entry, level: 'error', message })
          throw tryLater(60, message)
        }
      }
    },

    create: createAndClaim,
  }
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

function tryLater(retryAfter: number, message: string): ProblemError {
  return new ProblemError('persona_unavailable', { retryAfter, cause: new Error(message) })
}

/** Milliseconds after which Persona is asked again about an inquiry that it did not know. */
const confirmationTime = 1_500

/** Milliseconds for which it is remembered whether Persona knew a person's current inquiry. */
const observationTime = 10 * 60 * 1000

/** How many people's inquiries Persona must know, for each that it does not, to be right about that one. */
const knownForEachUnknown = 10

/** Maximum number of people to remember. */
const maxPeople = 10_000

/** Remembers for how many people Persona knew the current inquiry lately, and for how many it did not. */
interface UnknownInquiries {
  addKnown(subjectId: string, inquiryId: string): void
  /**
   * Records that Persona did not know the person's current inquiry. Returns what to make of it:
   *
   * - `gone`: the inquiry is, since Persona knows those of most people, or still does not know this one
   * - `unconfirmed`: nothing yet; it may be a mistake of the moment
   * - `suspicious`: Persona may be asked with the key of another environment
   */
  addUnknown(subjectId: string, inquiryId: string): 'gone' | 'unconfirmed' | 'suspicious'
}

/** That Persona knew a person's current inquiry, or did not know it. */
interface Observation {
  readonly inquiryId: string
  readonly firstAt: number
  readonly lastAt: number
}

function createUnknownInquiries(): UnknownInquiries {
  /** By person, sorted by `lastAt`. */
  const known = new Map<string, Observation>()
  const unknown = new Map<string, Observation>()

  return {
    addKnown(subjectId, inquiryId) {
      dropOld(unknown)
      const lost = unknown.get(subjectId)
      // Persona knows the new inquiry of somebody whose old one it did not know: that proves nothing.
      if (lost !== undefined && lost.inquiryId !== inquiryId) return
      unknown.delete(subjectId)
      observe(known, subjectId, inquiryId)
    },

    addUnknown(subjectId, inquiryId) {
      known.delete(subjectId)
      dropOld(known)
      const { firstAt, lastAt } = observe(unknown, subjectId, inquiryId)
      if (known.size >= knownForEachUnknown * unknown.size) return 'gone'
      if (unknown.size > 1) return 'suspicious'
      return lastAt - firstAt >= confirmationTime ? 'gone' : 'unconfirmed'
    },
  }
}

function observe(
  observations: Map<string, Observation>,
  subjectId: string,
  inquiryId: string,
): Observation {
  const lastAt = performance.now()
  const earlier = observations.get(subjectId)
  const firstAt = earlier?.inquiryId === inquiryId ? earlier.firstAt : lastAt
  const observation = { inquiryId, firstAt, lastAt }
  observations.delete(subjectId)
  observations.set(subjectId, observation)
  dropOld(observations)
  return observation
}

function dropOld(observations: Map<string, Observation>): void {
  const oldest = performance.now() - observationTime
  for (const [subjectId, { lastAt }] of observations) {
    if (lastAt >= oldest && observations.size <= maxPeople) return
    observations.delete(subjectId)
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
