/** The news that something has changed, whatever it is, for those who show how things are. */
export interface Changes {
  note(): void
  /** Answers what ends the calling back. */
  on(listener: () => void): () => void
}

export function createChanges(): Changes {
  const listeners = new Set<() => void>()
  return {
    note() {
      for (const listener of listeners) listener()
    },
    on(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
