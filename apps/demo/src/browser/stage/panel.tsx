import type { Knob, PanelState } from '../../panel-contract.ts'
import { KnobBoard } from './knob-board.tsx'
import { SessionMeter } from './session-meter.tsx'
import type { Entry } from './timeline.ts'
import { TimelineChart } from './timeline-chart.tsx'
import { TimelineLog } from './timeline-log.tsx'

interface PanelProps {
  /** `null` while nobody is signed in; `undefined` until it is known, and on real Persona. */
  panel: PanelState | null | undefined
  isEmulated: boolean
  entries: readonly Entry[]
  onTurned: (knob: Knob, label: string) => void
  isDrawerOpen: boolean
  onDrawerToggle: () => void
}

/** What happens behind the bank's page. A drawer on small screens. */
export function Panel(props: PanelProps) {
  const { panel, isEmulated, entries, onTurned, isDrawerOpen, onDrawerToggle } = props
  const state = entries.findLast((entry) => entry.kind === 'state')?.status ?? 'idle'
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
          <i className={`dot state-${state}`} aria-hidden="true" />
          {state}
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
        {panel === null && (
          <p className="panel-hint">
            Sign in as <strong>Mara</strong>, continue her verification, and kill her session from
            here while she is in the middle of it.
          </p>
        )}
        {panel && <SessionMeter panel={panel} />}
        {panel && <KnobBoard panel={panel} onTurned={onTurned} />}
        {!isEmulated && (
          <p className="panel-hint">
            The demo runs on real Persona. Sessions are not counted here and nothing can be broken.
          </p>
        )}
        <section className="timeline" aria-labelledby="timeline-title">
          <h3 id="timeline-title">
            Timeline
            <span className="timeline-state">
              <i className={`dot state-${state}`} aria-hidden="true" />
              {state}
            </span>
          </h3>
          <TimelineChart entries={entries} />
          <TimelineLog entries={entries} />
        </section>
      </div>
    </aside>
  )
}
