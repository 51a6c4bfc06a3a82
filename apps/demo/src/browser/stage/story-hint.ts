import type { PanelState } from '../../panel-contract.ts'
import type { Entry } from './timeline.ts'

/** What to do next to see a session die and heal. `panel` is `null` while nobody is signed in. */
export function storyHint(panel: PanelState | null, entries: readonly Entry[]): string {
  if (panel === null) return 'Sign in to the bank as Mara. She stopped half-way last week.'
  const status = entries.findLast((entry) => entry.kind === 'state')?.status ?? 'idle'
  const hasRecovered = entries.some((entry) => entry.kind === 'recovered')
  if (hasRecovered) {
    return 'The session died and was replaced, and the person went on where they were. Try the other knobs.'
  }
  switch (status) {
    case 'idle':
      return 'Continue the verification in the bank.'
    case 'open':
      return 'Answer a question or two. Then kill the session, here, in the middle of it.'
    case 'error':
      return 'Put the knobs back, and try again in the bank.'
    case 'finished':
      return 'Begin the story again to see it from the start.'
    default:
      return 'One moment…'
  }
}
