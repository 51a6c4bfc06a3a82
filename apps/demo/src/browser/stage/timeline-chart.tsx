import { useEffect, useState } from 'react'
import { type Entry, momentSigns, spansBetween } from './timeline.ts'

const shown = 60_000

const lanes = [
  { kind: 'knob', title: 'knobs' },
  { kind: 'session', title: 'sessions' },
  { kind: 'recovered', title: 'recoveries' },
] as const

interface TimelineChartProps {
  entries: readonly Entry[]
  /** On real Persona there are no knobs, and nobody counts sessions. */
  isEmulated: boolean
}

/** The last minute of the flow: its states as a band, and what happened above it. */
export function TimelineChart({ entries, isEmulated }: TimelineChartProps) {
  const now = useNow()
  const from = now - shown
  const share = (duration: number) => `${(duration / shown) * 100}%`

  return (
    <div className="chart" aria-hidden="true">
      {(isEmulated ? lanes : lanes.slice(-1)).map(({ kind, title }) => (
        <div key={kind} className={`lane ${kind}`}>
          <span className="lane-title">{title}</span>
          <span className="lane-track">
            {entries
              .filter((entry) => entry.kind === kind && entry.at > from)
              .map(({ at }, index) => (
                <i key={`${at} ${index}`} style={{ left: share(at - from) }}>
                  {momentSigns[kind]}
                </i>
              ))}
          </span>
        </div>
      ))}
      <div className="lane states">
        <span className="lane-title">state</span>
        <span className="lane-track">
          {spansBetween(entries, from, now).map((span) => (
            <i
              key={span.from}
              className={`state-${span.status}`}
              style={{ left: share(span.from - from), width: share(span.to - span.from) }}
            />
          ))}
        </span>
      </div>
      <div className="lane scale">
        <span className="lane-title" />
        <span>1 minute ago</span>
        <span>now</span>
      </div>
    </div>
  )
}

function useNow(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(timer)
  }, [])
  return now
}
