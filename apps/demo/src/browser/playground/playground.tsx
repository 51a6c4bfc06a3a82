import { QueryClient, QueryClientProvider, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Control } from '../../playground-contract.ts'
import { pageConfigQueryOptions } from '../application/page-config.ts'
import { Panel } from './panel.tsx'
import './playground.css'
import { playgroundQueryOptions } from './playground-query.ts'
import { useTimeline } from './use-timeline.ts'
import { watchBank } from './watch-bank.ts'

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
  const hasEmulator = useQuery(pageConfigQueryOptions).data?.hasEmulator
  const playground = useQuery({ ...playgroundQueryOptions, enabled: hasEmulator === true }).data
  const { entries, add, clear } = useTimeline(playground)
  const frame = useRef<HTMLIFrameElement>(null)
  const [isDrawerOpen, setDrawerOpen] = useState(false)

  useEffect(() => {
    if (frame.current === null) return
    let recoveringSince: number | undefined
    return watchBank(frame.current, (seen) => {
      switch (seen.kind) {
        case 'state':
          add(seen)
          if (seen.status === 'recovering') recoveringSince ??= performance.now()
          else if (recoveringSince !== undefined) {
            const seconds = ((performance.now() - recoveringSince) / 1000).toFixed(1)
            if (seen.status === 'open') {
              add({ kind: 'recovered', label: `Recovered in ${seconds} s` })
            }
            recoveringSince = undefined
          }
          void queryClient.invalidateQueries(playgroundQueryOptions)
          break
        case 'event':
          add({ kind: 'event', label: seen.name })
          break
        case 'path':
          history.replaceState(null, '', seen.path.replace(/^\/app/, '') || '/')
          void queryClient.invalidateQueries(playgroundQueryOptions)
      }
    })
  }, [add, queryClient])

  const onApplied = (control: Control, label: string) => {
    // The bank hears of changes from Persona's webhooks, which a restart sends none of.
    if (control === 'begin_again' || control === 'restart_persona') {
      clear()
      frame.current?.contentWindow?.location.reload()
    }
    add({ kind: 'control', label })
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
        isDrawerOpen={isDrawerOpen}
        onDrawerToggle={() => setDrawerOpen(!isDrawerOpen)}
      />
    </div>
  )
}
