import { useEffect, useState } from 'react'
import { type Entry, momentSymbols, getSpans } from './timeline.ts'

const chartDuration = 60_000

const lanes = [
  { kind: 'control', title: 'controls' },
  { kind: 'session', title: 'sessions' },
  { kind: 'recovered', title: 'recoveries' },
] as const

interface TimelineChartProps {
  entries: readonly Entry[]
  /** Without an emulator there are no controls, and sessions are not counted. */
  hasEmulator: boolean | undefined
}

/** Draws the last minute of the flow: its states as a bar, and other moments above it. */
export function TimelineChart({ entries, hasEmulator }: TimelineChartProps) {
  const now = useNow()
  const from = now - chartDuration
  const toPercent = (duration: number) => `${(duration / chartDuration) * 100}%`

  return (
    <div className="chart" aria-hidden="true">
      {(hasEmulator === false ? lanes.slice(-1) : lanes).map(({ kind, title }) => (
        <div key={kind} className={`lane ${kind}`}>
          <span className="lane-title">{title}</span>
          <span className="lane-track">
            {entries
              .filter((entry) => entry.kind === kind && entry.at > from)
              .map(({ at }, index) => (
                <i key={`${at} ${index}`} style={{ left: toPercent(at - from) }}>
                  {momentSymbols[kind]}
                </i>
              ))}
          </span>
        </div>
      ))}
      <div className="lane states">
        <span className="lane-title">state</span>
        <span className="lane-track">
          {getSpans(entries, from, now).map((span) => (
            <i
              key={span.from}
              className={`state-${span.status}`}
              style={{ left: toPercent(span.from - from), width: toPercent(span.to - span.from) }}
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
