import { useEffect, useState } from 'react'
import { type Entry, type MomentEntry, spansBetween } from './timeline.ts'

const shown = 60_000

const signs: Readonly<Record<MomentEntry['kind'], string>> = {
  session: '◆',
  recovered: '↻',
  knob: '▼',
  event: '·',
}

/** The last minute of the flow: its states as a band, and what happened as marks above. */
export function TimelineChart({ entries }: { entries: readonly Entry[] }) {
  const now = useNow()
  const from = now - shown
  const place = (at: number) => `${((at - from) / shown) * 100}%`
  const moments = entries.filter(
    (entry) => entry.kind !== 'state' && entry.kind !== 'event' && entry.at > from,
  )

  return (
    <div className="chart" aria-hidden="true">
      <div className="chart-marks">
        {moments.map((entry, index) => (
          <span
            key={`${entry.at} ${index}`}
            className={`chart-mark ${entry.kind}`}
            style={{ left: place(entry.at) }}
          >
            {entry.kind !== 'state' && signs[entry.kind]}
          </span>
        ))}
      </div>
      <div className="chart-band">
        {spansBetween(entries, from, now).map((span) => (
          <span
            key={span.from}
            className={`chart-span state-${span.status}`}
            style={{ left: place(span.from), width: `${((span.to - span.from) / shown) * 100}%` }}
          />
        ))}
      </div>
      <div className="chart-scale">
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
