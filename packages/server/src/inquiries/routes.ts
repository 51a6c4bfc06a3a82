import {
  type InquirySessionAnswer,
  type InquirySummary,
  isFinishedInquiryStatus,
  isInquiryStatus,
  isTokenHash,
  type OneTimeLink,
  type SessionExpiry,
  sessionReasons,
} from '@resumable-inquiry/core/wire'
import { getIn } from '../get-in.ts'
import { ProblemError } from '../http/problem.ts'
import { readJsonObject } from '../http/request-body.ts'
import type { InquiryRoute } from '../http/router.ts'
import { isTemplateOutdated } from '../sessions/decide-session.ts'
import type { IssueResult, SessionQuery } from '../sessions/session-service.ts'
import type { Action, AuthenticatedSubject, AuthorizedInquiry } from './access.ts'
import type { HandlerContext, RouteResult } from './handler-context.ts'

/** Serves a route, once the inquiry is authorized. */
type Serve = (inquiry: AuthorizedInquiry) => Promise<RouteResult>

/** How to serve a route that names an inquiry. */
export interface InquiryRouteHandler {
  /** What the host must authorize before `Serve` runs. */
  readonly action: Action
  /** Reads the request, before the host is asked. */
  prepare(context: HandlerContext, subject: AuthenticatedSubject, request: Request): Promise<Serve>
}

/** The routes that name an inquiry. */
export const inquiryRoutes: Readonly<Record<InquiryRoute['action'], InquiryRouteHandler>> = {
  session: {
    action: 'open',
    async prepare(context, subject, request) {
      const query = await readSessionQuery(request)
      return (inquiry) => getSession(context, subject, inquiry, query)
    },
  },
  expiry: {
    action: 'open',
    async prepare(context, _subject, request) {
      const tokenHash = readTokenHash(new URL(request.url).searchParams.getAll('tokenHash'))
      return (inquiry) => getExpiry(context, inquiry, tokenHash)
    },
  },
  summary: {
    action: 'read',
    prepare: (context) => Promise.resolve((inquiry) => getSummary(context, inquiry)),
  },
  link: {
    action: 'link',
    async prepare(context, _subject, request) {
      const expiresInSeconds = await readLinkLifetime(request)
      return (inquiry) => createLink(context, inquiry, expiresInSeconds)
    },
  },
  hosted: {
    action: 'link',
    prepare: (context) => Promise.resolve((inquiry) => openHostedFlow(context, inquiry)),
  },
}

/** Starts or resumes the person's current inquiry. */
export async function startInquiry(
  context: HandlerContext,
  subject: AuthenticatedSubject,
  request: Request,
): Promise<RouteResult> {
  const query = await readSessionQuery(request)
  const inquiryId = await context.currentInquiry.find(subject)
  if (inquiryId === null) return await createInquiry(context, subject)
  return await openCurrentInquiry(context, subject, inquiryId, query)
}

/** Opens the person's current inquiry, or another one in its place if it is gone or outdated. */
async function openCurrentInquiry(
  context: HandlerContext,
  subject: AuthenticatedSubject,
  inquiryId: string,
  query: SessionQuery,
): Promise<RouteResult> {
  const { access, persona, unknownInquiries } = context
  const inquiry = await access.authorize(subject, inquiryId, 'open')
  const issued = await issueSession(context, inquiry, query)
  if (issued.kind === 'absent') await unknownInquiries.confirmGone(persona, subject.id, inquiryId)
  else unknownInquiries.addKnown(subject.id, inquiryId)
  return (
    toRouteResult(context, inquiry, issued) ?? (await createInquiry(context, subject, inquiryId))
  )
}

/** Gets a session for an inquiry, or for the person's current one if its template is outdated. */
async function getSession(
  context: HandlerContext,
  subject: AuthenticatedSubject,
  inquiry: AuthorizedInquiry,
  query: SessionQuery,
): Promise<RouteResult> {
  const issued = await issueSession(context, inquiry, query)
  if (issued.kind !== 'outdated') return toRouteResult(context, inquiry, issued) ?? notFound()
  // Another inquiry may have taken its place before.
  const current = await context.currentInquiry.find(subject)
  if (current === null || current === inquiry.inquiryId) {
    return await createInquiry(context, subject, current ?? undefined)
  }
  return await openCurrentInquiry(context, subject, current, query)
}

async function createInquiry(
  context: HandlerContext,
  subject: AuthenticatedSubject,
  replaced?: string,
): Promise<RouteResult> {
  const { access, currentInquiry, sessions } = context
  const created = await currentInquiry.create(subject, context, replaced)
  const owner = await access.authorize(subject, created.inquiryId, 'open')
  const issued = await sessions.issue({
    owner,
    previous: owner.previous,
    inquiry: created.inquiry,
    reason: 'start',
    tokenHash: undefined,
    // Replace an inquiry once per request, whatever the host claims.
    outdatedTemplate: 'resume',
  })
  return toRouteResult(context, owner, issued) ?? notFound()
}

function issueSession(
  { sessions, outdatedTemplate }: HandlerContext,
  inquiry: AuthorizedInquiry,
  query: SessionQuery,
): Promise<IssueResult> {
  const { previous } = inquiry
  return sessions.issue({ ...query, owner: inquiry, previous, outdatedTemplate })
}

function toRouteResult(
  { checkEvery }: HandlerContext,
  { inquiryId }: AuthorizedInquiry,
  issued: IssueResult,
): RouteResult | undefined {
  if (issued.kind !== 'issued') return undefined
  const { session, outcome, requestId } = issued
  const body: InquirySessionAnswer = { ...session, ...(checkEvery !== false && { checkEvery }) }
  return { body, inquiryId, outcome, requestId }
}

/** Returns whether the session of a token has ended. Never calls Persona. */
async function getExpiry(
  { sessions }: HandlerContext,
  owner: AuthorizedInquiry,
  tokenHash: string,
): Promise<RouteResult> {
  const { inquiryId, previous } = owner
  const body: SessionExpiry = { expired: await sessions.isExpired(owner, previous, tokenHash) }
  return { body, inquiryId, outcome: 'expiry' }
}

/**
 * Milliseconds for which a status is returned again without asking Persona, so that a page that asks in a
 * loop costs few calls.
 */
const summaryMaxAge = 2_000

/** Returns the status of an inquiry. Uses no session. */
async function getSummary(
  { getInquiry, sessions }: HandlerContext,
  owner: AuthorizedInquiry,
): Promise<RouteResult> {
  const { inquiryId } = owner
  const inquiry = await getInquiry(inquiryId, { maxAge: summaryMaxAge })
  // Persona decides whether an inquiry with an unknown status can be resumed.
  const status = isInquiryStatus(inquiry.status) ? inquiry.status : 'pending'
  const isFinished = isFinishedInquiryStatus(status)
  if (isFinished) await sessions.invalidate(owner)
  const templateOutdated = isTemplateOutdated(inquiry)
  const body: InquirySummary = { inquiryId, status, resumable: !isFinished, templateOutdated }
  return { body, inquiryId, outcome: 'summary', requestId: inquiry.requestId }
}

/** Creates a one-time link. Persona creates none for an expired inquiry, so that is resumed first. */
async function createLinkTo(
  { persona, getInquiry, sessions, limits }: HandlerContext,
  owner: AuthorizedInquiry,
  expiresInSeconds?: number,
): Promise<{ link: OneTimeLink; requestId: string | undefined }> {
  const { inquiryId } = owner
  // Count first: beyond the limit, a request costs no call to Persona.
  return await limits.countLink(owner, async () => {
    const { status, requestId } = await getInquiry(inquiryId)
    if (isFinishedInquiryStatus(status)) {
      throw new ProblemError('invalid_request', {
        detail: 'The inquiry is over: no link leads back to it.',
      })
    }
    if (status === 'expired') await sessions.resume(owner)
    const link = await persona.generateOneTimeLink(
      inquiryId,
      expiresInSeconds === undefined ? {} : { expiresInSeconds },
    )
    return { link, requestId }
  })
}

async function createLink(
  context: HandlerContext,
  owner: AuthorizedInquiry,
  expiresInSeconds: number | undefined,
): Promise<RouteResult> {
  const { link, requestId } = await createLinkTo(context, owner, expiresInSeconds)
  return { body: link, inquiryId: owner.inquiryId, outcome: 'link', requestId }
}

/** Redirects to Persona's hosted flow by a one-time link: a token has no business in an address. */
async function openHostedFlow(
  context: HandlerContext,
  owner: AuthorizedInquiry,
): Promise<RouteResult> {
  const { link, requestId } = await createLinkTo(context, owner)
  const location = new URL(link.url)
  const { redirectUri } = context
  if (redirectUri !== undefined) location.searchParams.set('redirect-uri', redirectUri)
  const { inquiryId } = owner
  return { body: null, location: location.href, inquiryId, outcome: 'hosted', requestId }
}

function notFound(): never {
  throw new ProblemError('not_found')
}

/** @throws {ProblemError} `invalid_request` */
async function readSessionQuery(request: Request): Promise<SessionQuery> {
  const body = await readJsonObject(request)
  const given = getIn(body, 'reason')
  const reason = sessionReasons.find((candidate) => candidate === given)
  if (reason === undefined) {
    throw new ProblemError('invalid_request', {
      detail: `The body must be { "reason" }, one of ${sessionReasons.join(', ')}.`,
    })
  }
  const value = getIn(body, 'tokenHash')
  const tokenHash = value === undefined ? undefined : readTokenHash([value])
  return { reason, tokenHash: reason === 'start' ? undefined : tokenHash }
}

/** @throws {ProblemError} `invalid_request` */
function readTokenHash([value, ...further]: readonly unknown[]): string {
  if (isTokenHash(value) && further.length === 0) return value
  throw new ProblemError('invalid_request', {
    detail:
      "tokenHash must be the first 16 hexadecimal digits of the token's SHA-256, in lower case.",
  })
}

const maxLinkLifetime = 2 ** 31 - 1

/**
 * Reads the lifetime of a link in seconds; `undefined` if the request does not say.
 *
 * @throws {ProblemError} `invalid_request`
 */
async function readLinkLifetime(request: Request): Promise<number | undefined> {
  const seconds = getIn(await readJsonObject(request, true), 'expiresInSeconds')
  if (seconds === undefined) return undefined
  if (typeof seconds === 'number' && Number.isInteger(seconds)) {
    if (seconds >= 1 && seconds <= maxLinkLifetime) return seconds
  }
  throw new ProblemError('invalid_request', {
    detail: 'expiresInSeconds must be a whole number of seconds, at least 1.',
  })
}
