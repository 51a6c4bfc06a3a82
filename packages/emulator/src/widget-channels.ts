import type { SessionReport } from './entities/inquiry-session.ts'

/**
 * What the emulator tells an open widget. From `message-fault` on it asks what is to become of
 * each message that it posts. `handoff-started` and `inquiry-changed` are the work of
 * another device on the same inquiry.
 */
export type WidgetMessage =
  | { name: 'session-ended'; report: SessionReport }
  | { name: 'message-fault' }
  | { name: 'handoff-started' }
  | { name: 'inquiry-changed' }
  | { name: 'sdk-error'; error: { status: number; code: string; message?: string | undefined } }

/** The open widgets, by the session that they run on. */
export interface WidgetChannels {
  subscribe(sessionId: string, listener: (message: WidgetMessage) => void): () => void
  publish(sessionId: string, message: WidgetMessage): void
  publishToAll(message: WidgetMessage): void
  /** How many widgets run on a session now. */
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
