import type { PlaygroundState } from '../../playground-contract.ts'
import type { Entry } from './timeline.ts'

/** Label on the timeline of a session that is killed without a report by the widget. */
export const unreportedKill = 'Session killed, not reported'

/**
 * Returns what to do next to see a session die and recover.
 *
 * @param playground `null` when signed out
 */
export function getHint(playground: PlaygroundState | null, entries: readonly Entry[]): string {
  if (playground === null) return 'Sign in to the bank as Mara. She stopped halfway last week.'
  const status = entries.findLast((entry) => entry.kind === 'state')?.status ?? 'idle'
  const last = entries.findLast(({ kind }) => kind === 'control' || kind === 'recovered')

  if (status === 'open' && last?.kind === 'control' && last.label === unreportedKill) {
    return 'The widget reported nothing, so the page cannot know. “With a custom UI”, it can call retry().'
  }
  if (status === 'open' && last?.kind === 'recovered') {
    return 'The session died and was replaced, and the person is where they were. Try another control.'
  }
  switch (status) {
    case 'idle':
      return 'Open the verification in the bank.'
    case 'open':
      return 'Answer a question or two. Then kill the session, here, in the middle of it.'
    case 'error':
      return 'Put the controls back, and try again in the bank.'
    case 'finished':
      return 'Begin again to see it from the start.'
    default:
      return 'One moment…'
  }
}
