import type { FlowStatus } from '@resumable-inquiry/react'

/** What the playground sees of the bank in its frame. */
export type Observation =
  | { kind: 'state'; status: FlowStatus; detail: string | null }
  | { kind: 'event'; name: string }
  | { kind: 'path'; path: string }

const statuses: readonly FlowStatus[] = [
  'idle',
  'loading',
  'open',
  'recovering',
  'finished',
  'error',
]

/**
 * Watches the bank from outside, as a test would: the bank's pages know nothing of the playground. The
 * status of the flow is in `data-state`, the code of an error in `data-code`, and the widget's events are
 * messages to the bank's window.
 *
 * @returns a function that stops watching
 */
export function watchBank(
  frame: HTMLIFrameElement,
  listener: (observation: Observation) => void,
): () => void {
  let stop = () => {}
  const watchDocument = () => {
    stop()
    if (frame.contentWindow !== null) stop = watchWindow(frame.contentWindow, listener)
  }
  frame.addEventListener('load', watchDocument)
  watchDocument()
  return () => {
    frame.removeEventListener('load', watchDocument)
    stop()
  }
}

function watchWindow(bank: Window, listener: (observation: Observation) => void): () => void {
  let seen: Pick<Extract<Observation, { kind: 'state' }>, 'status' | 'detail'> | undefined
  let path: string | undefined

  const look = () => {
    const { document, location } = bank
    // A frame begins with an empty page.
    if (!location.pathname.startsWith('/')) return
    if (location.pathname !== path) {
      path = location.pathname
      listener({ kind: 'path', path })
    }
    const status = readStatus(document)
    const detail = document.querySelector<HTMLElement>('[data-code]')?.dataset['code'] ?? null
    if (status === seen?.status && detail === seen.detail) return
    // Before the flow is first opened there is nothing to report.
    if (seen !== undefined || status !== 'idle') listener({ kind: 'state', status, detail })
    seen = { status, detail }
  }
  const onMessage = ({ data, source }: MessageEvent<unknown>) => {
    if (source !== bank && isWidgetMessage(data)) listener({ kind: 'event', name: describe(data) })
  }

  const observer = new MutationObserver(look)
  const attributeFilter = ['data-state', 'data-code']
  observer.observe(bank.document, { subtree: true, childList: true, attributeFilter })
  bank.addEventListener('message', onMessage)
  look()
  return () => {
    observer.disconnect()
    bank.removeEventListener('message', onMessage)
  }
}

function readStatus(document: Document): FlowStatus {
  const state = document.querySelector<HTMLElement>('[data-state]')?.dataset['state']
  return statuses.find((status) => status === state) ?? 'idle'
}

interface WidgetMessage {
  containerId: string
  name: string
  metadata?: { name?: unknown } | null
}

function isWidgetMessage(data: unknown): data is WidgetMessage {
  return (
    typeof data === 'object' &&
    data !== null &&
    'containerId' in data &&
    'name' in data &&
    typeof data.name === 'string'
  )
}

/** Adds the page that the person has reached, which Persona names in the metadata. */
function describe({ name, metadata }: WidgetMessage): string {
  return typeof metadata?.name === 'string' ? `${name}: ${metadata.name}` : name
}
