import {
  type InquiryClient,
  isResumableInquiryError,
  type ResumableInquiryErrorCode,
} from '@resumable-inquiry/core'
import type { InquirySummary } from '@resumable-inquiry/core/wire'

/** Milliseconds before the second request, and before any later one at most. */
const firstInterval = 3_000
const maxInterval = 30_000
const growth = 1.5

/** Errors after which asking again would not help. */
const finalErrors: ReadonlySet<ResumableInquiryErrorCode> = new Set([
  'invalid_request',
  'signed_out',
  'cross_site',
  'not_found',
])

/**
 * Asks for the status of an inquiry while the page is visible, at growing intervals that start over
 * when the page is visible again. Stops at the signal, and where asking again would not help.
 */
export function watchSummary(
  client: InquiryClient,
  inquiryId: string,
  onSummary: (summary: InquirySummary) => void,
  signal: AbortSignal,
): void {
  let interval = firstInterval
  let timer: ReturnType<typeof setTimeout> | undefined
  let isAsking = false
  let isOver = false
  /** The monotonic time before which the back end does not want to be asked. */
  let notBefore = 0

  const wait = (milliseconds: number) => {
    clearTimeout(timer)
    if (!signal.aborted && document.visibilityState === 'visible') {
      timer = setTimeout(() => void ask(), milliseconds)
    }
  }
  const ask = async () => {
    if (isAsking || isOver || signal.aborted) return
    if (performance.now() < notBefore) {
      wait(notBefore - performance.now())
      return
    }
    isAsking = true
    try {
      const summary = await client.fetchSummary(inquiryId, { signal })
      if (!signal.aborted) onSummary(summary)
    } catch (error) {
      if (isResumableInquiryError(error)) {
        if (finalErrors.has(error.code)) {
          // The person may have signed in in another tab when they come back.
          isOver = error.code !== 'signed_out'
          return
        }
        notBefore = performance.now() + (error.retryAfter ?? 0) * 1000
      }
    } finally {
      isAsking = false
    }
    wait(interval)
    interval = Math.min(interval * growth, maxInterval)
  }
  const onVisibilityChange = () => {
    clearTimeout(timer)
    interval = firstInterval
    if (document.visibilityState === 'visible') void ask()
  }

  document.addEventListener('visibilitychange', onVisibilityChange, { signal })
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true })
  void ask()
}
