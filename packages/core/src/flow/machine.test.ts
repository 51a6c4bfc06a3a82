import { describe, expect, test } from 'vitest'
import { toCachedSession } from '../client/session-cache.ts'
import { ResumableInquiryError } from '../errors.ts'
import { transition } from './machine.ts'
import {
  type FlowEffect,
  type FlowEvent,
  type FlowSession,
  type FlowValue,
  initialValue,
} from './machine-types.ts'

const inquiryId = 'inq_test'
const cached = toCachedSession({
  inquiryId,
  status: 'pending',
  sessionToken: 'token',
  expiresIn: null,
})
const fresh: FlowSession = { isFresh: true, expiresAt: null, isTokenless: false, cached }
const old: FlowSession = { ...fresh, isFresh: false }
const tokenless: FlowSession = { ...fresh, isTokenless: true }

/** An event without its run: `play` adds the current one. */
type Step = FlowEvent extends infer Event
  ? Event extends { run: number }
    ? Omit<Event, 'run'>
    : Event
  : never

function play(steps: readonly Step[], from: FlowValue = initialValue(inquiryId)) {
  let value = from
  let effects: readonly FlowEffect[] = []
  for (const step of steps) {
    const next = transition(value, { ...step, run: value.context.run } as FlowEvent)
    value = next.value
    effects = next.effects
  }
  return { value, state: value.state, effects, types: effects.map((effect) => effect.type) }
}

const open: Step = { type: 'open', maxAttempts: 3, overlay: 'recovery', isSessionCached: false }
const received = (session: FlowSession = fresh): Step => ({
  type: 'session.received',
  inquiryId,
  session,
  isFromCache: false,
})
const ready: Step = { type: 'frame.ready' }
const failed = (status: number, code: string): Step => ({
  type: 'frame.failed',
  error: { status, code },
})
const dead = failed(409, 'unauthenticated')
const timedOut: Step = {
  type: 'frame.timed_out',
  error: new ResumableInquiryError('widget_unreachable', 'Not ready.'),
}
const lost: Step = { type: 'frame.lost' }
const page = (name: string): Step => ({ type: 'frame.event', name: 'page-change', page: name })
const opened = [open, received(), ready]
const refused = (...parameters: ConstructorParameters<typeof ResumableInquiryError>): Step => ({
  type: 'session.refused',
  error: new ResumableInquiryError(...parameters),
})

/** Effects that replace the frame by the overlay. */
const coverUp: readonly FlowEffect[] = [
  { type: 'overlay.show', content: 'recovering' },
  { type: 'frame.destroy' },
  { type: 'overlay.focus' },
]

describe('opening', () => {
  test('requests a session, boots a frame and shows it', () => {
    expect(play([open]).state).toEqual({ status: 'loading', phase: 'session' })
    expect(play([open]).effects).toEqual([
      {
        type: 'session.request',
        run: 1,
        reason: 'start',
        attempt: 1,
        inquiryId,
        isCacheOnly: false,
        isOpening: true,
      },
      { type: 'page.acquire' },
    ])
    expect(play([open, received()]).state).toEqual({ status: 'loading', phase: 'frame' })
    expect(play([open, received()]).effects).toEqual([
      { type: 'frame.boot', run: 2, session: cached },
    ])
    expect(play(opened).state).toEqual({ status: 'open' })
    expect(play(opened).types).toEqual(['frame.open', 'overlay.hide', 'notify.ready'])
  })

  test('does nothing while it is under way', () => {
    expect(play([open, open]).types).toEqual([])
    expect(play([...opened, open]).types).toEqual([])
  })

  test('drops a result of an earlier run', () => {
    const { value } = play([open, { type: 'close' }, open])
    const late = transition(value, { ...received(), run: 1 } as FlowEvent)
    expect(late.value).toBe(value)
    expect(late.effects).toEqual([])
  })

  test('reports another inquiry than the requested one', () => {
    const { effects } = play([open, { ...received(), inquiryId: 'inq_new' } as Step])
    expect(effects[0]).toEqual({
      type: 'notify.inquiry_change',
      inquiryId: 'inq_new',
      previousInquiryId: inquiryId,
    })
  })

  test('ends at once if the inquiry is finished', () => {
    const { state, types } = play([
      open,
      { type: 'session.finished', inquiryId, status: 'approved', source: 'backend' },
    ])
    expect(state).toEqual({ status: 'finished', inquiryStatus: 'approved', source: 'backend' })
    expect(types).toEqual([
      'frame.destroy',
      'inquiry.finish',
      'page.release',
      'notify.open_change',
      'notify.complete',
    ])
  })
})

describe('an error of the widget', () => {
  test.each([
    [409, 'unauthenticated'],
    [409, 'unknown'],
    [401, 'unknown'],
    [403, 'anything'],
  ])('%i %s renews the session', (status, code) => {
    for (const before of [opened, [open, received()]]) {
      const { state, effects } = play([...before, failed(status, code)])
      expect(state).toEqual({
        status: 'recovering',
        phase: 'session',
        cause: 'session_expired',
        attempt: 1,
      })
      expect(effects).toMatchObject([
        { type: 'session.request', reason: 'session_expired', attempt: 1, isOpening: false },
        ...coverUp,
      ])
    }
  })

  test.each([
    [0, 'application_error'],
    [0, 'unknown'],
    [500, 'unknown'],
    [503, 'unknown'],
  ])('%i %s loads the frame once more, with the same session', (status, code) => {
    const once = play([...opened, failed(status, code)])
    expect(once.state).toMatchObject({ status: 'recovering', phase: 'frame', cause: 'frame_lost' })
    expect(once.effects).toEqual([
      ...coverUp,
      { type: 'frame.boot', run: once.value.context.run, session: cached },
    ])
    const twice = play([...opened, failed(status, code), ready, failed(status, code)])
    expect(twice.state).toMatchObject({ status: 'error', error: { code, retryable: true } })
  })

  test('requests a session again if there is no token', () => {
    const { effects } = play([open, received(tokenless), ready, failed(0, 'application_error')])
    expect(effects).toMatchObject([{ type: 'session.request', reason: 'start' }, ...coverUp])
  })

  test.each([
    [400, 'invalid_config'],
    [422, 'inactive_template'],
  ])('%i %s is final', (status, code) => {
    expect(play([open, received(), failed(status, code)]).state).toMatchObject({
      status: 'error',
      error: { code, retryable: false },
    })
  })

  test('that is irrelevant changes nothing', () => {
    expect(play([...opened, failed(1, 'camera_error')]).state.status).toBe('open')
    expect(play([...opened, failed(418, 'unknown')]).state.status).toBe('open')
    expect(play([open, received(), failed(1, 'camera_error')]).state.status).toBe('loading')
  })

  test('that is unknown is final before the widget is ready', () => {
    expect(play([open, received(), failed(418, 'teapot')]).state).toMatchObject({
      status: 'error',
      error: { code: 'unknown' },
    })
  })
})

describe('a frame that does not become ready', () => {
  test('is loaded once more without a new session, and then fails', () => {
    const once = play([open, received(), timedOut])
    expect(once.state).toMatchObject({ status: 'recovering', cause: 'frame_lost' })
    expect(once.effects).toEqual([
      ...coverUp,
      { type: 'frame.boot', run: once.value.context.run, session: cached },
    ])
    const twice = play([open, received(), timedOut, timedOut])
    expect(twice.state).toMatchObject({ status: 'error', error: { code: 'widget_unreachable' } })
  })

  test('makes an old session suspect, once', () => {
    const once = play([open, received(old), timedOut])
    expect(once.state).toMatchObject({ status: 'recovering', cause: 'session_suspect' })
    const { state } = play([open, received(old), timedOut, received(), timedOut, timedOut])
    expect(state).toMatchObject({ status: 'error', error: { code: 'widget_unreachable' } })
  })
})

describe('a frame that is lost', () => {
  test('is loaded again with the same session, however often, and keeps the budget', () => {
    const once = play([...opened, lost])
    expect(once.state).toEqual({
      status: 'recovering',
      phase: 'frame',
      cause: 'frame_lost',
      attempt: 1,
    })
    expect(once.effects).toEqual([
      ...coverUp,
      { type: 'frame.boot', run: once.value.context.run, session: cached },
    ])
    const often = play([...opened, lost, lost, ready, lost, lost, lost])
    expect(often.state).toMatchObject({ status: 'recovering', cause: 'frame_lost', attempt: 1 })
    const { reloads, recoveries, sessions } = play(opened).value.context
    expect(often.value.context).toMatchObject({ reloads, recoveries, sessions })
  })

  test('requests a session where the frame had no token', () => {
    const { effects } = play([open, received(tokenless), ready, lost])
    expect(effects).toMatchObject([{ type: 'session.request', reason: 'start' }, ...coverUp])
  })
})

describe('recovery', () => {
  test('shows the new frame and reports it', () => {
    const { state, effects } = play([...opened, dead, received(), ready])
    expect(state.status).toBe('open')
    expect(effects).toEqual([
      { type: 'frame.open' },
      { type: 'overlay.hide' },
      { type: 'notify.recover', cause: 'session_expired', attempt: 1 },
    ])
  })

  test('ends if the back end reports a finished inquiry', () => {
    const { state } = play([
      ...opened,
      dead,
      { type: 'session.finished', inquiryId, status: 'completed', source: 'backend' },
    ])
    expect(state).toMatchObject({ status: 'finished', source: 'backend' })
  })

  test('fails after three sessions without progress', () => {
    const round = [dead, received(), ready]
    const { value, state } = play([...opened, ...round, ...round, ...round, dead])
    expect(state).toMatchObject({ status: 'error', error: { code: 'recovery_exhausted' } })
    expect(value.context.sessions).toBe(4)
  })

  test.each([
    ['another page', [page('first'), page('second')]],
    ['a capture', [{ type: 'frame.event', name: 'selfie-camera-capture', page: undefined }]],
  ] as const)('has a new budget after progress: %s', (_, progress) => {
    const round = [dead, received(), ready, ...progress]
    const { state } = play([...opened, ...round, ...round, ...round, dead])
    expect(state).toMatchObject({ status: 'recovering', attempt: 1 })
  })

  test("does not take a frame's first page for progress", () => {
    const round = [dead, received(), page('first'), ready, page('first')]
    const { state } = play([...opened, ...round, ...round, ...round, dead])
    expect(state.status).toBe('error')
  })

  test('never requests more than eight sessions, whatever the progress', () => {
    const round = [dead, received(), ready, page('first'), page('second')]
    const rounds = Array.from({ length: 7 }, () => round).flat()
    const { value, state } = play([...opened, ...rounds, dead])
    expect(state).toMatchObject({ status: 'error', error: { code: 'recovery_exhausted' } })
    expect(value.context.sessions).toBe(8)
  })

  test('never requests more than eight sessions, however often the flow is closed and opened', () => {
    const visit: Step[] = [open, received(), ready, { type: 'close' }]
    const seventh = play(Array.from({ length: 7 }, () => visit).flat())
    expect(play([open], seventh.value).effects[0]).toMatchObject({ isCacheOnly: false })
    const eighth = play(visit, seventh.value)
    expect(eighth.value.context.sessions).toBe(8)
    expect(play([open], eighth.value).effects[0]).toMatchObject({
      type: 'session.request',
      isCacheOnly: true,
    })
    // A cached session costs none, and may be used until it expires.
    const fromCache = { ...received(), isFromCache: true } as Step
    expect(play([open, fromCache, ready], eighth.value).state.status).toBe('open')
    expect(play([open, fromCache, ready, dead], eighth.value).state).toMatchObject({
      status: 'error',
      error: { code: 'recovery_exhausted' },
    })
  })

  test('counts neither cached sessions nor sessions without a token', () => {
    const fromCache = { ...received(), isFromCache: true } as Step
    const { value } = play([open, fromCache, { type: 'close' }, open, received(tokenless)])
    expect(value.context.sessions).toBe(0)
  })

  test.each<[string, Step, Step]>([
    ['a new connection', refused('offline', 'No network.'), { type: 'page.online' }],
    [
      'coming back to the page',
      refused('persona_unavailable', 'Down.'),
      { type: 'page.resumed', at: 0, hiddenFor: 1 },
    ],
    [
      'the end of a rate limit',
      refused('rate_limited', 'Wait.', { retryAfter: 60 }),
      { type: 'retry.due' },
    ],
  ])('has no new budget after %s', (_, refusal, goesOn) => {
    const round = [dead, received(), ready]
    const waited = [dead, refusal, goesOn, received(), ready]
    const { value, state } = play([...opened, ...round, ...round, ...waited, dead])
    expect(state).toMatchObject({ status: 'error', error: { code: 'recovery_exhausted' } })
    expect(value.context.sessions).toBe(4)
  })

  test('continues from where it failed', () => {
    const { effects } = play([...opened, dead, refused('timeout', 'No answer.'), { type: 'retry' }])
    expect(effects).toMatchObject([
      { type: 'session.request', reason: 'session_expired' },
      { type: 'page.acquire' },
    ])
  })
})

describe('retry', () => {
  test('suspects the session while the flow is open', () => {
    const { state, types } = play([...opened, { type: 'retry' }])
    expect(state).toMatchObject({ status: 'recovering', cause: 'session_suspect', attempt: 1 })
    expect(types).toEqual(['session.request', 'overlay.show', 'frame.destroy', 'overlay.focus'])
  })

  test('starts over from a retryable error, with a new budget', () => {
    const round = [dead, received(), ready]
    const { value, state } = play([
      ...opened,
      ...round,
      ...round,
      ...round,
      dead,
      { type: 'retry' },
    ])
    expect(state).toEqual({ status: 'loading', phase: 'session' })
    expect(value.context).toMatchObject({ recoveries: 0, reloads: 0, sessions: 0 })
  })

  test('does nothing for an error that is not retryable', () => {
    const { types } = play([open, refused('not_found', 'No.'), { type: 'retry' }])
    expect(types).toEqual([])
  })

  test('happens by itself at the end of a rate limit', () => {
    const limited = play([open, refused('rate_limited', 'Wait.', { retryAfter: 60 })])
    expect(limited.types).toEqual([
      'frame.destroy',
      'page.release',
      'notify.error',
      'retry.schedule',
    ])
    expect(play([{ type: 'retry.due' }], limited.value).state.status).toBe('loading')
  })

  describe.each<[string, Step]>([
    ['online again', { type: 'page.online' }],
    ['visible again', { type: 'page.resumed', at: 0, hiddenFor: 1 }],
  ])('when the page is %s', (_, comesBack) => {
    test.each(['offline', 'persona_unavailable', 'widget_unreachable'] as const)(
      'happens by itself after %s',
      (code) => {
        const { value } = play([open, refused(code, 'Passing.')])
        expect(play([comesBack], value).state).toEqual({ status: 'loading', phase: 'session' })
      },
    )

    test.each(['timeout', 'sdk_unavailable', 'recovery_exhausted', 'not_found'] as const)(
      'does not happen by itself after %s',
      (code) => {
        const { value } = play([open, refused(code, 'Lasting.')])
        expect(play([comesBack], value)).toMatchObject({ types: [], state: { status: 'error' } })
      },
    )

    test('loads a widget that never became ready once more, with the budget that was left', () => {
      const unreachable = [open, received(), timedOut, timedOut]
      const { value, state } = play([...unreachable, comesBack, received(), timedOut])
      expect(state).toMatchObject({ status: 'error', error: { code: 'widget_unreachable' } })
      expect(value.context).toMatchObject({ reloads: 1, sessions: 2 })
    })
  })

  test('continues in a browser that was found to be unsupported, from then on', () => {
    const refusal = refused('unsupported_browser', 'In an app.')
    const first = play([open, refusal])
    expect(first.value.context.isBrowserAccepted).toBe(false)
    const retried = play([{ type: 'retry' }], first.value)
    expect(retried.state).toEqual({ status: 'loading', phase: 'session' })
    for (const step of [
      [refused('timeout', 'Slow.'), { type: 'retry' } as const],
      [{ type: 'close' } as const, open],
    ]) {
      expect(play(step, retried.value).value.context.isBrowserAccepted).toBe(true)
    }
  })
})

describe('coming back to the page', () => {
  const lapsing = [open, received({ ...fresh, expiresAt: 1_000 }), ready]

  test('renews a session whose deadline has passed', () => {
    const { state } = play([...lapsing, { type: 'page.resumed', at: 1_000, hiddenFor: 60_000 }])
    expect(state).toMatchObject({ status: 'recovering', cause: 'session_expired' })
  })

  test.each<[string, readonly Step[]]>([
    ['the deadline is ahead', [{ type: 'page.resumed', at: 999, hiddenFor: 60_000 }]],
    ['the page was hidden only briefly', [{ type: 'page.resumed', at: 1_000, hiddenFor: 59_999 }]],
    [
      'the person continues on another device',
      [
        { type: 'frame.event', name: 'one-time-link-sent', page: undefined },
        { type: 'page.resumed', at: 1_000, hiddenFor: 60_000 },
      ],
    ],
  ])('changes nothing if %s', (_, steps) => {
    expect(play([...lapsing, ...steps]).state.status).toBe('open')
  })

  test('renews after a handoff has ended', () => {
    const handoff: Step[] = [
      { type: 'frame.event', name: 'one-time-link-start', page: undefined },
      { type: 'frame.event', name: 'one-time-link-exit', page: undefined },
    ]
    const { state } = play([
      ...lapsing,
      ...handoff,
      { type: 'page.resumed', at: 2_000, hiddenFor: 70_000 },
    ])
    expect(state.status).toBe('recovering')
  })
})

describe('canceling', () => {
  test('is reported, and then the status is requested once', () => {
    const { state, types } = play([...opened, { type: 'frame.canceled' }])
    expect(state.status).toBe('idle')
    expect(types).toEqual([
      'frame.destroy',
      'page.release',
      'notify.open_change',
      'notify.cancel',
      'summary.request',
    ])
  })

  test('finishes the flow if the status is final', () => {
    const { state } = play([
      ...opened,
      { type: 'frame.canceled' },
      { type: 'summary.received', status: 'completed' },
    ])
    expect(state).toEqual({ status: 'finished', inquiryStatus: 'completed', source: 'backend' })
  })

  test.each(['created', 'pending', 'expired'] as const)(
    'leaves the flow idle if the status is %s',
    (status) => {
      const { state } = play([
        ...opened,
        { type: 'frame.canceled' },
        { type: 'summary.received', status },
      ])
      expect(state.status).toBe('idle')
    },
  )

  test('requests no status if the person never saw the widget', () => {
    expect(play([open, { type: 'cancel' }]).types).toEqual([
      'frame.destroy',
      'page.release',
      'notify.open_change',
      'notify.cancel',
    ])
  })

  test('is not reported when the host closes', () => {
    expect(play([...opened, { type: 'close' }]).types).toEqual(['frame.destroy', 'page.release'])
    expect(play([open, refused('timeout', 'No.'), { type: 'close' }]).state.status).toBe('idle')
  })
})

test('stopping an idle flow keeps its state', () => {
  const before = initialValue(inquiryId)
  expect(transition(before, { type: 'stopped' }).value.state).toBe(before.state)
})

test('a completed flow reports the status and fields of the widget', () => {
  const fields = { nameFirst: { type: 'string', value: 'Ada' } }
  const { state, effects } = play([
    ...opened,
    { type: 'frame.completed', status: 'failed', fields },
  ])
  expect(state).toEqual({ status: 'finished', inquiryStatus: 'failed', source: 'widget' })
  expect(effects.at(-1)).toEqual({
    type: 'notify.complete',
    status: 'failed',
    source: 'widget',
    fields,
  })
})

test('stopping forgets the inquiry that the back end has chosen, and keeps the one that was requested', () => {
  const own = play([open, { ...received(), inquiryId: 'inq_own' } as Step], initialValue(undefined))
  expect(own.value.context.inquiryId).toBe('inq_own')
  const stopped = play([{ type: 'stopped' }], own.value)
  expect(stopped.value.context.inquiryId).toBeUndefined()
  const next = play([open, { ...received(), inquiryId: 'inq_next' } as Step], stopped.value)
  expect(next.effects[0]).toEqual({
    type: 'notify.inquiry_change',
    inquiryId: 'inq_next',
    previousInquiryId: undefined,
  })
  expect(play([...opened, { type: 'stopped' }]).value.context.inquiryId).toBe(inquiryId)
})

test('the machine is total: it handles every event in every state, and no waiting state is without work', () => {
  const states = [
    [],
    [open],
    [open, received()],
    opened,
    [...opened, dead],
    [...opened, dead, received()],
    [
      open,
      { type: 'session.finished', inquiryId, status: 'completed', source: 'backend' } as const,
    ],
    [open, refused('timeout', 'No.')],
  ]
  const events: Step[] = [
    open,
    { type: 'close' },
    { type: 'cancel' },
    { type: 'retry' },
    { type: 'stopped' },
    { type: 'session.prepared', inquiryId: 'inq_prepared' },
    { type: 'page.resumed', at: 1e9, hiddenFor: 1e9 },
    { type: 'page.online' },
    { type: 'retry.due' },
    received(),
    { type: 'session.finished', inquiryId, status: 'completed', source: 'backend' },
    refused('timeout', 'No.'),
    { type: 'session.expired' },
    ready,
    page('any'),
    { type: 'frame.canceled' },
    { type: 'frame.completed', status: 'completed', fields: undefined },
    dead,
    timedOut,
    lost,
    { type: 'frame.refused', error: new ResumableInquiryError('widget_blocked', 'No.') },
    { type: 'summary.received', status: 'completed' },
  ]
  for (const steps of states) {
    const { value } = play(steps)
    for (const event of events) {
      const result = play([event], value)
      const isWaiting = result.state.status === 'loading' || result.state.status === 'recovering'
      const startsWork = result.types.some((type) => /^(session\.request|frame\.boot)$/.test(type))
      const moved = result.state !== value.state
      expect(isWaiting && moved ? startsWork : true, `${value.state.status} ${event.type}`).toBe(
        true,
      )
    }
  }
})

describe('the overlay', () => {
  const always: Step = { ...open, overlay: 'always' }

  test('covers loading and errors if the flow always uses it', () => {
    expect(play([always]).types).toEqual([
      'session.request',
      'page.acquire',
      'overlay.show',
      'overlay.focus',
    ])
    const refusal = play([always, refused('timeout', 'No answer.')])
    expect(refusal.types).toEqual([
      'overlay.show',
      'frame.destroy',
      'overlay.focus',
      'notify.error',
    ])
    expect(play([{ type: 'close' }], refusal.value).types).toEqual([
      'frame.destroy',
      'page.release',
    ])
  })

  test('does not delay the frame of a cached session', () => {
    const fromCache = { ...received(), isFromCache: true } as Step
    const { types, value } = play([{ ...always, isSessionCached: true }])
    expect(types).toEqual(['session.request', 'page.acquire'])
    expect(play([fromCache], value).types).toEqual(['frame.boot', 'overlay.show', 'overlay.focus'])
    expect(play([received()], play([always]).value).types).toEqual(['frame.boot'])
    expect(play([open, fromCache]).types).toEqual(['frame.boot'])
  })

  test('covers loading if what is cached is not to be used again', () => {
    const failure = play([...opened, dead, refused('timeout', 'No answer.'), { type: 'close' }])
    expect(failure.value.context.reason).toBe('session_expired')
    expect(play([{ ...always, isSessionCached: true }], failure.value).types).toEqual([
      'session.request',
      'page.acquire',
      'overlay.show',
      'overlay.focus',
    ])
  })

  test('covers neither if the host shows them', () => {
    expect(play([open]).types).toEqual(['session.request', 'page.acquire'])
    expect(play([open, refused('timeout', 'No answer.')]).types).toEqual([
      'frame.destroy',
      'page.release',
      'notify.error',
    ])
  })
})

test('a session is requested for the prepared inquiry if the host names none', () => {
  const prepared = play(
    [{ type: 'session.prepared', inquiryId: 'inq_prepared' }, open],
    initialValue(undefined),
  )
  expect(prepared.effects[0]).toMatchObject({ inquiryId: 'inq_prepared' })
  const stopped = play([{ type: 'stopped' }, open], prepared.value)
  expect(stopped.effects[0]).toMatchObject({ inquiryId: undefined })
})

test('a flow that is closed, finished or failed keeps no session in its value', () => {
  for (const end of [
    { type: 'close' } as const,
    { type: 'frame.canceled' } as const,
    { type: 'frame.completed', status: 'completed', fields: undefined } as const,
    failed(422, 'inactive_template'),
  ]) {
    expect(play(opened).value.context.session?.cached).toBe(cached)
    expect(play([...opened, end]).value.context.session).toBeUndefined()
  }
})
