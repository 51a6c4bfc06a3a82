import { setTimeout as wait } from 'node:timers/promises'
import { type Context, Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { renderSVG } from 'uqr'
import type { Answers } from '../entities/answers.ts'
import { stepsOf } from '../entities/inquiry-template.ts'
import { widget, type WidgetBehavior } from '../faults/widget.ts'
import { formatFields } from '../formatters/inquiry.ts'
import type { Environment } from '../http/environment.ts'
import { readJson, readObject, readText } from '../http/read-body.ts'
import { handoffLink, isHandoff } from '../lifecycle/handoffs.ts'
import { createInquiry } from '../lifecycle/create-inquiry.ts'
import { addressOfLink } from '../lifecycle/one-time-links.ts'
import {
  answerStep,
  type AuthorizedVisit,
  checkAnswers,
  continueVisit,
  openVisit,
  readVisit,
} from '../lifecycle/widget-visits.ts'
import { PersonaError, type PersonaErrorStatus } from '../persona-error.ts'
import { isRedirectUri } from '../lifecycle/redirect-uri.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import type {
  AnswersRequest,
  HandoffRequest,
  HandoffResponse,
  SdkError,
  Visit,
  VisitRequest,
  VisitResponse,
  WidgetMessage,
} from '../widget-contract.ts'

const normal: WidgetBehavior = { behavior: 'normal' }

/** `/widget/api`: the back end of the widget. */
export function createWidgetBackEndRoutes(emulator: EmulatorContext): Hono<Environment> {
  const routes = new Hono<Environment>()

  routes.post('/visits', async (context) => {
    const request = readVisitRequest(await readJson(context.req))
    const scope = { inquiryId: request.inquiryId ?? undefined }
    const behavior = emulator.faults.take(widget, scope) ?? normal
    if (behavior.behavior === 'hang') return respond(context, { outcome: 'hang' })
    if (behavior.behavior === 'slow') await wait(behavior.delay, undefined, { ref: false })
    const inquiryId = request.inquiryId ?? createdFor(emulator, request)
    const userAgent = context.req.header('User-Agent') ?? null
    const visit = await openVisit(emulator, inquiryId, request.sessionToken, userAgent)
    if (behavior.behavior === 'crash') {
      return respond(context, { outcome: 'error', error: { status: 0, code: 'application_error' } })
    }
    if (behavior.behavior === 'error') {
      const { status, code, message } = behavior
      return respond(context, { outcome: 'error', error: { status, code, message } })
    }
    if (visit.outcome === 'expired') return respond(context, visit, 409)
    return respond(context, await describe(emulator, visit))
  })

  routes.post('/answers', async (context) => {
    const request = readAnswersRequest(await readJson(context.req))
    const visit = await continueVisit(emulator, readToken(context))
    if (visit.outcome === 'expired') return respond(context, visit, 409)
    const checked = checkAnswers(emulator, visit.inquiry, request)
    if (checked.outcome === 'invalid') return respond(context, checked, 422)
    answerStep(emulator, visit, { ...request, answers: checked.answers })
    return respond(context, await describe(emulator, visit))
  })

  routes.post('/visits/current', async (context) => {
    const visit = await readVisit(emulator, readToken(context))
    if (visit.outcome === 'expired') return respond(context, visit, 409)
    return respond(context, await describe(emulator, visit))
  })

  routes.post('/visits/current/cancel', async (context) => {
    const visit = await continueVisit(emulator, readToken(context))
    if (visit.outcome === 'expired') return respond(context, visit, 409)
    emulator.events.emit({ name: 'inquiry-session.canceled', session: visit.session })
    return respond(context, await describe(emulator, visit))
  })

  routes.post('/handoffs', async (context) => {
    const body = await readJson(context.req)
    const { styleVariant }: HandoffRequest = { styleVariant: readText(body, 'styleVariant') }
    const visit = await continueVisit(emulator, readToken(context))
    if (visit.outcome === 'expired') return respond(context, visit, 409)
    const address = new URL(addressOfLink(emulator, handoffLink(emulator, visit.inquiry)))
    if (styleVariant !== null) address.searchParams.set('style-variant', styleVariant)
    const link = address.href
    return respond(context, { outcome: 'handoff', link, picture: renderSVG(link, { border: 0 }) })
  })

  routes.get('/sessions/:id/events', (context) => {
    const session = emulator.store.sessions.get(context.req.param('id'))
    if (!session) return context.notFound()
    return streamSSE(context, async (stream) => {
      const send = (message: WidgetMessage) => stream.writeSSE({ data: JSON.stringify(message) })
      const aborted = new Promise<void>((resolve) => stream.onAbort(resolve))
      const unsubscribe = emulator.widgets.subscribe(session.id, (message) => void send(message))
      if (emulator.faults.has('messages')) await send({ name: 'message-fault' })
      if (session.ended) await send({ name: 'session-ended', report: session.ended.report })
      await aborted
      unsubscribe()
    })
  })

  routes.onError((error, context) => {
    if (!(error instanceof PersonaError)) console.error(error)
    const status = error instanceof PersonaError ? error.status : 500
    return respond(context, { outcome: 'error', error: toSdkError(error, status) }, status)
  })

  return routes
}

function respond(
  context: Context<Environment>,
  body: VisitResponse | HandoffResponse,
  status: 200 | PersonaErrorStatus = 200,
): Response {
  return context.json(body, status)
}

async function describe(
  emulator: EmulatorContext,
  { inquiry, session }: AuthorizedVisit,
): Promise<Visit> {
  return {
    outcome: 'ready',
    inquiryId: inquiry.id,
    status: inquiry.status,
    step: inquiry.step,
    steps: stepsOf(emulator.store, inquiry),
    answers: inquiry.answers,
    fields: formatFields(emulator, inquiry),
    sessionId: session.id,
    sessionToken: await emulator.tokens.issue(session),
    referenceId: inquiry.referenceId,
    redirectUri: isRedirectUri(inquiry.redirectUri ?? '') ? inquiry.redirectUri : null,
    isHandoff: isHandoff(session),
  }
}

/** Creates an inquiry for a widget that names a template or a version of it. Returns its id. */
function createdFor(
  emulator: EmulatorContext,
  { templateId, templateVersionId, referenceId, fields }: VisitRequest,
): string {
  const { id, versions } = emulator.store.template
  if (templateId === null && templateVersionId === null) {
    throw new PersonaError(400, { title: 'Neither an inquiry nor a template was named' })
  }
  const isKnown =
    templateVersionId === null
      ? templateId === id
      : versions.some((version) => version.id === templateVersionId)
  if (!isKnown) throw new PersonaError(422, { title: 'The template has no published version' })
  return createInquiry(emulator, {
    referenceId,
    ...(templateVersionId !== null && { templateVersionId }),
    answers: fields,
  }).id
}

function readVisitRequest(body: Record<string, unknown>): VisitRequest {
  return {
    inquiryId: readText(body, 'inquiryId'),
    sessionToken: readText(body, 'sessionToken'),
    templateId: readText(body, 'templateId'),
    templateVersionId: readText(body, 'templateVersionId'),
    referenceId: readText(body, 'referenceId'),
    fields: textsIn(readObject(body, 'fields')),
  }
}

function readAnswersRequest(body: Record<string, unknown>): AnswersRequest {
  return {
    step: readText(body, 'step') ?? '',
    answers: textsIn(readObject(body, 'answers')),
    outcome: body['outcome'] === 'failed' ? 'failed' : 'completed',
  }
}

/** Drops what is not text: neither a form nor the frame's address can hold it. */
function textsIn(fields: Record<string, unknown>): Answers {
  return Object.fromEntries(
    Object.entries(fields).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  )
}

const codes: Readonly<Record<number, string>> = { 400: 'invalid_config', 422: 'inactive_template' }

function toSdkError(error: Error, status: number): SdkError {
  return { status, code: codes[status] ?? 'unknown', message: error.message }
}

function readToken(context: Context<Environment>): string | null {
  return /^Bearer (.+)$/.exec(context.req.header('Authorization') ?? '')?.[1] ?? null
}
