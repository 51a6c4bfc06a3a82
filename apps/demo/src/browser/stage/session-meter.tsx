import type { PanelState } from '../../panel-contract.ts'

/** How many of the inquiry's sessions are used up. Past the last, the person is locked out. */
export function SessionMeter({ panel }: { panel: PanelState }) {
  const { inquiry, sessions, sessionCap } = panel
  return (
    <div className="meter">
      <p className="meter-text">
        <strong>{sessions.length}</strong> of {sessionCap} sessions used
      </p>
      <div className="meter-pips" aria-hidden="true">
        {Array.from({ length: sessionCap }, (_, index) => (
          <i key={index} className={sessions[index]?.status ?? 'free'} />
        ))}
      </div>
      <p className="meter-inquiry">
        {inquiry === null ? (
          'No inquiry at Persona'
        ) : (
          <>
            <code>{inquiry.status}</code>, next step <code>{inquiry.step}</code>
          </>
        )}
      </p>
    </div>
  )
}
