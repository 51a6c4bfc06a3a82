import type { FlowStatus } from '@resumable-inquiry/react'

/** What the bank reports to the panel beside it. Holds no secrets. */
export type Report =
  | { kind: 'state'; status: FlowStatus; detail: string | null; canRetry: boolean }
  | { kind: 'recovered'; detail: string }
  | { kind: 'event'; name: string }
  | { kind: 'signed_in_or_out' }
  | { kind: 'path'; path: string }

/**
 * A command of the panel to the bank: reload the status, which a control may have changed, or call
 * the flow's `retry()`.
 */
export type Command = 'refresh' | 'retry'

interface Envelope {
  mark: 'harbor-report'
  report: Report
}

const commandPrefix = 'harbor-command-'

/** Sends a report to the panel. Does nothing if the bank is not in the playground. */
export function report(message: Report): void {
  if (window.parent === window) return
  const envelope: Envelope = { mark: 'harbor-report', report: message }
  window.parent.postMessage(envelope, location.origin)
}

/** Listens to reports of the bank in `frame`. Returns an unsubscribe function. */
export function onReport(frame: HTMLIFrameElement, listener: (report: Report) => void): () => void {
  return onMessage(
    () => frame.contentWindow,
    (data) => {
      if (isEnvelope(data)) listener(data.report)
    },
  )
}

/** Sends a command to the bank in `frame`. */
export function sendCommand(frame: HTMLIFrameElement, command: Command): void {
  frame.contentWindow?.postMessage(`${commandPrefix}${command}`, location.origin)
}

/** Listens to one command of the panel. Returns an unsubscribe function. */
export function onCommand(command: Command, listener: () => void): () => void {
  return onMessage(
    () => window.parent,
    (data) => {
      if (data === `${commandPrefix}${command}`) listener()
    },
  )
}

function onMessage(getSender: () => Window | null, listener: (data: unknown) => void): () => void {
  const onWindowMessage = (event: MessageEvent<unknown>) => {
    if (event.origin === location.origin && event.source === getSender()) listener(event.data)
  }
  window.addEventListener('message', onWindowMessage)
  return () => window.removeEventListener('message', onWindowMessage)
}

// Both sides are this application, on one origin. The mark excludes messages of extensions and tools.
function isEnvelope(data: unknown): data is Envelope {
  return (
    typeof data === 'object' && data !== null && 'mark' in data && data.mark === 'harbor-report'
  )
}
