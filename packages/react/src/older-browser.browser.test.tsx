import { afterEach, expect, test } from 'vitest'
import { cleanup, render } from 'vitest-browser-react'
import { page } from 'vitest/browser'
import { ResumableInquiry } from './resumable-inquiry.tsx'
import { useResumableInquiry } from './use-resumable-inquiry.ts'

afterEach(() => cleanup())

/** What the oldest supported browsers lack: Safari 16.0, Chrome 109, Firefox 115. */
const missing: readonly (readonly [object, string])[] = [
  [URL, 'canParse'],
  [URL, 'parse'],
  [Promise, 'withResolvers'],
  [Promise, 'try'],
  [Object, 'groupBy'],
  [Array, 'fromAsync'],
  [AbortSignal, 'any'],
  [CSSStyleSheet.prototype, 'replaceSync'],
  [Document.prototype, 'adoptedStyleSheets'],
  [Element.prototype, 'role'],
  [Element.prototype, 'ariaModal'],
  [Element.prototype, 'ariaLabel'],
]

/** Removes what is missing. Returns a function that restores it. */
function removeMissing(): () => void {
  const removed = missing.map(([owner, name]) => {
    const descriptor = Object.getOwnPropertyDescriptor(owner, name)
    Reflect.deleteProperty(owner, name)
    return { owner, name, descriptor }
  })
  return () => {
    for (const { owner, name, descriptor } of removed) {
      if (descriptor) Object.defineProperty(owner, name, descriptor)
    }
  }
}

test('a closed flow renders in the oldest supported browser', async () => {
  function Host() {
    const flow = useResumableInquiry({ endpoint: '/api/of-the-hook', inquiryId: 'inq_a' })
    return (
      <main>
        <p>The page of the host: {flow.state.status}</p>
        <ResumableInquiry endpoint="/api/of-the-component" inquiryId="inq_a" open={false} />
      </main>
    )
  }
  const restore = removeMissing()
  try {
    expect('canParse' in URL).toBe(false)
    await render(<Host />)
    expect(document.body.textContent).toContain('The page of the host: idle')
  } finally {
    restore()
  }
  await expect.element(page.getByText('The page of the host: idle')).toBeVisible()
})
