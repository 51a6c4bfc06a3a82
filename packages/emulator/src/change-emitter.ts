/** The news that something has changed, whatever it is, for those who show how things are. */
export interface ChangeEmitter {
  emit(): void
  /** Answers what ends the calling back. */
  on(listener: () => void): () => void
}

export function createChangeEmitter(): ChangeEmitter {
  const listeners = new Set<() => void>()
  return {
    emit() {
      for (const listener of listeners) listener()
    },
    on(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
