import type { FlowStatus } from '@resumable-inquiry/react'

/** What the bank tells the panel beside it. Nothing in it is secret. */
export type Report =
  | { kind: 'state'; status: FlowStatus; detail: string | null }
  | { kind: 'recovered'; detail: string }
  | { kind: 'event'; name: string }
  | { kind: 'signed_in_or_out' }
  | { kind: 'path'; path: string }

interface Envelope {
  mark: 'harbor-report'
  report: Report
}

const refreshMark = 'harbor-refresh'

/** Tells the panel, where the bank stands beside one. */
export function report(message: Report): void {
  if (window.parent === window) return
  const envelope: Envelope = { mark: 'harbor-report', report: message }
  window.parent.postMessage(envelope, location.origin)
}

/** Hears what the bank in `frame` tells. @returns a function that stops hearing. */
export function onReport(frame: HTMLIFrameElement, hear: (message: Report) => void): () => void {
  return onMessage(
    () => frame.contentWindow,
    (data) => {
      if (isEnvelope(data)) hear(data.report)
    },
  )
}

/** Tells the bank in `frame` that something may have changed behind its back. */
export function askToRefresh(frame: HTMLIFrameElement): void {
  frame.contentWindow?.postMessage(refreshMark, location.origin)
}

/** Hears the panel say so. @returns a function that stops hearing. */
export function onRefresh(hear: () => void): () => void {
  return onMessage(
    () => window.parent,
    (data) => {
      if (data === refreshMark) hear()
    },
  )
}

function onMessage(sender: () => Window | null, hear: (data: unknown) => void): () => void {
  const listen = (event: MessageEvent<unknown>) => {
    if (event.origin === location.origin && event.source === sender()) hear(event.data)
  }
  window.addEventListener('message', listen)
  return () => window.removeEventListener('message', listen)
}

// Both ends are this application, on one origin: the mark tells its messages from other people's.
function isEnvelope(data: unknown): data is Envelope {
  return typeof data === 'object' && data !== null && 'mark' in data && data.mark === 'harbor-report'
}
