import { createInquiryClient } from '@resumable-inquiry/core'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { cleanup, render } from 'vitest-browser-react'
import { page } from 'vitest/browser'
import '@resumable-inquiry/react/styles.css'
import { ContinueElsewhere } from './continue.ts'
import { InquiryProvider } from './inquiry-provider.tsx'
import { ResumableInquiry } from './resumable-inquiry.tsx'

const url = 'https://withpersona.com/verify?code=secret-code'

beforeEach(() => {
  vi.stubGlobal('fetch', async (path: string) =>
    Response.json(
      path.endsWith('/one-time-link')
        ? { url, shortUrl: null, expiresIn: 3600 }
        : { inquiryId: 'inq_a', status: 'pending', resumable: true, templateOutdated: false },
    ),
  )
  const userAgent = 'Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Safari/604.1 Instagram 337.0'
  vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(userAgent)
  vi.spyOn(console, 'error').mockImplementation(() => {})
})

afterEach(async () => {
  await cleanup()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** Lets the screen be a small one that is touched, or not. */
function setPhone(isPhone: boolean): void {
  const { matchMedia } = window
  vi.spyOn(window, 'matchMedia').mockImplementation((query) =>
    matchMedia.call(
      window,
      query.includes('pointer: coarse') ? (isPhone ? 'all' : 'not all') : query,
    ),
  )
}

const offers = () =>
  [
    ...document.querySelectorAll<HTMLElement>(
      '.resumable-inquiry-continue > .resumable-inquiry-button',
    ),
  ].map(
    ({ textContent, dataset }) =>
      `${textContent}${dataset['emphasis'] === 'strong' ? ' (main)' : ''}`,
  )

test.for([
  [false, ['Continue on your phone (main)', 'Open in your browser']],
  [true, ['Open in your browser (main)', 'Continue on another device']],
] as const)('an in-app browser, on a phone: %s, offers %j', async ([isPhone, expected]) => {
  setPhone(isPhone)
  await render(<ResumableInquiry inquiryId="inq_a" endpoint="/api/inquiries" />)
  await expect.element(page.getByRole('link', { name: 'Open in your browser' })).toBeVisible()
  expect(offers()).toEqual(expected)
})

test.for([
  [false, ['qr-code', 'link'], 'Scan this code with your phone’s camera.'],
  [true, ['link', 'qr-code'], /^Open this link in your browser/],
] as const)('the link stands before its code, on a phone: %s', async ([isPhone, order, text]) => {
  setPhone(isPhone)
  await render(
    <InquiryProvider client={createInquiryClient()}>
      <ContinueElsewhere inquiryId="inq_a" />
    </InquiryProvider>,
  )
  await page.getByRole('button', { name: /^Continue on/ }).click()
  await expect.element(page.getByText(text)).toBeVisible()
  await expect.element(page.getByRole('textbox')).toHaveValue(url)
  await expect.element(page.getByRole('img', { name: /QR code/ })).toBeVisible()
  const shown = document.querySelectorAll('.resumable-inquiry-qr-code, .resumable-inquiry-link')
  expect(
    [...shown].map((element) => element.classList[0]?.replace('resumable-inquiry-', '')),
  ).toEqual(order)
})

test('what is shown has the title of the button, as a heading and for the focus', async () => {
  setPhone(false)
  await render(<ResumableInquiry inquiryId="inq_a" endpoint="/api/inquiries" />)
  await page.getByRole('button', { name: 'Continue on your phone' }).click()
  const heading = page.getByRole('heading')
  await expect.element(heading).toHaveTextContent('Continue on your phone')
  await expect.element(page.getByRole('group', { name: 'Continue on your phone' })).toHaveFocus()
  await page.getByRole('button', { name: 'Back' }).click()
  await expect.element(heading).toHaveTextContent('Open this page in your browser')

  const link = page.getByRole('link', { name: 'Open in your browser' })
  link.element().addEventListener('click', (event) => event.preventDefault())
  await link.click()
  await expect.element(heading).toHaveTextContent('Open in your browser')
  await page.getByRole('button', { name: 'Get a new link' }).click()
  await expect.element(heading).toHaveTextContent('Continue on your phone')
})
