import { type CachedSession, toCachedSession } from '../src/client/session-cache.ts'
import { ResumableInquiryError } from '../src/errors.ts'
import { initialValue } from '../src/flow/machine-context.ts'
import { transition } from '../src/flow/machine.ts'
import type { FlowEffect, FlowEvent, FlowSession, FlowValue } from '../src/flow/machine-types.ts'
import { freshSessionAge } from '../src/flow/policy.ts'

export const inquiryId = 'inq_test'
export const cached: CachedSession = toCachedSession({
  inquiryId,
  status: 'pending',
  sessionToken: 'token',
  expiresIn: null,
})
export const fresh: FlowSession = { obtainedAt: 0, expiresAt: null, isTokenless: false, cached }
export const old: FlowSession = { ...fresh, obtainedAt: -freshSessionAge }
export const tokenless: FlowSession = { ...fresh, isTokenless: true }

/** What the last of some events makes of a flow. */
export interface Played {
  value: FlowValue
  state: FlowValue['state']
  effects: readonly FlowEffect[]
  types: FlowEffect['type'][]
}

/** An event without its run: `play` adds the current one. */
export type Step = FlowEvent extends infer Event
  ? Event extends { run: number }
    ? Omit<Event, 'run'>
    : Event
  : never

/** Plays events one after another. */
export function play(steps: readonly Step[], from: FlowValue = initialValue(inquiryId)): Played {
  let value = from
  let effects: readonly FlowEffect[] = []
  for (const step of steps) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- A spread of a union is no union.
    const next = transition(value, { ...step, run: value.context.run } as FlowEvent)
    value = next.value
    effects = next.effects
  }
  return { value, state: value.state, effects, types: effects.map((effect) => effect.type) }
}

export const open: Extract<FlowEvent, { type: 'open' }> = {
  type: 'open',
  maxAttempts: 3,
  overlay: 'recovery',
  isSessionCached: false,
}
export const received = (session: FlowSession = fresh): Step => ({
  type: 'session.received',
  inquiryId,
  session,
  isFromCache: false,
})
export const ready: Step = { type: 'frame.ready' }
export const failed = (status: number, code: string): Step => ({
  type: 'frame.failed',
  error: { status, code },
})
export const dead: Step = failed(409, 'unauthenticated')
export const timedOut: Extract<Step, { type: 'frame.timed_out' }> = {
  type: 'frame.timed_out',
  at: 0,
  error: new ResumableInquiryError('widget_unreachable', 'Not ready.'),
}
export const lost: Step = { type: 'frame.lost' }
export const page = (name: string): Step => ({
  type: 'frame.event',
  name: 'page-change',
  page: name,
})
export const opened: readonly Step[] = [open, received(), ready]
export const refused = (
  ...parameters: ConstructorParameters<typeof ResumableInquiryError>
): Step => ({
  type: 'session.refused',
  error: new ResumableInquiryError(...parameters),
})

/** Effects that replace the frame by the overlay. */
export const replacingEffects: readonly FlowEffect[] = [
  { type: 'overlay.show', cover: 'recovering' },
  { type: 'frame.destroy' },
  { type: 'overlay.focus' },
]
