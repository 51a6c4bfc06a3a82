import { ProblemError } from '../http/problem.ts'
import type { Log } from '../logging/log.ts'
import type { PersonaCalls } from '../persona/persona-api.ts'
import { PersonaApiError } from '../persona/persona-api-error.ts'

/** Milliseconds after which Persona is asked again about an inquiry that it did not know. */
const confirmationTime = 1_500

/** Milliseconds for which it is remembered whether Persona knew a person's current inquiry. */
const observationTime = 10 * 60 * 1000

/** How many people's inquiries Persona must know, for each that it does not, to be right about that one. */
const knownForEachUnknown = 10

/** Maximum number of people to remember. */
const maxPeople = 10_000

/**
 * Decides whether a person's current inquiry that Persona does not know may be replaced. With the key of
 * another environment, Persona knows none of them.
 */
export interface UnknownInquiries {
  /** Records that Persona knows the person's current inquiry. */
  addKnown(subjectId: string, inquiryId: string): void
  /**
   * Makes sure that an inquiry is gone, after Persona did not know it: that it was redacted, or that Persona
   * knows those of most people, or does not know this one alone, again.
   *
   * @throws {ProblemError} `persona_unavailable` unless the inquiry may be replaced
   */
  confirmGone(
    persona: Pick<PersonaCalls, 'retrieveInquiry'>,
    subjectId: string,
    inquiryId: string,
  ): Promise<void>
}

/** That Persona knew a person's current inquiry, or did not know it. */
interface Observation {
  readonly inquiryId: string
  readonly firstAt: number
  readonly lastAt: number
}

/** Creates {@link UnknownInquiries}, which remember what this process has observed. */
export function createUnknownInquiries(log: Log): UnknownInquiries {
  /** By person, sorted by `lastAt`. */
  const known = new Map<string, Observation>()
  const unknown = new Map<string, Observation>()

  return {
    addKnown(subjectId, inquiryId) {
      dropOld(unknown)
      const lost = unknown.get(subjectId)
      // Their inquiry was replaced, so that Persona knows the new one with any key.
      if (lost !== undefined && lost.inquiryId !== inquiryId) return
      unknown.delete(subjectId)
      observe(known, subjectId, inquiryId)
    },

    async confirmGone(persona, subjectId, inquiryId) {
      if (await isRedacted(persona, inquiryId)) return
      known.delete(subjectId)
      dropOld(known)
      const { firstAt, lastAt } = observe(unknown, subjectId, inquiryId)
      if (known.size >= knownForEachUnknown * unknown.size) return
      if (unknown.size > 1) {
        const message =
          'Persona does not know the current inquiries of several people, which are therefore not replaced. Is the API key of the environment that holds them, and does baseUrl lead to Persona?'
        const entry = { event: 'inquiry_unknown', outcome: 'failed', subjectId, inquiryId } as const
        log({ ...entry, level: 'error', message })
        throw tryLater(60, message)
      }
      if (lastAt - firstAt >= confirmationTime) return
      throw tryLater(
        Math.ceil(confirmationTime / 1000),
        `Persona does not know ${inquiryId}. It is replaced if that is so at the next request.`,
      )
    },
  }
}

async function isRedacted(
  persona: Pick<PersonaCalls, 'retrieveInquiry'>,
  inquiryId: string,
): Promise<boolean> {
  try {
    const { redactedAt } = await persona.retrieveInquiry(inquiryId)
    if (redactedAt !== null) return true
  } catch (error) {
    if (error instanceof PersonaApiError && error.kind === 'not_found') return false
    throw error
  }
  throw tryLater(1, `Persona did not know ${inquiryId} a moment ago, and does now.`)
}

function tryLater(retryAfter: number, message: string): ProblemError {
  return new ProblemError('persona_unavailable', { retryAfter, cause: new Error(message) })
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
