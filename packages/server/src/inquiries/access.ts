import { ProblemError } from '../http/problem.ts'
import type { NewInquiry } from '../persona/inquiry.ts'
import type { SessionLookup } from '../sessions/fail-open-store.ts'
import type { SessionOwner } from '../sessions/session-store.ts'
import { type Awaitable, createTimeBudget, type HostCallOptions } from '../timeouts.ts'

/** The signed-in person, as the host knows them. */
export interface Subject {
  /** The host's id of the person. It appears in logs, so do not use an e-mail address. */
  readonly id: string
}

/** What a person wants to do with an inquiry: go through it, read its status, or get a link to it. */
export type Action = 'open' | 'read' | 'link'

/** What the host authorizes. */
export interface AuthorizationRequest<Person extends Subject = Subject> extends HostCallOptions {
  readonly subject: Person
  readonly inquiryId: string
  readonly action: Action
}

/** The host's functions that control access. */
export interface AccessOptions<Person extends Subject = Subject, Platform = unknown> {
  /**
   * Returns who sends the request, as the host's login knows them; `null` if signed out. To read the
   * body, read a clone.
   *
   * @param platform what the handler got beside the request, such as Express's `req` with a session
   */
  authenticate: (
    request: Request,
    platform: Platform,
    options: HostCallOptions,
  ) => Awaitable<Person | null>
  /** Returns whether the person may do this with the inquiry. Anything but `true` denies it. */
  authorize: (request: AuthorizationRequest<Person>) => Awaitable<boolean>
}

/** How to find and create a person's current inquiry. */
export interface StartOptions<Person extends Subject = Subject> {
  /** Returns what to create the person's inquiry from. */
  template: (subject: Person, options: HostCallOptions) => Awaitable<NewInquiry>
  /** Returns the id of the person's current inquiry, or `null` without one. */
  find: (subject: Person, options: HostCallOptions) => Awaitable<string | null>
  /**
   * Makes an inquiry the person's current one, unless another was claimed first; returns the id of the
   * current one. Decide this in one place, such as by a unique index, so that one of several concurrent
   * claims wins. One inquiry may be claimed several times, also at once. The losing inquiry is expired.
   *
   * @param replaced the person's current inquiry so far, which Persona no longer knows or which is
   * outdated. Let the new inquiry take its place only. `undefined` if `find` returned `null`.
   */
  claim: (
    subject: Person,
    inquiryId: string,
    replaced: string | undefined,
    options: HostCallOptions,
  ) => Awaitable<string>
}

/** The host's functions. */
export interface HostFunctions<
  Person extends Subject = Subject,
  Platform = unknown,
> extends AccessOptions<Person, Platform> {
  /** Without it, the browser must name an inquiry. */
  start?: StartOptions<Person>
  /**
   * Milliseconds for all of the host's functions during one request together. Then the request fails,
   * and their `signal` aborts.
   *
   * @default 4000
   */
  hostTimeout?: number
}

/**
 * The signed-in person of one request, with the host's functions about them. All of these share the
 * request's budget of time.
 */
export interface AuthenticatedSubject {
  readonly id: string
  readonly isAllowed: (inquiryId: string, action: Action) => Promise<unknown>
  /** `undefined` without the `start` option. */
  readonly start: StartFunctions | undefined
  /** Returns the same functions with another budget, for work after the request. */
  renew(): AuthenticatedSubject
}

/** The functions of the `start` option for one person. What they return is unchecked. */
export interface StartFunctions {
  template(): Promise<NewInquiry>
  find(): Promise<string | null>
  claim(inquiryId: string, replaced: string | undefined): Promise<string>
}

const advice =
  'It may be hanging. Bound what it waits for, such as the database, by the signal that it gets, or set hostTimeout.'

/**
 * Creates the function that authenticates a request.
 *
 * @throws {ProblemError} `signed_out`
 */
export function createAuthenticate<Person extends Subject, Platform>(
  host: HostFunctions<Person, Platform>,
): (request: Request, platform: Platform) => Promise<AuthenticatedSubject> {
  const createBudget = () => createTimeBudget(host.hostTimeout ?? 4_000, advice)

  function bind(person: Person, id: string, budget = createBudget()): AuthenticatedSubject {
    const { start } = host
    return {
      id,
      isAllowed: (inquiryId, action) =>
        budget.call('authorize', ({ signal }) =>
          host.authorize({ subject: person, inquiryId, action, signal }),
        ),
      start: start && {
        template: () => budget.call('start.template', (options) => start.template(person, options)),
        find: () => budget.call('start.find', (options) => start.find(person, options)),
        claim: (inquiryId, replaced) =>
          budget.call('start.claim', (options) =>
            start.claim(person, inquiryId, replaced, options),
          ),
      },
      renew: () => bind(person, id),
    }
  }

  return async (request, platform) => {
    const budget = createBudget()
    const person = await budget.call('authenticate', (options) =>
      host.authenticate(request, platform, options),
    )
    if (person === null) {
      throw new ProblemError('signed_out', { detail: 'Sign in, then try again.' })
    }
    return bind(person, requireId(person), budget)
  }
}

/** What `String()` makes of a missing id: all people without one would share their sessions. */
const missingIds: readonly unknown[] = ['', 'undefined', 'null', 'NaN', '[object Object]']

function requireId(subject: Subject | undefined): string {
  const id: unknown = subject?.id
  if (typeof id === 'string' && !missingIds.includes(id)) return id
  const given = typeof id === 'string' ? JSON.stringify(id) : `of type ${typeof id}`
  throw new TypeError(
    `authenticate must return null, or a subject whose id is a string. This one is ${given}. Convert a number by String(user.id).`,
  )
}

const authorized: unique symbol = Symbol('authorized')

/** An inquiry that the host has authorized a person for. Only {@link Access} can create one. */
export interface AuthorizedInquiry extends SessionOwner {
  readonly [authorized]: true
  /** What was known of the person's sessions when the request arrived; only looked up for `open`. */
  readonly previous: SessionLookup
}

/** Authorizes what people do. Denies by default. */
export interface Access {
  /** @throws {ProblemError} `not_found`, as for an inquiry that does not exist */
  authorize(
    subject: AuthenticatedSubject,
    inquiryId: string,
    action: Action,
  ): Promise<AuthorizedInquiry>
}

const notLookedUp: SessionLookup = { kind: 'unknown', last: undefined, ended: [] }

/**
 * Creates the access control.
 *
 * @param lookUp returns what is known of the person's sessions
 */
export function createAccess(lookUp: (owner: SessionOwner) => Promise<SessionLookup>): Access {
  return {
    async authorize(subject, inquiryId, action) {
      const owner = { subjectId: subject.id, inquiryId }
      // Look this up before the host takes its time, so that concurrent requests create one session.
      const previous = action === 'open' ? await lookUp(owner) : notLookedUp
      const isAllowed = await subject.isAllowed(inquiryId, action)
      // Require `true`: an object or a list would be truthy.
      if (isAllowed !== true) throw new ProblemError('not_found')
      return { ...owner, previous, [authorized]: true }
    },
  }
}
