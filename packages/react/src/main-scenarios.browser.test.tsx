import { Fragment, lazy, type ReactNode, StrictMode, Suspense } from 'react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { cleanup, render } from 'vitest-browser-react'
import { page } from 'vitest/browser'
import {
  InlineComponent,
  interfaces,
  openFlow,
  recordCallbacks,
  stateIs,
} from '../test/interfaces.tsx'
import { setUp } from '../test/set-up.ts'
import '@resumable-inquiry/react/styles.css'

const sessionExpired = { status: 409, code: 'unauthenticated' }

let noise: unknown[] = []
beforeEach(() => {
  noise = []
  for (const level of ['error', 'warn'] as const) {
    vi.spyOn(console, level).mockImplementation((...values) => noise.push(values))
  }
})
afterEach(async () => {
  await cleanup()
  vi.restoreAllMocks()
})

describe.each([
  ['StrictMode', StrictMode],
  ['no StrictMode', Fragment],
] as const)('in %s', (_mode, wrapper) => {
  describe.each(Object.entries({ ...interfaces, 'inline component': InlineComponent }))(
    'the %s',
    (name, Flow) => {
      test('opens with one session and one widget', async () => {
        const { props, backEnd, sdk } = setUp()
        await render(<Flow {...props} inquiryId="inq_a" />, { wrapper })
        openFlow(name)
        await stateIs('open')
        expect(sdk.widgets.map(({ isOpen }) => isOpen)).toEqual([true])
        expect(backEnd.requests).toMatchObject([{ inquiryId: 'inq_a', reason: 'start' }])
        expect(noise).toEqual([])
      })

      test('recovers when its session expires', async () => {
        const { props, backEnd, sdk, widget } = setUp()
        const { calls, callbacks } = recordCallbacks()
        await render(<Flow {...props} {...callbacks} inquiryId="inq_a" />, { wrapper })
        openFlow(name)
        ;(await widget(0)).fail(sessionExpired)
        expect((await widget(1)).options.sessionToken).toBe('token-1')
        await stateIs('open')
        expect(sdk.widgets.map(({ isOpen }) => isOpen)).toEqual([false, true])
        expect(backEnd.requests).toMatchObject([{ reason: 'start' }, { reason: 'session_expired' }])
        expect(calls).toEqual([])
        expect(noise).toEqual([])
      })

      test('reports that the person has canceled', async () => {
        const { props, widget } = setUp()
        const { calls, callbacks } = recordCallbacks()
        await render(<Flow {...props} {...callbacks} inquiryId="inq_a" />, { wrapper })
        openFlow(name)
        ;(await widget(0)).cancel()
        await stateIs('idle')
        expect(calls).toEqual(['onOpenChange false', 'onCancel'])
        expect(noise).toEqual([])
      })

      test('reports that the person has completed', async () => {
        const { props, widget } = setUp()
        const { calls, callbacks } = recordCallbacks()
        await render(<Flow {...props} {...callbacks} inquiryId="inq_a" />, { wrapper })
        openFlow(name)
        ;(await widget(0)).complete()
        await stateIs('finished')
        expect(calls).toEqual(['onOpenChange false', 'onComplete'])
        expect(noise).toEqual([])
      })

      test('ends when it is unmounted, and calls nothing', async () => {
        const { props, sdk } = setUp()
        const { calls, callbacks } = recordCallbacks()
        const { unmount } = await render(<Flow {...props} {...callbacks} inquiryId="inq_a" />, {
          wrapper,
        })
        openFlow(name)
        await stateIs('open')
        await unmount()
        expect(sdk.widgets.map(({ isOpen }) => isOpen)).toEqual([false])
        expect(document.querySelectorAll('[inert]')).toHaveLength(0)
        expect(calls).toEqual([])
        expect(noise).toEqual([])
      })

      test('stays open while a neighbor suspends, with the same session after it', async () => {
        const { props, backEnd, sdk } = setUp()
        const { calls, callbacks } = recordCallbacks()
        let load = () => {}
        const Neighbor = lazy(
          () =>
            new Promise<{ default: () => ReactNode }>((resolve) => {
              load = () => resolve({ default: () => <p>Neighbor</p> })
            }),
        )
        const host = (neighbor: ReactNode) => (
          <Suspense fallback={<p>Waiting</p>}>
            {neighbor}
            <Flow {...props} {...callbacks} inquiryId="inq_a" />
          </Suspense>
        )
        const { rerender } = await render(host(null), { wrapper })
        openFlow(name)
        await stateIs('open')

        await rerender(host(<Neighbor />))
        await expect.element(page.getByText('Waiting')).toBeInTheDocument()
        expect(sdk.widgets.map(({ isOpen }) => isOpen)).toEqual([true])

        load()
        await expect.element(page.getByText('Neighbor')).toBeInTheDocument()
        await stateIs('open')
        // StrictMode of React 19 mounts again what the fallback hid, which loads the widget again.
        expect(sdk.widgets.filter(({ isOpen }) => isOpen)).toHaveLength(1)
        expect(backEnd.requests).toHaveLength(1)
        expect(calls).toEqual([])
        expect(noise).toEqual([])
      })
    },
  )
})
