import type { SessionReport } from '../entities/inquiry-session.ts'

/**
 * A message to an open widget. After `message-fault` the widget asks how to deliver each message
 * that it posts. `handoff-started` and `inquiry-changed` come from another device on the same
 * inquiry.
 */
export type WidgetMessage =
  | { name: 'session-ended'; report: SessionReport }
  | { name: 'message-fault' }
  | { name: 'handoff-started' }
  | { name: 'inquiry-changed' }
  | { name: 'sdk-error'; error: { status: number; code: string; message?: string | undefined } }

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
