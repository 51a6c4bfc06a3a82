import { setTimeout as wait } from 'node:timers/promises'
import { Hono } from 'hono'
import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import { renderSVG } from 'uqr'
import type { Answers } from '../entities/answers.ts'
import { stepsOf } from '../entities/inquiry-template.ts'
import { widget } from '../faults/widget.ts'
import type { WidgetBehavior } from '../faults/widget.ts'
import { formatFields } from '../formatters/inquiry.ts'
import type { Environment } from '../http/environment.ts'
import { readJson, readObject, readText } from '../http/read-body.ts'
import { handoffLink, isHandoff } from '../lifecycle/handoffs.ts'
import { createInquiry } from '../lifecycle/create-inquiry.ts'
import { addressOfLink } from '../lifecycle/one-time-links.ts'
import {
  answerStep,
  continueVisit,
  lookOn,
  openVisit,
  readStepAnswers,
} from '../lifecycle/widget-visits.ts'
import type { AdmittedVisit } from '../lifecycle/widget-visits.ts'
import { PersonaError } from '../persona-error.ts'
import { isRedirectUri } from '../lifecycle/redirect-uri.ts'
import type { WidgetMessage } from '../state/widget-channels.ts'
import type { EmulatorContext } from '../emulator-context.ts'

const normal: WidgetBehavior = { behavior: 'normal' }

/** What the widget asks for. Persona's own calls of this kind are private; these are ours. */
export function createWidgetBackEndRoutes(emulator: EmulatorContext): Hono<Environment> {
  const routes = new Hono<Environment>()

  routes.post('/visits', async (context) => {
    const body = await readJson(context.req)
    const named = readText(body, 'inquiryId')
    const behavior = emulator.faults.take(widget, { inquiryId: named ?? undefined }) ?? normal
    if (behavior.behavior === 'hang') return context.json({ outcome: 'hang' })
    if (behavior.behavior === 'slow') await wait(behavior.delay, undefined, { ref: false })
    const inquiryId = named ?? createdFor(emulator, body)
    const userAgent = context.req.header('User-Agent') ?? null
    const visit = await openVisit(emulator, inquiryId, readText(body, 'sessionToken'), userAgent)
    if (behavior.behavior === 'crash') {
      return context.json({ outcome: 'error', error: { status: 0, code: 'application_error' } })
    }
    if (behavior.behavior === 'error') {
      const { status, code, message } = behavior
      return context.json({ outcome: 'error', error: { status, code, message } })
    }
    if (!visit.admitted) return context.json({ outcome: 'expired', report: visit.report }, 409)
    return context.json(await describe(emulator, visit))
  })

  routes.post('/answers', async (context) => {
    const visit = await continueVisit(emulator, readToken(context))
    if (!visit.admitted) return context.json({ outcome: 'expired', report: visit.report }, 409)
    const body = await readJson(context.req)
    const read = readStepAnswers(emulator, visit.inquiry, body['step'], readObject(body, 'answers'))
    if ('missing' in read) return context.json({ outcome: 'invalid', missing: read.missing }, 422)
    const outcome = body['outcome'] === 'failed' ? 'failed' : 'completed'
    answerStep(emulator, visit, read.step, read.answers, outcome)
    return context.json(await describe(emulator, visit))
  })

  routes.post('/visits/current', async (context) => {
    const visit = await lookOn(emulator, readToken(context))
    if (!visit.admitted) return context.json({ outcome: 'expired', report: visit.report }, 409)
    return context.json(await describe(emulator, visit))
  })

  routes.post('/visits/current/cancel', async (context) => {
    const visit = await continueVisit(emulator, readToken(context))
    if (!visit.admitted) return context.json({ outcome: 'expired', report: visit.report }, 409)
    emulator.events.emit({ name: 'inquiry-session.canceled', session: visit.session })
    return context.json(await describe(emulator, visit))
  })

  routes.post('/handoffs', async (context) => {
    const visit = await continueVisit(emulator, readToken(context))
    if (!visit.admitted) return context.json({ outcome: 'expired', report: visit.report }, 409)
    const address = new URL(addressOfLink(emulator, handoffLink(emulator, visit.inquiry)))
    const styleVariant = readText(await readJson(context.req), 'styleVariant')
    if (styleVariant !== null) address.searchParams.set('style-variant', styleVariant)
    const link = address.href
    return context.json({ outcome: 'handoff', link, picture: renderSVG(link, { border: 0 }) })
  })

  routes.get('/sessions/:id/events', (context) => {
    const session = emulator.store.sessions.get(context.req.param('id'))
    if (!session) return context.notFound()
    return streamSSE(context, async (stream) => {
      const send = ({ name, ...data }: WidgetMessage) =>
        stream.writeSSE({ event: name, data: JSON.stringify(data) })
      const unsubscribe = emulator.widgets.subscribe(session.id, (message) => void send(message))
      if (emulator.faults.has('messages')) await send({ name: 'message-fault' })
      if (session.ended) await send({ name: 'session-ended', report: session.ended.report })
      await new Promise<void>((resolve) => stream.onAbort(resolve))
      unsubscribe()
    })
  })

  routes.onError((error, context) => {
    if (!(error instanceof PersonaError)) console.error(error)
    const status = error instanceof PersonaError ? error.status : 500
    return context.json({ outcome: 'error', error: describeError(error, status) }, status)
  })

  return routes
}

async function describe(emulator: EmulatorContext, { inquiry, session }: AdmittedVisit) {
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

/** What a widget that names no inquiry starts with: `templateId` or `templateVersionId`. */
function createdFor(emulator: EmulatorContext, body: Record<string, unknown>): string {
  const { id, versions } = emulator.store.template
  const templateId = readText(body, 'templateId')
  const templateVersionId = readText(body, 'templateVersionId')
  if (templateId === null && templateVersionId === null) {
    throw new PersonaError(400, { title: 'Neither an inquiry nor a template was named' })
  }
  const isKnown =
    templateVersionId === null
      ? templateId === id
      : versions.some((version) => version.id === templateVersionId)
  if (!isKnown) throw new PersonaError(422, { title: 'The template has no published version' })
  return createInquiry(emulator, {
    referenceId: readText(body, 'referenceId'),
    ...(templateVersionId !== null && { templateVersionId }),
    answers: textsIn(readObject(body, 'fields')),
  }).id
}

/** What an address can hold is text. */
function textsIn(fields: Record<string, unknown>): Answers {
  return Object.fromEntries(
    Object.entries(fields).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  )
}

const codes: Readonly<Record<number, string>> = { 400: 'invalid_config', 422: 'inactive_template' }

function describeError(error: Error, status: number) {
  return { status, code: codes[status] ?? 'unknown', message: error.message }
}

function readToken(context: Context<Environment>): string | null {
  return /^Bearer (.+)$/.exec(context.req.header('Authorization') ?? '')?.[1] ?? null
}
