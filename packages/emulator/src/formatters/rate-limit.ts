import type { RateWindow } from '../rate-window.ts'
import type { Resource } from './resource.ts'

/** The limit of the environment; none where there is none. */
export function formatRateLimits(window: RateWindow): Resource[] {
  if (window.limit === Infinity) return []
  const { remaining, secondsLeft } = window.state()
  return [
    {
      type: 'rate-limit',
      id: 'environment',
      attributes: {
        limit: window.limit,
        remaining,
        reset: secondsLeft,
        'interval-seconds': 60,
      },
    },
  ]
}
