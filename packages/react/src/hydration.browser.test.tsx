import { Fragment, type ReactNode, StrictMode, useEffect } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { InlineComponent, interfaces, openFlow, stateIs } from '../test/interfaces.tsx'
import { setUp } from '../test/set-up.ts'
import '@resumable-inquiry/react/styles.css'

afterEach(() => vi.restoreAllMocks())

/** Calls a function once the tree that it is in has hydrated. */
function Effect({ run }: { run: () => void }): ReactNode {
  useEffect(run, [run])
  return null
}

describe.each([
  ['StrictMode', StrictMode],
  ['no StrictMode', Fragment],
] as const)('in %s', (_mode, Wrapper) => {
  test.each(Object.entries({ ...interfaces, 'inline component': InlineComponent }))(
    'the %s hydrates the HTML of a server without a warning, and opens',
    async (name, Flow) => {
      const noise: unknown[] = []
      for (const level of ['error', 'warn'] as const) {
        vi.spyOn(console, level).mockImplementation((...values) => noise.push(values))
      }
      const { props, backEnd } = setUp()
      const onHydrated = vi.fn()
      const tree = (
        <Wrapper>
          <Flow {...props} inquiryId="inq_a" />
          <Effect run={onHydrated} />
        </Wrapper>
      )
      const container = document.createElement('div')
      container.innerHTML = renderToString(tree)
      document.body.append(container)
      const serverElement = container.firstElementChild
      expect(serverElement?.getAttribute('data-state')).toBe('idle')

      const onRecoverableError = vi.fn()
      const root = hydrateRoot(container, tree, { onRecoverableError })
      await expect.poll(() => onHydrated).toHaveBeenCalled()
      openFlow(name)
      await stateIs('open')
      expect(onRecoverableError).not.toHaveBeenCalled()
      expect(container.firstElementChild).toBe(serverElement)
      expect(backEnd.requests).toHaveLength(1)
      expect(noise).toEqual([])

      root.unmount()
      container.remove()
    },
  )
})
