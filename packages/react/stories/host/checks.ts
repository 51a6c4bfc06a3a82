import {
  type Messages,
  ResumableInquiryError,
  type ResumableInquiryErrorCode,
} from '@resumable-inquiry/react'
import { defaultMessages } from '@resumable-inquiry/react/messages'
import { expect, screen, waitFor, within } from 'storybook/test'
import { continueMessages } from '../../src/continue/continue-messages.ts'
import { developerText, waitLimit } from './mocked-inquiry.ts'

const timeout = { timeout: waitLimit }

/** Waits until the flow has a status, which the component shows to the page as `data-state`. */
export async function stateIs(status: string): Promise<void> {
  await waitFor(
    () => expect(document.querySelector('[data-state]')).toHaveAttribute('data-state', status),
    timeout,
  )
}

/** Waits until the flow tells people who cannot see it a text. */
export async function announcementIs(text: string): Promise<void> {
  await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent(text), timeout)
}

/** Waits until the person is asked something, or told what is wrong. */
export async function headingIs(name: string): Promise<HTMLElement> {
  return await screen.findByRole('heading', { name }, timeout)
}

/** Waits until the page has a text. */
export async function textIs(text: string): Promise<void> {
  await screen.findByText(text, undefined, timeout)
}

/**
 * Checks that the panel has its colors, and the place and size of the widget that it stands in for.
 *
 * @param surface is its background. @default that of its color scheme
 */
export async function panelIsInPlace(surface?: string): Promise<void> {
  const panel = await waitFor(() => {
    const found = document.querySelector<HTMLElement>('.resumable-inquiry-panel')
    if (found === null) throw new Error('There is no panel.')
    return found
  }, timeout)
  const isDark = document.documentElement.dataset['colorScheme'] === 'dark'
  const { backgroundColor, color, colorScheme } = getComputedStyle(panel)
  await expect({ backgroundColor, color, colorScheme }).toEqual({
    backgroundColor: toComputed(surface ?? (isDark ? '#14161b' : '#fff')),
    color: toComputed(isDark ? '#f1f3f8' : '#12151f'),
    colorScheme: isDark ? 'dark' : 'light',
  })

  endMotion()
  const { left, top, width, height } = panel.getBoundingClientRect()
  if (panel.dataset['presentation'] === 'inline') {
    const box = panel.parentElement?.getBoundingClientRect()
    await expect([left, top, width, height]).toEqual([box?.left, box?.top, box?.width, box?.height])
    return
  }
  // The SDK's widget is a dialog where there is room for one, and else fills the screen.
  const isDialog = innerWidth > 600 && innerHeight > 600
  const [maxWidth, maxHeight] = isDialog ? [400, 650] : [innerWidth, innerHeight]
  await expect({ width, height }).toEqual({
    width: Math.min(innerWidth, maxWidth),
    height: Math.min(innerHeight, maxHeight),
  })
  await expect(Math.abs(left + width / 2 - innerWidth / 2)).toBeLessThan(1)
  await expect(Math.abs(top + height / 2 - innerHeight / 2)).toBeLessThan(1)
}

/** Returns a color as the browser computes it. */
export function toComputed(color = ''): string {
  const element = document.createElement('i')
  element.style.color = color
  document.body.append(element)
  const computed = getComputedStyle(element).color
  element.remove()
  return computed
}

/** Ends all motion of the page but the spinner's. A page in the background would not get to its end. */
function endMotion(): void {
  for (const animation of document.getAnimations()) {
    const isEndless = animation.effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY
    if (!isEndless) animation.finish()
  }
}

/** The errors that offer to continue elsewhere, by content of its own. */
const continuable: readonly ResumableInquiryErrorCode[] = [
  'unsupported_browser',
  'widget_unreachable',
  'widget_blocked',
]

/** Checks that the flow shows an error to the person, and nothing that is meant for developers. */
export async function showsError(
  code: ResumableInquiryErrorCode,
  {
    messages = defaultMessages,
    surface,
  }: { messages?: Messages; surface?: string | undefined } = {},
): Promise<void> {
  const { title, text } = messages.errors[code]
  const heading = await headingIs(title)
  await stateIs('error')
  const content = heading.closest<HTMLElement>('.resumable-inquiry-content')
  if (content === null) throw new Error('The error is not shown in the default look.')
  await expect(content).toHaveAttribute('data-code', code)
  await expect(content).toHaveTextContent(text.split('{time}')[0] ?? '')
  await expect(content).not.toHaveTextContent(developerText)
  await within(content).findByRole('button', { name: messages.close })
  if (continuable.includes(code)) {
    await within(content).findByRole('link', { name: continueMessages.inBrowser }, timeout)
  }
  const isRetryable = new ResumableInquiryError(code, '').retryable
  const retry = code === 'unsupported_browser' ? messages.tryAnyway : messages.retry
  await expect(within(content).queryAllByRole('button', { name: retry })).toHaveLength(
    isRetryable ? 1 : 0,
  )
  await panelIsInPlace(surface)
}
