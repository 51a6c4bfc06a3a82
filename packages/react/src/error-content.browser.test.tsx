import {
  createInquiryClient,
  createInquiryFlow,
  type ErrorState,
  ResumableInquiryError,
} from '@resumable-inquiry/core'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { cleanup, render } from 'vitest-browser-react'
import { page } from 'vitest/browser'
import { ContinuationContext } from './continuation-context.ts'
import { renderErrorContent } from './error-content.tsx'
import { defaultMessages } from './messages.ts'
import { type MessageOverrides, toPlainMessages } from './plain-messages.ts'
import type { ResumableInquiryFlow } from './use-flow-handle.ts'

afterEach(() => cleanup())

const codes = Object.keys(defaultMessages.errors) as (keyof typeof defaultMessages.errors)[]

function show(error: ResumableInquiryError, messages?: MessageOverrides) {
  const onRetry = vi.fn()
  const onClose = vi.fn()
  const client = createInquiryClient()
  const flow: ResumableInquiryFlow<ErrorState> = {
    state: { status: 'error', error },
    inquiryId: 'inq_test',
    open() {},
    close() {},
    cancel: onClose,
    retry: onRetry,
    prepare() {},
    containerRef() {},
  }
  const content = (
    <ContinuationContext.Provider value={{ client, flow: createInquiryFlow({ client }), messages }}>
      {renderErrorContent({ flow, takesFocus: true, texts: toPlainMessages(messages), messages })}
    </ContinuationContext.Provider>
  )
  return { content, onRetry, onClose }
}

describe('for each code', () => {
  test.for(codes)('%s has a title, a text, and the buttons that apply', async (code) => {
    const error = new ResumableInquiryError(code, 'For developers only.')
    const { content, onRetry, onClose } = show(error)
    await render(content)

    const heading = page.getByRole('heading', { name: defaultMessages.errors[code].title })
    await expect.element(heading).toHaveFocus()
    await expect.element(heading).toHaveAccessibleDescription()
    expect(document.body.textContent).not.toContain('For developers only.')
    expect(document.body.textContent).not.toContain('{time}')

    await page.getByRole('button', { name: 'Close' }).click()
    expect(onClose).toHaveBeenCalledOnce()
    const name = code === 'unsupported_browser' ? 'Try anyway' : 'Try again'
    const again = page.getByRole('button', { name })
    expect(again.elements()).toHaveLength(error.retryable ? 1 : 0)
    if (error.retryable) await again.click()
    expect(onRetry).toHaveBeenCalledTimes(error.retryable ? 1 : 0)
  })
})

test('a rate limit shows when the flow continues by itself', async () => {
  vi.spyOn(Date, 'now').mockReturnValue(new Date(2026, 0, 15, 14, 30).getTime())
  const error = new ResumableInquiryError('rate_limited', 'Too many.', { retryAfter: 90 })
  await render(show(error).content)
  vi.restoreAllMocks()
  const time = new Date(2026, 0, 15, 14, 32).toLocaleTimeString([], { timeStyle: 'short' })
  expect(page.getByRole('paragraph').element().textContent).toContain(`automatically at ${time}.`)
})

test("the host's texts replace the default ones", async () => {
  const error = new ResumableInquiryError('timeout', 'Slow.')
  const { content } = show(error, {
    retry: 'Prøv igjen',
    errors: { timeout: { title: 'Det tok for lang tid', text: 'Sjekk forbindelsen.' } },
  })
  await render(content)
  await expect.element(page.getByRole('heading')).toHaveTextContent('Det tok for lang tid')
  await expect.element(page.getByText('Sjekk forbindelsen.')).toBeInTheDocument()
  await expect.element(page.getByRole('button', { name: 'Prøv igjen' })).toBeInTheDocument()
  await expect.element(page.getByRole('button', { name: 'Close' })).toBeInTheDocument()
})
