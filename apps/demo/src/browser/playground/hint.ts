import type { PlaygroundState } from '../../playground-contract.ts'
import type { Entry } from './timeline.ts'

/** Label on the timeline of a session that is killed without a report by the widget. */
export const unreportedKill = 'Session killed, not reported'

/**
 * Returns what to do next to see a session die and recover.
 *
 * @param playground `null` when signed out
 */
export function getHint(
  playground: PlaygroundState | null | undefined,
  entries: readonly Entry[],
): string {
  if (playground === undefined) return 'One moment…'
  if (playground === null) {
    return 'Sign in as Mara. She started her verification last week and stopped at her ID.'
  }
  const status = entries.findLast((entry) => entry.kind === 'state')?.status ?? 'idle'
  const last = entries.findLast(({ kind }) => kind === 'control' || kind === 'recovered')

  if (status === 'open' && last?.kind === 'control' && last.label === unreportedKill) {
    return 'The widget told the page nothing, so the flow can’t know. Close the widget and open it again: it continues with a new session.'
  }
  if (status === 'open' && last?.kind === 'recovered') {
    return 'The session died and was replaced. The person continues after the last step that they submitted. Try another control.'
  }
  switch (status) {
    case 'idle':
      return 'Open the verification in the bank.'
    case 'open':
      return 'Submit a step or two. Then kill the session, and watch the bank.'
    case 'error':
      return 'Set the controls back to normal, then try again in the bank.'
    case 'finished':
      return 'The verification is finished. Select Begin again to start over.'
    default:
      return 'One moment…'
  }
}
