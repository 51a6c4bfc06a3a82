import { describe, expect, test } from 'vitest'
import { ResumableInquiryError } from '../errors.ts'
import { transition } from './machine.ts'
import { initialValue } from './machine-context.ts'
import type { FlowEvent } from './machine-types.ts'
import {
  inquiryId,
  cached,
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
  type Step,
} from '../../test/machine-steps.ts'

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

describe('continuing elsewhere', () => {
  const handedOff: Step[] = [
    open,
    refused('widget_blocked', ''),
    { type: 'handed_off', isHandedOff: true },
  ]

  test('is no canceling when the person leaves the error', () => {
    expect(play([...handedOff, { type: 'cancel' }]).types).toEqual([
      'frame.destroy',
      'page.release',
      'notify.open_change',
    ])
  })

  test('keeps an error shown that may have passed when the page is visible or online again', () => {
    const away: Step[] = [
      open,
      refused('widget_unreachable', ''),
      { type: 'handed_off', isHandedOff: true },
    ]
    const resumed: Step = { type: 'page.resumed', at: 0, hiddenFor: 0 }
    for (const step of [resumed, { type: 'page.online' } as const]) {
      expect(play([...away, step]).state.status).toBe('error')
      const back: Step = { type: 'handed_off', isHandedOff: false }
      expect(play([...away, back, step]).state.status).toBe('loading')
    }
  })

  test('ends with the next opening', () => {
    const refusedAgain: Step[] = [...handedOff, { type: 'retry' }, refused('widget_blocked', '')]
    expect(play([...refusedAgain, { type: 'cancel' }]).types).toContain('notify.cancel')

    const again: Step[] = [
      ...handedOff,
      { type: 'retry' },
      received(),
      refused('widget_blocked', ''),
    ]
    expect(play([...again, { type: 'cancel' }]).types).toContain('notify.cancel')
  })

  test('finishes the flow and closes it', () => {
    const finished: Step = {
      type: 'session.finished',
      inquiryId,
      status: 'completed',
      source: 'backend',
    }
    expect(play([...handedOff, finished]).types).toEqual([
      'frame.destroy',
      'inquiry.finish',
      'page.release',
      'notify.open_change',
      'notify.complete',
    ])
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
  expect(transition(before, { type: 'stopped', inquiryId }).value.state).toBe(before.state)
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

test('stopping forgets the inquiry that the back end has chosen, and keeps the one that is requested', () => {
  const own = play([open, { ...received(), inquiryId: 'inq_own' } as Step], initialValue(undefined))
  expect(own.value.context.inquiryId).toBe('inq_own')
  const stopped = play([{ type: 'stopped', inquiryId: undefined }], own.value)
  expect(stopped.value.context.inquiryId).toBeUndefined()
  const next = play([open, { ...received(), inquiryId: 'inq_next' } as Step], stopped.value)
  expect(next.effects[0]).toEqual({
    type: 'notify.inquiry_change',
    inquiryId: 'inq_next',
    previousInquiryId: undefined,
  })
  expect(play([...opened, { type: 'stopped', inquiryId }]).value.context.inquiryId).toBe(inquiryId)
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
    { type: 'stopped', inquiryId: undefined },
    { type: 'session.prepared', inquiryId: 'inq_prepared' },
    { type: 'page.resumed', at: 1e9, hiddenFor: 1e9 },
    { type: 'page.online' },
    { type: 'retry.due', isPageTaken: false },
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
  const stopped = play([{ type: 'stopped', inquiryId: undefined }, open], prepared.value)
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
