import type { Control, PlaygroundState } from '../../playground-contract.ts'
import { Controls } from './controls.tsx'
import { getHint } from './hint.ts'
import { SessionMeter } from './session-meter.tsx'
import './timeline.css'
import type { Entry } from './timeline.ts'
import { TimelineChart } from './timeline-chart.tsx'
import { TimelineLog } from './timeline-log.tsx'

interface PanelProps {
  /** `null` when signed out; `undefined` until it is loaded, and without an emulator. */
  playground: PlaygroundState | null | undefined
  /** `undefined` until it is known. */
  hasEmulator: boolean | undefined
  entries: readonly Entry[]
  onApplied: (control: Control, label: string) => void
  isDrawerOpen: boolean
  onDrawerToggle: () => void
}

/** The panel beside the bank. A drawer on small screens. */
export function Panel(props: PanelProps) {
  const { playground, hasEmulator, entries, onApplied, isDrawerOpen, onDrawerToggle } = props
  const status = entries.findLast((entry) => entry.kind === 'state')?.status ?? 'idle'
  return (
    <aside className="panel" aria-label="Playground" data-open={isDrawerOpen}>
      <button
        type="button"
        className="drawer-handle"
        aria-expanded={isDrawerOpen}
        aria-controls="panel-content"
        onClick={onDrawerToggle}
      >
        <span>Playground</span>
        <span className="drawer-state">
          <i className={`dot state-${status}`} aria-hidden="true" />
          {status}
          {playground?.inquiry && ` · ${playground.sessions.length}/${playground.sessionCap}`}
        </span>
        <span aria-hidden="true">{isDrawerOpen ? '▾' : '▴'}</span>
      </button>
      <div className="panel-content" id="panel-content">
        <header className="panel-header">
          <h2>Playground</h2>
          <a href="/app" target="_blank" rel="noreferrer">
            Open the bank alone
          </a>
        </header>
        <p className="panel-hint">
          {hasEmulator === false
            ? 'Persona runs elsewhere, so sessions aren’t counted here and nothing can be broken.'
            : getHint(playground, entries)}
        </p>
        {playground && <SessionMeter playground={playground} />}
        {playground && <Controls playground={playground} onApplied={onApplied} />}
        <section className="timeline" aria-labelledby="timeline-title">
          <div className="timeline-head">
            <h2 id="timeline-title">Timeline</h2>
            <span className="timeline-state">
              <i className={`dot state-${status}`} aria-hidden="true" />
              {status}
            </span>
          </div>
          <TimelineChart entries={entries} hasEmulator={hasEmulator} />
          <TimelineLog entries={entries} />
        </section>
      </div>
    </aside>
  )
}
