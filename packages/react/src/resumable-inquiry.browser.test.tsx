import { ResumableInquiryError } from '@resumable-inquiry/core'
import { StrictMode, useState } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { cleanup, render } from 'vitest-browser-react'
import { page } from 'vitest/browser'
import { ResumableInquiry } from './resumable-inquiry.tsx'
import { stateIs } from '../test/interfaces.tsx'
import { finishedSession, noAnswer, pendingSession } from '../test/scripted-back-end.ts'
import { nextTask, setUp } from '../test/set-up.ts'

afterEach(async () => {
  vi.useRealTimers()
  await cleanup()
})

const overlay = () => page.getByRole('dialog', { name: 'Verify your identity' })

const sessionExpired = { status: 409, code: 'unauthenticated' }

describe('opening', () => {
  test('opens by itself', async () => {
    const { props, backEnd, widget } = setUp()
    await render(<ResumableInquiry {...props} inquiryId="inq_a" />)

    expect((await widget(0)).options).toMatchObject({ inquiryId: 'inq_a', sessionToken: 'token-0' })
    await stateIs('open')
    expect(backEnd.requests).toHaveLength(1)
    expect(backEnd.requests[0]).toMatchObject({ inquiryId: 'inq_a', reason: 'start', attempt: 1 })
  })

  test('does nothing while open is false', async () => {
    const { props, backEnd, sdk } = setUp()
    const loadSdk = vi.fn(sdk.loadSdk)
    const { rerender } = await render(
      <ResumableInquiry {...props} loadSdk={loadSdk} open={false} />,
    )
    await nextTask()
    await stateIs('idle')
    expect(backEnd.requests).toHaveLength(0)
    expect(loadSdk).not.toHaveBeenCalled()

    await rerender(<ResumableInquiry {...props} loadSdk={loadSdk} open />)
    await stateIs('open')
  })

  test('does nothing by itself if defaultOpen is false', async () => {
    const { props, backEnd } = setUp()
    await render(<ResumableInquiry {...props} defaultOpen={false} />)
    await nextTask()
    await stateIs('idle')
    expect(backEnd.requests).toHaveLength(0)
  })

  test('closes without onCancel when open becomes false, and opens again with the same session', async () => {
    const { props, backEnd, sdk, widget } = setUp()
    const onCancel = vi.fn()
    const onOpenChange = vi.fn()
    const flow = (open: boolean) => (
      <ResumableInquiry
        {...props}
        inquiryId="inq_a"
        open={open}
        onOpenChange={onOpenChange}
        onCancel={onCancel}
      />
    )
    const { rerender } = await render(flow(true))
    await widget(0)
    await stateIs('open')

    await rerender(flow(false))
    await stateIs('idle')
    expect(sdk.widgets[0]?.isOpen).toBe(false)

    await rerender(flow(true))
    expect((await widget(1)).options.sessionToken).toBe('token-0')
    expect(backEnd.requests).toHaveLength(1)
    expect(onCancel).not.toHaveBeenCalled()
    expect(onOpenChange).not.toHaveBeenCalled()
  })

  test('opens only when open changes from false to true', async () => {
    const { props, backEnd, sdk, widget } = setUp()
    const flow = (open: boolean) => <ResumableInquiry {...props} inquiryId="inq_a" open={open} />
    const { rerender } = await render(flow(true))
    ;(await widget(0)).cancel()
    await stateIs('idle')

    await rerender(flow(true))
    await nextTask()
    await stateIs('idle')
    expect(sdk.widgets).toHaveLength(1)

    await rerender(flow(false))
    await rerender(flow(true))
    await widget(1)
    await stateIs('open')
    expect(backEnd.requests).toHaveLength(1)
  })

  test('requests one session in StrictMode', async () => {
    const { props, backEnd, sdk } = setUp()
    await render(
      <StrictMode>
        <ResumableInquiry {...props} inquiryId="inq_a" />
      </StrictMode>,
    )
    await stateIs('open')
    await nextTask()
    expect(backEnd.requests).toHaveLength(1)
    expect(sdk.widgets).toHaveLength(1)
  })

  test('requests one session for ten quick mounts', async () => {
    const { props, backEnd } = setUp()
    for (let mounts = 0; mounts < 10; mounts += 1) {
      const { unmount } = await render(<ResumableInquiry {...props} inquiryId="inq_a" />)
      await unmount()
    }
    await render(<ResumableInquiry {...props} inquiryId="inq_a" />)
    await stateIs('open')
    expect(backEnd.requests).toHaveLength(1)
  })

  test('requests one session for a double click', async () => {
    const { props, backEnd, sdk } = setUp()
    function Host() {
      const [open, setOpen] = useState(false)
      return (
        <>
          <button type="button" onClick={() => setOpen(true)}>
            Verify
          </button>
          <ResumableInquiry {...props} inquiryId="inq_a" open={open} onOpenChange={setOpen} />
        </>
      )
    }
    await render(<Host />)
    page
      .getByRole('button')
      .element()
      .dispatchEvent(new MouseEvent('click', { bubbles: true }))
    page
      .getByRole('button')
      .element()
      .dispatchEvent(new MouseEvent('click', { bubbles: true }))
    await stateIs('open')
    expect(backEnd.requests).toHaveLength(1)
    expect(sdk.widgets).toHaveLength(1)
  })
})

describe('callbacks', () => {
  test('canceling calls onOpenChange, then onCancel', async () => {
    const { props, widget } = setUp()
    const calls: unknown[] = []
    await render(
      <ResumableInquiry
        {...props}
        inquiryId="inq_a"
        onOpenChange={(open) => calls.push({ open })}
        onCancel={(event) => calls.push({ cancel: event })}
      />,
    )
    ;(await widget(0)).cancel()
    await stateIs('idle')
    expect(calls).toEqual([{ open: false }, { cancel: { inquiryId: 'inq_a' } }])
  })

  test('finishing calls onOpenChange, then onComplete', async () => {
    const { props, widget } = setUp()
    const calls: unknown[] = []
    await render(
      <ResumableInquiry
        {...props}
        inquiryId="inq_a"
        onOpenChange={(open) => calls.push({ open })}
        onComplete={(event) => calls.push({ complete: event })}
      />,
    )
    ;(await widget(0)).complete()
    await stateIs('finished')
    expect(calls).toEqual([
      { open: false },
      {
        complete: { inquiryId: 'inq_a', status: 'completed', source: 'widget', fields: {} },
      },
    ])
  })

  test('a finished inquiry calls onComplete and shows nothing', async () => {
    const { props, sdk } = setUp({ answer: () => finishedSession('inq_a') })
    const onComplete = vi.fn()
    await render(<ResumableInquiry {...props} inquiryId="inq_a" onComplete={onComplete} />)
    await stateIs('finished')
    expect(onComplete).toHaveBeenCalledExactlyOnceWith({
      inquiryId: 'inq_a',
      status: 'completed',
      source: 'backend',
    })
    expect(sdk.widgets).toHaveLength(0)
    expect(overlay().query()).toBeNull()
  })

  test('the latest callback is called', async () => {
    const { props, widget } = setUp()
    const first = vi.fn()
    const second = vi.fn()
    const { rerender } = await render(
      <ResumableInquiry {...props} inquiryId="inq_a" onComplete={first} onEvent={first} />,
    )
    await stateIs('open')
    await rerender(
      <ResumableInquiry {...props} inquiryId="inq_a" onComplete={second} onEvent={second} />,
    )
    const { emit, complete } = await widget(0)
    emit('start')
    complete()
    expect(first).not.toHaveBeenCalled()
    expect(second).toHaveBeenCalledTimes(2)
  })

  test('onStateChange and onRecover report a recovery', async () => {
    const { props, widget } = setUp()
    const states: string[] = []
    const onRecover = vi.fn()
    const onReady = vi.fn()
    await render(
      <ResumableInquiry
        {...props}
        inquiryId="inq_a"
        onStateChange={({ status }) => states.push(status)}
        onReady={onReady}
        onRecover={onRecover}
      />,
    )
    ;(await widget(0)).fail(sessionExpired)
    await widget(1)
    await stateIs('open')
    expect(states).toEqual(['loading', 'loading', 'open', 'recovering', 'recovering', 'open'])
    expect(onReady).toHaveBeenCalledExactlyOnceWith({ inquiryId: 'inq_a' })
    expect(onRecover).toHaveBeenCalledExactlyOnceWith({
      inquiryId: 'inq_a',
      cause: 'session_expired',
      attempt: 1,
    })
  })
})

describe('changed props', () => {
  test('new options and new callbacks restart nothing', async () => {
    const { props, backEnd, sdk } = setUp()
    const flow = (maxAttempts: number) => (
      <ResumableInquiry
        {...props}
        inquiryId="inq_a"
        fetchSession={(request) => backEnd.fetchSession(request)}
        recovery={{ maxAttempts }}
        onEvent={() => {}}
      />
    )
    const { rerender } = await render(flow(1))
    await stateIs('open')
    await rerender(flow(2))
    await nextTask()
    await stateIs('open')
    expect(backEnd.requests).toHaveLength(1)
    expect(sdk.widgets).toHaveLength(1)
  })

  test('the latest fetchSession is called', async () => {
    const { props, backEnd, widget } = setUp()
    const first = vi.fn(backEnd.fetchSession)
    const second = vi.fn(backEnd.fetchSession)
    const { rerender } = await render(
      <ResumableInquiry {...props} inquiryId="inq_a" fetchSession={first} />,
    )
    const { fail } = await widget(0)
    await rerender(<ResumableInquiry {...props} inquiryId="inq_a" fetchSession={second} />)
    fail(sessionExpired)
    await widget(1)
    expect(first).toHaveBeenCalledOnce()
    expect(second).toHaveBeenCalledOnce()
  })

  test('another inquiryId starts anew', async () => {
    const { props, backEnd, sdk, widget } = setUp()
    const { rerender } = await render(<ResumableInquiry {...props} inquiryId="inq_a" />)
    await widget(0)
    await rerender(<ResumableInquiry {...props} inquiryId="inq_b" />)
    expect((await widget(1)).options.inquiryId).toBe('inq_b')
    await stateIs('open')
    expect(backEnd.requests.map(({ inquiryId }) => inquiryId)).toEqual(['inq_a', 'inq_b'])
    expect(sdk.widgets.map(({ isOpen }) => isOpen)).toEqual([false, true])
  })

  test('the inquiryId that the back end has chosen restarts nothing', async () => {
    const { props, backEnd, sdk, widget } = setUp({ answer: () => pendingSession('inq_own') })
    function Host() {
      const [inquiryId, setInquiryId] = useState<string>()
      return (
        <>
          <output>{inquiryId}</output>
          <ResumableInquiry
            {...props}
            inquiryId={inquiryId}
            onInquiryChange={(event) => setInquiryId(event.inquiryId)}
          />
        </>
      )
    }
    await render(<Host />)
    await widget(0)
    await stateIs('open')
    await expect.element(page.getByText('inq_own')).toBeInTheDocument()
    await nextTask()
    expect(backEnd.requests).toHaveLength(1)
    expect(sdk.widgets).toHaveLength(1)
  })

  test('a replaced inquiry stays replaced while the host passes the old id', async () => {
    const { props, backEnd } = setUp({ answer: () => pendingSession('inq_new') })
    const { rerender } = await render(<ResumableInquiry {...props} inquiryId="inq_old" />)
    await stateIs('open')
    await rerender(<ResumableInquiry {...props} inquiryId="inq_old" language="nb" />)
    await nextTask()
    await stateIs('open')
    expect(backEnd.requests).toHaveLength(1)
  })
})

describe('unmounting leaves nothing behind', () => {
  const fixtures: Record<string, Parameters<typeof setUp>[0]> = {
    idle: {},
    loading: { answer: noAnswer },
    open: {},
    recovering: {
      answer: (_, index) => (index === 0 ? pendingSession('inq_a') : noAnswer()),
      script: (widget) => {
        widget.ready()
        widget.fail(sessionExpired)
      },
    },
    finished: { answer: () => finishedSession('inq_a') },
    error: {
      answer: () => {
        throw new ResumableInquiryError('not_found', 'Not there.')
      },
    },
  }

  test.for(Object.entries(fixtures))('in %s', async ([status, fixture]) => {
    const container = document.createElement('div')
    document.body.append(container)
    const before = readTraces()
    const { props } = setUp(fixture)
    const { unmount } = await render(
      <ResumableInquiry {...props} inquiryId="inq_a" defaultOpen={status !== 'idle'} />,
      { container },
    )
    await stateIs(status)
    await unmount()
    expect(readTraces()).toEqual(before)
    container.remove()
  })
})

function readTraces(): unknown {
  return {
    body: [...document.body.children].map(({ tagName, id, className }) => [tagName, id, className]),
    head: document.head.childElementCount,
    sheets: document.adoptedStyleSheets.length,
    inert: document.querySelectorAll('[inert]').length,
    overflow: document.documentElement.style.overflow,
  }
}
