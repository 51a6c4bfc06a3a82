import { QueryClient, QueryClientProvider, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { type Control, isInquiryControl } from '../../playground-contract.ts'
import { pageConfigQueryOptions } from '../page-config.ts'
import { type Command, onReport, type Report, sendCommand } from '../playground-messages.ts'
import { Panel } from './panel.tsx'
import './playground.css'
import { playgroundQueryOptions } from './playground-query.ts'
import { useTimeline } from './use-timeline.ts'

/** The bank in a frame, and a panel that shows and controls what happens to its flow. */
export function Playground() {
  const [queryClient] = useState(() => new QueryClient())
  return (
    <QueryClientProvider client={queryClient}>
      <BankAndPanel />
    </QueryClientProvider>
  )
}

// Set the frame's path once. After that, the address bar follows the frame.
const firstPath = `/app${location.pathname.replace(/\/$/, '')}`

function BankAndPanel() {
  const queryClient = useQueryClient()
  const hasEmulator = useQuery(pageConfigQueryOptions).data?.hasEmulator ?? false
  const playground = useQuery({ ...playgroundQueryOptions, enabled: hasEmulator }).data
  const { entries, add, clear } = useTimeline(playground)
  const frame = useRef<HTMLIFrameElement>(null)
  const [isDrawerOpen, setDrawerOpen] = useState(false)

  useEffect(() => {
    if (frame.current === null) return
    return onReport(frame.current, (report: Report) => {
      switch (report.kind) {
        case 'state':
          add(report)
          void queryClient.invalidateQueries(playgroundQueryOptions)
          break
        case 'recovered':
          add({ kind: 'recovered', label: `Recovered: ${report.detail}` })
          break
        case 'event':
          add({ kind: 'event', label: report.name })
          break
        case 'signed_in_or_out':
          void queryClient.invalidateQueries(playgroundQueryOptions)
          break
        case 'path':
          history.replaceState(null, '', report.path.replace(/^\/app/, '') || '/')
      }
    })
  }, [add, queryClient])

  const send = (command: Command) => {
    if (frame.current !== null) sendCommand(frame.current, command)
  }
  const onApplied = (control: Control, label: string) => {
    if (control === 'begin_again') {
      clear()
      frame.current?.contentWindow?.location.reload()
    } else if (!isInquiryControl(control)) {
      // The bank receives changes of the inquiry from Persona's webhooks, and no others.
      send('refresh')
    }
    add({ kind: 'control', label })
  }
  const onRetry = () => {
    add({ kind: 'control', label: 'retry() called' })
    send('retry')
  }

  return (
    <div className="playground">
      <main className="bank">
        <h1 className="visually-hidden">Harbor Bank, a demonstration</h1>
        <iframe
          ref={frame}
          title="Harbor Bank"
          src={firstPath}
          allow="camera; microphone; clipboard-write; publickey-credentials-create; publickey-credentials-get"
        />
      </main>
      <Panel
        playground={playground}
        hasEmulator={hasEmulator}
        entries={entries}
        onApplied={onApplied}
        onRetry={onRetry}
        isDrawerOpen={isDrawerOpen}
        onDrawerToggle={() => setDrawerOpen(!isDrawerOpen)}
      />
    </div>
  )
}
