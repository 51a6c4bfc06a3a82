import { type InquiryClient, isResumableInquiryError } from '@resumable-inquiry/core'
import type { InquirySummary } from '@resumable-inquiry/core/wire'

/** Milliseconds before the second request, and before any later one at most. */
const firstInterval = 3_000
const maxInterval = 30_000
const growth = 1.5

/**
 * Asks for the status of an inquiry while the page is visible, at growing intervals that start over
 * when the page is visible again. Stops at the signal.
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

  const wait = (milliseconds: number) => {
    clearTimeout(timer)
    if (!signal.aborted && document.visibilityState === 'visible') {
      timer = setTimeout(() => void ask(), milliseconds)
    }
  }
  const ask = async () => {
    if (isAsking) return
    isAsking = true
    let retryAfter = 0
    try {
      const summary = await client.fetchSummary(inquiryId, { signal })
      if (!signal.aborted) onSummary(summary)
    } catch (error) {
      // The next request may succeed.
      if (isResumableInquiryError(error)) retryAfter = (error.retryAfter ?? 0) * 1000
    }
    isAsking = false
    wait(Math.max(interval, retryAfter))
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
