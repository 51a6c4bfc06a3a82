import { describe, expect, test } from 'vitest'
import {
  inquiryId,
  cached,
  old,
  tokenless,
  play,
  open,
  received,
  ready,
  failed,
  dead,
  timedOut,
  lost,
  page,
  opened,
  refused,
  replacingEffects,
  type Step,
} from '../../test/machine-steps.ts'

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
        ...replacingEffects,
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
      ...replacingEffects,
      { type: 'frame.boot', run: once.value.context.run, session: cached },
    ])
    const twice = play([...opened, failed(status, code), ready, failed(status, code)])
    expect(twice.state).toMatchObject({ status: 'error', error: { code, retryable: true } })
  })

  test('requests a session again if there is no token', () => {
    const { effects } = play([open, received(tokenless), ready, failed(0, 'application_error')])
    expect(effects).toMatchObject([
      { type: 'session.request', reason: 'start' },
      ...replacingEffects,
    ])
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
      ...replacingEffects,
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
  test('and does not become ready again makes a session suspect that has aged meanwhile', () => {
    const aDayLater: Step = { ...timedOut, at: 86_400_000 }
    const { state } = play([...opened, lost, aDayLater])
    expect(state).toMatchObject({ status: 'recovering', cause: 'session_suspect' })
  })

  test('is loaded again with the same session, however often, and keeps the budget', () => {
    const once = play([...opened, lost])
    expect(once.state).toEqual({
      status: 'recovering',
      phase: 'frame',
      cause: 'frame_lost',
      attempt: 1,
    })
    expect(once.effects).toEqual([
      ...replacingEffects,
      { type: 'frame.boot', run: once.value.context.run, session: cached },
    ])
    const often = play([...opened, lost, lost, ready, lost, lost, lost])
    expect(often.state).toMatchObject({ status: 'recovering', cause: 'frame_lost', attempt: 1 })
    const { reloads, recoveries, sessions } = play(opened).value.context
    expect(often.value.context).toMatchObject({ reloads, recoveries, sessions })
  })

  test('requests a session where the frame had no token', () => {
    const { effects } = play([open, received(tokenless), ready, lost])
    expect(effects).toMatchObject([
      { type: 'session.request', reason: 'start' },
      ...replacingEffects,
    ])
  })
})

describe('recovery', () => {
  test.each<[string, Step]>([
    ['an error', dead],
    ['retry()', { type: 'retry' }],
    ['the word of the back end', { type: 'session.expired' }],
  ])('names the session that it replaces, after %s', (_, end) => {
    const { effects } = play([...opened, end])
    expect(effects[0]).toMatchObject({ type: 'session.request', expiredSession: cached })
  })

  test('that has failed names the session again', () => {
    const failedOnce = [...opened, dead, refused('persona_unavailable', 'Not now.')]
    const { effects } = play([...failedOnce, { type: 'retry' }])
    expect(effects[0]).toMatchObject({ reason: 'session_expired', expiredSession: cached })
  })

  test('that is exhausted names the session when it is retried', () => {
    const exhausted = play([
      { ...open, maxAttempts: 1 },
      received(),
      ready,
      dead,
      received(),
      ready,
    ])
    const { effects } = play([dead, { type: 'retry' }], exhausted.value)
    expect(effects[0]).toMatchObject({ reason: 'session_expired', expiredSession: cached })
  })

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
      { type: 'retry.due', isPageTaken: false },
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

test.each<[string, Step]>([
  ['closed', { type: 'close' }],
  ['canceled', { type: 'cancel' }],
])('a recovery that is %s while it is retried leaves its session to the next opening', (_, end) => {
  const timedOutOnce = [...opened, dead, refused('timeout', 'No answer.')]
  const { effects } = play([...timedOutOnce, { type: 'retry' }, end, open])
  expect(effects[0]).toMatchObject({ reason: 'start', expiredSession: undefined })
  const { effects: afterError } = play([...timedOutOnce, end, open])
  expect(afterError[0]).toMatchObject({ reason: 'session_expired', expiredSession: cached })
})
