import type { Knob, PanelState } from '../../panel-contract.ts'
import { KnobBoard } from './knob-board.tsx'
import { SessionMeter } from './session-meter.tsx'
import { storyHint } from './story-hint.ts'
import './timeline.css'
import type { Entry } from './timeline.ts'
import { TimelineChart } from './timeline-chart.tsx'
import { TimelineLog } from './timeline-log.tsx'

interface PanelProps {
  /** `null` while nobody is signed in; `undefined` until it is known, and on real Persona. */
  panel: PanelState | null | undefined
  isEmulated: boolean
  entries: readonly Entry[]
  onTurned: (knob: Knob, label: string) => void
  onRetry: () => void
  isDrawerOpen: boolean
  onDrawerToggle: () => void
}

/** What happens behind the bank's page. A drawer on small screens. */
export function Panel(props: PanelProps) {
  const { panel, isEmulated, entries, onTurned, onRetry, isDrawerOpen, onDrawerToggle } = props
  const last = entries.findLast((entry) => entry.kind === 'state')
  const status = last?.status ?? 'idle'
  return (
    <aside className="panel" aria-label="Backstage" data-open={isDrawerOpen}>
      <button
        type="button"
        className="drawer-handle"
        aria-expanded={isDrawerOpen}
        aria-controls="panel-content"
        onClick={onDrawerToggle}
      >
        <span>Backstage</span>
        <span className="drawer-state">
          <i className={`dot state-${status}`} aria-hidden="true" />
          {status}
          {panel?.inquiry && ` · ${panel.sessions.length}/${panel.sessionCap}`}
        </span>
        <span aria-hidden="true">{isDrawerOpen ? '▾' : '▴'}</span>
      </button>
      <div className="panel-content" id="panel-content">
        <header className="panel-header">
          <h2>Backstage</h2>
          <a href="/app" target="_blank" rel="noreferrer">
            The bank alone
          </a>
        </header>
        <p className="panel-hint">
          {isEmulated
            ? storyHint(panel ?? null, entries)
            : 'Persona runs elsewhere. Sessions are not counted here, and nothing can be broken.'}
        </p>
        {panel && <SessionMeter panel={panel} />}
        {panel && <KnobBoard panel={panel} onTurned={onTurned} />}
        <section className="timeline" aria-labelledby="timeline-title">
          <div className="timeline-head">
            <h2 id="timeline-title">Timeline</h2>
            {last?.canRetry && (
              <button type="button" className="knob-button" onClick={onRetry}>
                Call retry()
              </button>
            )}
            <span className="timeline-state">
              <i className={`dot state-${status}`} aria-hidden="true" />
              {status}
            </span>
          </div>
          <TimelineChart entries={entries} isEmulated={isEmulated} />
          <TimelineLog entries={entries} />
        </section>
      </div>
    </aside>
  )
}
