import type { WidgetMessage } from '../widget-contract.ts'

/** Publishes messages to open widgets, by their session. */
export interface WidgetChannels {
  subscribe(sessionId: string, listener: (message: WidgetMessage) => void): () => void
  publish(sessionId: string, message: WidgetMessage): void
  publishToAll(message: WidgetMessage): void
  /** Returns the number of open widgets of a session. */
  count(sessionId: string): number
}

export function createWidgetChannels(emitChange: () => void): WidgetChannels {
  const listeners = new Map<string, Set<(message: WidgetMessage) => void>>()
  return {
    subscribe(sessionId, listener) {
      const ofSession = listeners.get(sessionId) ?? new Set()
      listeners.set(sessionId, ofSession.add(listener))
      emitChange()
      return () => {
        ofSession.delete(listener)
        emitChange()
        if (ofSession.size === 0) listeners.delete(sessionId)
      }
    },
    publish(sessionId, message) {
      listeners.get(sessionId)?.forEach((listener) => listener(message))
    },
    publishToAll(message) {
      for (const ofSession of listeners.values()) {
        for (const listener of ofSession) listener(message)
      }
    },
    count: (sessionId) => listeners.get(sessionId)?.size ?? 0,
  }
}
