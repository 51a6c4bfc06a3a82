import type { PlaygroundState } from '../../playground-contract.ts'

/** Statuses in which the person has a next step. */
const unfinished = ['created', 'pending', 'expired']

/** Shows how many sessions of the inquiry are spent. After the last, the person is locked out. */
export function SessionMeter({ playground }: { playground: PlaygroundState }) {
  const { inquiry, sessions, sessionCap } = playground
  return (
    <div className="meter">
      <p className="meter-text">
        <strong>{sessions.length}</strong> of {sessionCap} sessions used
      </p>
      <div className="meter-segments" aria-hidden="true">
        {Array.from({ length: sessionCap }, (_, index) => (
          <i key={index} className={sessions[index]?.status ?? 'free'} />
        ))}
      </div>
      <p className="meter-inquiry">
        {inquiry === null ? (
          'No inquiry at Persona'
        ) : (
          <>
            Inquiry <code>{inquiry.status}</code>
            {unfinished.includes(inquiry.status) && (
              <>
                , next step <code>{inquiry.step}</code>
              </>
            )}
          </>
        )}
      </p>
    </div>
  )
}
