import { describe, expect, test } from 'vitest'
import {
  fresh,
  play,
  open,
  received,
  ready,
  dead,
  timedOut,
  opened,
  refused,
  type Step,
} from '../../test/machine-steps.ts'

describe('retry', () => {
  const due: Step = { type: 'retry.due', isPageTaken: false }

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
    expect(play([due], limited.value).state.status).toBe('loading')
  })

  test('waits at the end of a rate limit while the person continues elsewhere', () => {
    const refusal = refused('rate_limited', 'Wait.', { retryAfter: 60 })
    const away = play([open, refusal, { type: 'handed_off', isHandedOff: true }])
    const later = play([due], away.value)
    expect(later).toMatchObject({ types: ['retry.schedule'], state: { status: 'error' } })
    const back: Step = { type: 'handed_off', isHandedOff: false }
    expect(play([back, due], later.value).state.status).toBe('loading')
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
