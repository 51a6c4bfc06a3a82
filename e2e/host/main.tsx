import '@resumable-inquiry/react/styles.css'
import { takeHostedReturn } from '@resumable-inquiry/react/continue'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { provideClock } from './clock.ts'
import type { HostConfig } from './config.ts'
import { HostPage } from './host-page.tsx'
import { countListeners } from './listeners.ts'
import { provideFlows } from './make-flow.ts'
import { countMessages, record } from './recorder.ts'

const config: HostConfig = JSON.parse(new URL(location.href).searchParams.get('config') ?? '{}')
if (config.countsListeners) countListeners()
if (config.clock) provideClock()
countMessages('before')
const returned = takeHostedReturn()
if (returned) record('hosted return', returned)
provideFlows(config)

const root = document.querySelector('#root')
if (root) {
  const page = <HostPage config={config} />
  createRoot(root).render(config.strict ? <StrictMode>{page}</StrictMode> : page)
}
