import { createInquiryClient } from '@resumable-inquiry/core'
import { type ReactNode, useState } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { cleanup, render } from 'vitest-browser-react'
import { InquiryProvider } from './inquiry-provider.tsx'
import { ResumableInquiry, type ResumableInquiryProps } from './resumable-inquiry.tsx'
import { mockInquiry } from './testing.ts'

/** A page of a host, which knows nothing of the mock. */
function Page(props: ResumableInquiryProps): ReactNode {
  const [open, setOpen] = useState(true)
  const [outcome, setOutcome] = useState('Not verified')
  return (
    <>
      <p>{outcome}</p>
      <button onClick={() => setOpen(true)}>Verify</button>
      <ResumableInquiry
        {...props}
        inquiryId="inq_a"
        open={open}
        onOpenChange={setOpen}
        onComplete={({ status, source }) => setOutcome(`${status}, says the ${source}`)}
        onCancel={() => setOutcome('Canceled')}
      />
    </>
  )
}

const fetchSession = vi.fn<NonNullable<ResumableInquiryProps['fetchSession']>>()
const client = createInquiryClient({ endpoint: '/of-the-provider' })
const pages: Record<string, ReactNode> = {
  endpoint: <Page endpoint="/of-the-page" />,
  fetchSession: <Page fetchSession={fetchSession} />,
  provider: (
    <InquiryProvider client={client}>
      <Page />
    </InquiryProvider>
  ),
  'inline flow': <Page presentation="inline" />,
}
const stateOf = () => document.querySelector('[data-state]')?.getAttribute('data-state')

afterEach(() => cleanup())

describe.each(Object.keys(pages))('with a page of its own %s', (name) => {
  const page = pages[name]

  test('the person comes back from an expired session, and completes', async () => {
    const inquiry = mockInquiry()
    await render(page)
    await inquiry.becomesReady()
    expect(stateOf()).toBe('open')
    await inquiry.sessionExpires()
    expect(stateOf()).toBe('recovering')
    await inquiry.becomesReady()
    expect(stateOf()).toBe('open')
    await inquiry.personCompletes()
    expect(document.body.textContent).toContain('completed, says the widget')
    await inquiry.restore()
    expect(fetchSession).not.toHaveBeenCalled()
  })

  test('the page is as new for the next test', async () => {
    const inquiry = mockInquiry()
    await inquiry.backEndAnswers({ code: 'signed_out' })
    const { container } = await render(page)
    await expect.poll(() => stateOf()).toBe('error')
    container.querySelector('button')?.click()
    await inquiry.restore()
    expect(stateOf()).toBe('idle')
  })
})
