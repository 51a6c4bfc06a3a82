import type { FlowStatus } from '@resumable-inquiry/react'

/** What the bank tells the panel beside it. Nothing in it is secret. */
export type Report =
  | { kind: 'state'; status: FlowStatus; detail: string | null; canRetry: boolean }
  | { kind: 'recovered'; detail: string }
  | { kind: 'event'; name: string }
  | { kind: 'signed_in_or_out' }
  | { kind: 'path'; path: string }

/**
 * What the panel asks of the bank: to look again, since something may have changed behind its back;
 * or to call `retry()`, as a host's own button would.
 */
export type Order = 'refresh' | 'retry'

interface Envelope {
  mark: 'harbor-report'
  report: Report
}

const orderMark = 'harbor-order-'

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

/** Asks something of the bank in `frame`. */
export function order(frame: HTMLIFrameElement, name: Order): void {
  frame.contentWindow?.postMessage(`${orderMark}${name}`, location.origin)
}

/** Hears the panel ask for `name`. @returns a function that stops hearing. */
export function onOrder(name: Order, hear: () => void): () => void {
  return onMessage(
    () => window.parent,
    (data) => {
      if (data === `${orderMark}${name}`) hear()
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
  return (
    typeof data === 'object' && data !== null && 'mark' in data && data.mark === 'harbor-report'
  )
}
