import type { Context, MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import { z } from 'zod'
import type { EmulatorContext } from '../emulator-context.ts'
import type { Environment } from '../http/environment.ts'
import { findLink } from '../lifecycle/open-link.ts'
import { type WidgetPart, widgetParts } from './active-faults.ts'
import { type ApiFailure, applyFailure, failureShapes } from './failures.ts'
import { defineFault, faultOptions, type FaultOptions, type LastingFault } from './fault.ts'

const scope = {
  part: z.enum(widgetParts).meta({ whenEmpty: 'every part' }).optional(),
  ...faultOptions,
}
const [status, delayed, incomplete, other] = failureShapes

/** Makes requests of browsers fail: for the widget's page, its assets, its back end, and links. */
export const failWidget: LastingFault<
  ApiFailure &
    FaultOptions & {
      /** @default every part */
      part?: WidgetPart | undefined
    }
> = defineFault({
  name: 'failWidget',
  group: 'Widget',
  label: 'Make widget requests fail',
  summary: 'Its page, its files, its calls to the emulator, or the addresses of links.',
  active: 'Widget requests fail',
  argument: z.discriminatedUnion('failure', [
    z.strictObject({ ...scope, ...status }),
    z.strictObject({ ...scope, ...delayed }),
    z.strictObject({ ...scope, ...incomplete }),
    z.strictObject({ ...scope, ...other }),
  ]),
  apply: (emulator, argument) => void emulator.faults.add('failWidget', argument),
})

const frameRefusals = ['x-frame-options', 'frame-ancestors', 'none'] as const

/** The header with which the frame forbids being framed; `none` allows it. */
export type FrameRefusal = (typeof frameRefusals)[number]

/** Makes the frame refuse to be framed, like Persona on a domain that is not allowed. */
export const refuseFrame: LastingFault<
  FaultOptions & {
    /** @default 'x-frame-options' */
    header?: FrameRefusal | undefined
  },
  FaultOptions & { header: FrameRefusal }
> = defineFault({
  name: 'refuseFrame',
  group: 'Widget',
  label: 'Refuse the frame',
  summary: 'A header forbids the browser to show the widget in a frame.',
  active: 'The frame is refused',
  argument: z.strictObject({
    ...faultOptions,
    header: z.enum(frameRefusals).default('x-frame-options'),
  }),
  apply: (emulator, argument) => void emulator.faults.add('refuseFrame', argument),
})

/** Applies `failWidget` and `refuseFrame` to what browsers request. */
export function applyWidgetFaults(emulator: EmulatorContext): MiddlewareHandler<Environment> {
  const { faults } = emulator
  return createMiddleware<Environment>(async (context, next) => {
    const part = partOf(context.req.path)
    if (part === null || !(faults.has('failWidget') || faults.has('refuseFrame'))) return next()
    const inquiryId = await readInquiryId(emulator, context, part)
    const failure = faults.take(failWidget, { part, inquiryId })
    if (failure) {
      const response = await applyFailure(emulator, context, failure, next)
      if (response) return response
    } else {
      await next()
    }
    const refusal = part === 'page' ? faults.take(refuseFrame, { inquiryId }) : undefined
    if (refusal?.header === 'x-frame-options') context.header('X-Frame-Options', 'DENY')
    if (refusal?.header === 'frame-ancestors') {
      context.header('Content-Security-Policy', "frame-ancestors 'none'")
    }
  })
}

function partOf(path: string): WidgetPart | null {
  if (path === '/verify' || path.startsWith('/go/')) return 'verify'
  if (path.startsWith('/widget/api/')) return 'back_end'
  if (path.startsWith('/widget/assets/')) return 'assets'
  return path === '/widget' ? 'page' : null
}

/** Returns the inquiry that a request names; assets belong to none. */
async function readInquiryId(
  emulator: EmulatorContext,
  { req }: Context<Environment>,
  part: WidgetPart,
): Promise<string | undefined> {
  if (part === 'page') return req.query('inquiry-id')
  if (part === 'verify') {
    const code = req.query('code') ?? req.path.split('/go/')[1]
    return req.query('inquiry-id') ?? (code && findLink(emulator, code)?.inquiryId)
  }
  if (part === 'assets') return undefined
  const token = /^Bearer (.+)$/.exec(req.header('Authorization') ?? '')?.[1]
  const sessionId = token === undefined ? sessionIdIn(req.path) : await emulator.tokens.read(token)
  if (sessionId !== null) return emulator.store.sessions.get(sessionId)?.inquiryId
  return /"inquiryId"\s*:\s*"(\w+)"/.exec(await req.text())?.[1]
}

function sessionIdIn(path: string): string | null {
  return /^\/widget\/api\/sessions\/([^/]+)/.exec(path)?.[1] ?? null
}
