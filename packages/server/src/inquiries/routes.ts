import {
  type InquirySummary,
  isFinishedInquiryStatus,
  isInquiryStatus,
  type SessionReason,
  sessionReasons,
} from '@resumable-inquiry/core/wire'
import { getIn } from '../get-in.ts'
import { ProblemError } from '../http/problem.ts'
import { readJsonObject } from '../http/request-body.ts'
import type { InquiryRoute } from '../http/router.ts'
import { isTemplateOutdated } from '../sessions/decide-session.ts'
import type { IssueResult } from '../sessions/session-service.ts'
import type { Action, AuthorizedInquiry, Subject } from './access.ts'
import type { RequestContext, RouteResult } from './handler-context.ts'

/** Serves a route, once the inquiry is authorized. */
type Serve = (inquiry: AuthorizedInquiry) => Promise<RouteResult>

/** How to serve a route that names an inquiry. */
export interface InquiryRouteHandler {
  /** What the host must authorize before `Serve` runs. */
  readonly action: Action
  /** Reads the request, before the host is asked. */
  prepare(context: RequestContext, subject: Subject, request: Request): Promise<Serve>
}

/** The routes that name an inquiry. */
export const inquiryRoutes: Readonly<Record<InquiryRoute['action'], InquiryRouteHandler>> = {
  session: {
    action: 'open',
    async prepare(context, subject, request) {
      const reason = await readSessionReason(request)
      return (inquiry) => getSession(context, subject, inquiry, reason)
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
}

/** Starts or resumes the person's current inquiry. */
export async function startInquiry(
  context: RequestContext,
  subject: Subject,
  request: Request,
): Promise<RouteResult> {
  const reason = await readSessionReason(request)
  if (context.currentInquiry === undefined) {
    throw new ProblemError('not_found', { detail: 'Name the inquiry: none is started here.' })
  }
  const inquiryId = await context.currentInquiry.find(subject)
  if (inquiryId === null) return await createInquiry(context, subject)
  const inquiry = await context.access.authorize(subject, inquiryId, 'open')
  const issued = await issueSession(context, inquiry, reason)
  return toRouteResult(inquiry, issued) ?? (await createInquiry(context, subject, inquiryId))
}

/** Gets a session for an inquiry, or for another one in its place if its template is outdated. */
async function getSession(
  context: RequestContext,
  subject: Subject,
  inquiry: AuthorizedInquiry,
  reason: SessionReason,
): Promise<RouteResult> {
  const issued = await issueSession(context, inquiry, reason)
  if (issued.kind === 'outdated') return await createInquiry(context, subject, inquiry.inquiryId)
  return toRouteResult(inquiry, issued) ?? notFound()
}

async function createInquiry(
  context: RequestContext,
  subject: Subject,
  replaced?: string,
): Promise<RouteResult> {
  const { access, caller, currentInquiry, sessions } = context
  if (currentInquiry === undefined) return notFound()
  const created = await currentInquiry.create(subject, caller, replaced)
  const owner = await access.authorize(subject, created.inquiryId, 'open')
  const issued = await sessions.issue({
    owner,
    caller,
    previous: owner.previous,
    inquiry: created.inquiry,
    reason: 'start',
    // Replace an inquiry once per request, whatever the host claims.
    outdatedTemplate: 'resume',
  })
  return toRouteResult(owner, issued) ?? notFound()
}

function issueSession(
  { sessions, caller, outdatedTemplate }: RequestContext,
  inquiry: AuthorizedInquiry,
  reason: SessionReason,
): Promise<IssueResult> {
  const { previous } = inquiry
  return sessions.issue({ owner: inquiry, caller, previous, reason, outdatedTemplate })
}

function toRouteResult(
  { inquiryId }: AuthorizedInquiry,
  issued: IssueResult,
): RouteResult | undefined {
  if (issued.kind !== 'issued') return undefined
  const { session, outcome, requestId } = issued
  return { body: session, inquiryId, outcome, requestId }
}

/**
 * Milliseconds for which a status is returned again without asking Persona, so that a page that asks in a
 * loop costs few calls.
 */
const summaryMaxAge = 2_000

/** Returns the status of an inquiry. Uses no session. */
async function getSummary(
  { getInquiry, caller, sessions }: RequestContext,
  owner: AuthorizedInquiry,
): Promise<RouteResult> {
  const { inquiryId } = owner
  const inquiry = await getInquiry(inquiryId, { caller, maxAge: summaryMaxAge })
  // Persona decides whether an inquiry with an unknown status can be resumed.
  const status = isInquiryStatus(inquiry.status) ? inquiry.status : 'pending'
  const isFinished = isFinishedInquiryStatus(status)
  if (isFinished) await sessions.invalidate(owner)
  const templateOutdated = isTemplateOutdated(inquiry)
  const body: InquirySummary = { inquiryId, status, resumable: !isFinished, templateOutdated }
  return { body, inquiryId, outcome: 'summary', requestId: inquiry.requestId }
}

/** Creates a one-time link. Persona creates none for an expired inquiry, so that is resumed first. */
async function createLink(
  { persona, getInquiry, caller, sessions }: RequestContext,
  owner: AuthorizedInquiry,
  expiresInSeconds: number | undefined,
): Promise<RouteResult> {
  const { inquiryId } = owner
  const { status, requestId } = await getInquiry(inquiryId, { caller })
  if (isFinishedInquiryStatus(status)) {
    throw new ProblemError('invalid_request', {
      detail: 'The inquiry is over: no link leads back to it.',
    })
  }
  if (status === 'expired') await sessions.resume(owner, caller)
  const body = await persona.generateOneTimeLink(inquiryId, {
    caller,
    ...(expiresInSeconds === undefined ? {} : { expiresInSeconds }),
  })
  return { body, inquiryId, outcome: 'link', requestId }
}

function notFound(): never {
  throw new ProblemError('not_found')
}

/** @throws {ProblemError} `invalid_request` */
async function readSessionReason(request: Request): Promise<SessionReason> {
  const value = getIn(await readJsonObject(request), 'reason')
  const reason = sessionReasons.find((candidate) => candidate === value)
  if (reason === undefined) {
    throw new ProblemError('invalid_request', {
      detail: `The body must be { "reason" }, one of ${sessionReasons.join(', ')}.`,
    })
  }
  return reason
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
