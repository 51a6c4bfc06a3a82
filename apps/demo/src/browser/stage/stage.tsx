import { QueryClient, QueryClientProvider, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { isInquiryKnob, type Knob } from '../../panel-contract.ts'
import { pageConfigQueryOptions } from '../page-config.ts'
import { onReport, type Order, order, type Report } from '../stage-messages.ts'
import { Panel } from './panel.tsx'
import { panelQueryOptions } from './panel-query.ts'
import './stage.css'
import { useTimeline } from './use-timeline.ts'

/** The bank in a frame, and beside it the panel that shows what happens to its flow. */
export function Stage() {
  const [queryClient] = useState(() => new QueryClient())
  return (
    <QueryClientProvider client={queryClient}>
      <BankAndPanel />
    </QueryClientProvider>
  )
}

// The frame keeps the page that the address named first; later the address follows the frame.
const firstPath = `/app${location.pathname.replace(/\/$/, '')}`

function BankAndPanel() {
  const queryClient = useQueryClient()
  const isEmulated = useQuery(pageConfigQueryOptions).data?.hasPanel ?? false
  const panel = useQuery({ ...panelQueryOptions, enabled: isEmulated }).data
  const { entries, add, clear } = useTimeline(panel)
  const frame = useRef<HTMLIFrameElement>(null)
  const [isDrawerOpen, setDrawerOpen] = useState(false)

  useEffect(() => {
    if (frame.current === null) return
    return onReport(frame.current, (report: Report) => {
      switch (report.kind) {
        case 'state':
          add(report)
          void queryClient.invalidateQueries(panelQueryOptions)
          break
        case 'recovered':
          add({ kind: 'recovered', label: `Recovered: ${report.detail}` })
          break
        case 'event':
          add({ kind: 'event', label: report.name })
          break
        case 'signed_in_or_out':
          void queryClient.invalidateQueries(panelQueryOptions)
          break
        case 'path':
          history.replaceState(null, '', report.path.replace(/^\/app/, '') || '/')
      }
    })
  }, [add, queryClient])

  const ask = (name: Order) => {
    if (frame.current !== null) order(frame.current, name)
  }
  const onTurned = (knob: Knob, label: string) => {
    if (knob === 'begin_again') {
      clear()
      frame.current?.contentWindow?.location.reload()
    } else if (!isInquiryKnob(knob)) {
      // What happens to the inquiry, the bank hears from Persona.
      ask('refresh')
    }
    add({ kind: 'knob', label })
  }
  const onRetry = () => {
    add({ kind: 'knob', label: 'retry() called' })
    ask('retry')
  }

  return (
    <div className="stage">
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
        panel={panel}
        isEmulated={isEmulated}
        entries={entries}
        onTurned={onTurned}
        onRetry={onRetry}
        isDrawerOpen={isDrawerOpen}
        onDrawerToggle={() => setDrawerOpen(!isDrawerOpen)}
      />
    </div>
  )
}
