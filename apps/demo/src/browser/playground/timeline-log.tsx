import { type Entry, momentSymbols } from './timeline.ts'

const time = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 2,
})

/** Lists all entries, newest first. */
export function TimelineLog({ entries }: { entries: readonly Entry[] }) {
  if (entries.length === 0) {
    return <p className="quiet">What happens to the flow appears here.</p>
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- It scrolls, so it must be reachable by keyboard.
    <ol tabIndex={0} aria-label="Everything that happened, newest first" className="log">
      {entries.toReversed().map((entry, index) => (
        <li key={entries.length - index} className={`log-entry log-${entry.kind}`}>
          <time>{time.format(entry.at)}</time>
          {entry.kind === 'state' ? (
            <span>
              <i className={`dot state-${entry.status}`} aria-hidden="true" />
              <strong>{entry.status}</strong>
              {entry.detail && <span className="quiet"> {entry.detail}</span>}
            </span>
          ) : (
            <span>
              <span className="log-symbol" aria-hidden="true">
                {momentSymbols[entry.kind]}
              </span>
              {entry.label}
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}
