import { StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { ResumableInquiry } from './resumable-inquiry.tsx'
import { setUp } from './testing/set-up.ts'

test('hydrates the HTML of a server, and opens', async () => {
  const { props, backEnd, widget } = setUp()
  const tree = (
    <StrictMode>
      <ResumableInquiry {...props} inquiryId="inq_a" />
    </StrictMode>
  )
  const container = document.createElement('div')
  container.innerHTML = renderToString(tree)
  document.body.append(container)
  const serverElement = container.firstElementChild

  const onRecoverableError = vi.fn()
  const root = hydrateRoot(container, tree, { onRecoverableError })
  await widget(0)
  await expect.poll(() => serverElement?.getAttribute('data-state')).toBe('open')
  expect(onRecoverableError).not.toHaveBeenCalled()
  expect(container.firstElementChild).toBe(serverElement)
  expect(backEnd.requests).toHaveLength(1)

  root.unmount()
  container.remove()
})
