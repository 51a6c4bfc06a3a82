import {
  createInquiryClient,
  InquiryProvider,
  ResumableInquiry,
  useResumableInquiry,
} from '@resumable-inquiry/react'
import { ContinueElsewhere } from '@resumable-inquiry/react/continue'
import { type ReactNode, Suspense, use, useState } from 'react'
import type { HostConfig } from './config.ts'
import { dialogs } from './dialogs.tsx'
import { countMessages, record } from './recorder.ts'

declare global {
  interface Window {
    /** Loads the data that the suspended page waits for. */
    loadData: () => void
  }
}

const callbacks = {
  onReady: (event: unknown) => record('onReady', event),
  onComplete: (event: unknown) => record('onComplete', event),
  onCancel: (event: unknown) => record('onCancel', event),
  onError: (error: unknown) => record('onError', error),
  onEvent: (name: string, metadata: unknown) => record('onEvent', { name, metadata }),
  onRecover: (event: unknown) => record('onRecover', event),
  onStateChange: (state: unknown) => record('onStateChange', state),
  onInquiryChange: (event: unknown) => record('onInquiryChange', event),
}

/** A host application: taller than the screen, with buttons before and after, and a flow. */
export function HostPage({ config }: { config: HostConfig }) {
  const [person, setPerson] = useState(() => ({ client: createInquiryClient() }))
  const [mounted, setMounted] = useState(true)
  const [isSorted, setSorted] = useState(false)
  const Flow = flows[config.use ?? 'component']
  const Dialog = config.dialog === undefined ? NoDialog : dialogs[config.dialog]
  const [data, setData] = useState<Promise<void>>()
  const sections = [
    <section key="flow">
      {mounted && (
        <Dialog onClose={() => record('dialog closed')}>
          <Suspense fallback={<p>Waiting for data</p>}>
            <Flow config={config} />
            <Neighbor data={data} />
          </Suspense>
          <button type="button">After</button>
        </Dialog>
      )}
    </section>,
    <section key="news">News</section>,
  ]

  return (
    <main style={{ minHeight: '300vh', paddingTop: 240, font: '16px system-ui' }}>
      <h1 tabIndex={-1}>Host</h1>
      <button type="button" onClick={() => setMounted(true)}>
        Mount
      </button>
      <button type="button" onClick={() => setMounted(false)}>
        Unmount
      </button>
      <button
        type="button"
        onClick={() => {
          person.client.clear()
          record('signed out')
        }}
      >
        Sign out
      </button>
      <button type="button" onClick={() => setPerson({ client: createInquiryClient() })}>
        Change person
      </button>
      <button type="button" onClick={() => countMessages('after')}>
        Listen
      </button>
      <button type="button" onClick={() => setSorted(!isSorted)}>
        Sort
      </button>
      <button
        type="button"
        onClick={() => {
          const { promise, resolve } = Promise.withResolvers<void>()
          window.loadData = resolve
          setData(promise)
        }}
      >
        Suspend
      </button>
      <InquiryProvider client={person.client}>
        {isSorted ? sections.toReversed() : sections}
      </InquiryProvider>
    </main>
  )
}

const flows = {
  component: ComponentFlow,
  hook: HookFlow,
  neither: () => null,
  continue: ContinueFlow,
}

function ContinueFlow({ config: { inquiryId } }: { config: HostConfig }) {
  return (
    <ContinueElsewhere
      inquiryId={inquiryId}
      onComplete={(completion) => record('onComplete', completion)}
    />
  )
}

function NoDialog({ children }: { children: ReactNode }) {
  return children
}

/** Suspends until its data is loaded. */
function Neighbor({ data }: { data: Promise<void> | undefined }) {
  if (data !== undefined) use(data)
  return null
}

function ComponentFlow({ config }: { config: HostConfig }) {
  const [open, setOpen] = useState(config.defaultOpen ?? false)
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Verify
      </button>
      <button type="button" onClick={() => setOpen(false)}>
        Close
      </button>
      <ResumableInquiry
        {...config.options}
        {...callbacks}
        {...(config.inquiryId === undefined ? {} : { inquiryId: config.inquiryId })}
        open={open}
        onOpenChange={(next) => {
          record('onOpenChange', next)
          setOpen(next)
        }}
      />
    </>
  )
}

function HookFlow({ config }: { config: HostConfig }) {
  const { state, containerRef, ...flow } = useResumableInquiry({
    ...config.options,
    ...callbacks,
    ...(config.inquiryId === undefined ? {} : { inquiryId: config.inquiryId }),
    onOpenChange: (next: boolean) => record('onOpenChange', next),
  })
  return (
    <>
      <button type="button" onClick={flow.open}>
        Verify
      </button>
      <button type="button" onClick={flow.close}>
        Close
      </button>
      <button type="button" onClick={flow.retry}>
        Retry
      </button>
      <button type="button" onClick={() => flow.prepare({ session: true })}>
        Prepare
      </button>
      <p data-state={state.status}>{state.status}</p>
      <div ref={containerRef} />
    </>
  )
}
