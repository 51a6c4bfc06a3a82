import type { PanelState } from '../../panel-contract.ts'
import type { Entry } from './timeline.ts'

/** How the timeline words that a session was killed and the widget told nobody. */
export const silentKill = 'Session killed in silence'

/** What to do next to see a session die and heal. `panel` is `null` while nobody is signed in. */
export function storyHint(panel: PanelState | null, entries: readonly Entry[]): string {
  if (panel === null) return 'Sign in to the bank as Mara. She stopped half-way last week.'
  const status = entries.findLast((entry) => entry.kind === 'state')?.status ?? 'idle'
  const turned = entries.findLast(({ kind }) => kind === 'knob' || kind === 'recovered')

  if (status === 'open' && turned?.kind === 'knob' && turned.label === silentKill) {
    return 'The widget said nothing, so nobody can know. “With your own interface”, the page can call retry().'
  }
  if (status === 'open' && turned?.kind === 'recovered') {
    return 'The session died and was replaced, and the person is where they were. Turn another knob.'
  }
  switch (status) {
    case 'idle':
      return 'Open the verification in the bank.'
    case 'open':
      return 'Answer a question or two. Then kill the session, here, in the middle of it.'
    case 'error':
      return 'Put the knobs back, and try again in the bank.'
    case 'finished':
      return 'Begin again to see it from the start.'
    default:
      return 'One moment…'
  }
}
