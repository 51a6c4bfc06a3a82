/** Whose session for which inquiry. One person's session is never handed to another. */
export interface SessionOwner {
  readonly subjectId: string
  readonly inquiryId: string
}

/** A session that was handed out and may be handed out again. */
export interface LiveSession {
  readonly sessionToken: string
  /** When it dies, in milliseconds since 1970; `null` where nobody knows. */
  readonly expiresAt: number | null
}

/** Remembers live sessions, so that reloads and second tabs cost none of an inquiry's 25. */
export interface SessionMemory {
  /** The session that is still alive, if there is one. */
  get(owner: SessionOwner): Promise<LiveSession | undefined>
  set(owner: SessionOwner, session: LiveSession): Promise<void>
  delete(owner: SessionOwner): Promise<void>
}

/** How much is remembered. */
export interface SessionMemoryOptions {
  /** Sessions kept at most; beyond that the one unused for longest goes. @default 10000 */
  maximum?: number
}

/** Persona's own lifetime of a session in milliseconds, for one of which nobody knows when it dies. */
export const usualLifetime: number = 24 * 60 * 60 * 1000

/** Remembers live sessions in this process, and forgets them with it. */
export function createSessionMemory({
  maximum = 10_000,
}: SessionMemoryOptions = {}): SessionMemory {
  const sessions = new Map<string, { session: LiveSession; forgetAt: number }>()

  return {
    async get(owner) {
      const key = keyOf(owner)
      const entry = sessions.get(key)
      sessions.delete(key)
      if (entry === undefined || entry.forgetAt <= Date.now()) return undefined
      // A map keeps the order of insertion: what was used last stands last.
      sessions.set(key, entry)
      return entry.session
    },

    async set(owner, session) {
      const key = keyOf(owner)
      sessions.delete(key)
      sessions.set(key, { session, forgetAt: session.expiresAt ?? Date.now() + usualLifetime })
      for (const oldest of sessions.keys()) {
        if (sessions.size <= maximum) break
        sessions.delete(oldest)
      }
    },

    async delete(owner) {
      sessions.delete(keyOf(owner))
    },
  }
}

// An inquiry id holds no blank, so no two owners share a key.
function keyOf({ subjectId, inquiryId }: SessionOwner): string {
  return `${inquiryId} ${subjectId}`
}
