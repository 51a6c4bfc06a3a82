import { createRoot } from 'react-dom/client'
import type { Contender } from './contender.ts'
import type { Boot, MeasuredPage, Recovery } from './measured-page.ts'

const inquiryId = 'inq_bench'

const contenders: Record<string, () => Promise<Contender>> = {
  tutorial: async () => (await import('./tutorial.tsx')).Tutorial,
  'by-hand': async () => (await import('./by-hand.tsx')).ByHand,
  'persona-react': async () => (await import('./persona-react.tsx')).PersonaReact,
  ours: async () => (await import('./ours.tsx')).Ours,
  'ours-prepared': async () => (await import('./ours-prepared.tsx')).OursPrepared,
}

const { searchParams } = new URL(location.href)
const name = searchParams.get('contender') ?? ''
const customHost = searchParams.get('widget') ?? ''
const loadContender = contenders[name]
if (loadContender === undefined) throw new Error(`There is no contender ${name}.`)
const Shown = await loadContender()

/** When something happened last, in milliseconds of `performance.now()`. */
const times = { ready: 0, recovered: 0, posted: 0, died: 0 }
const waiting = new Map<keyof typeof times, () => void>()
const record = (what: keyof typeof times): void => {
  times[what] = performance.now()
  waiting.get(what)?.()
}
const next = (what: keyof typeof times) =>
  new Promise<void>((resolve) => void waiting.set(what, resolve))

// Before any contender's listener.
window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (typeof data !== 'object' || data === null || !('name' in data)) return
  if (data.name === 'ready') record('posted')
  if (data.name === 'error') record('died')
})

const root = createRoot(document.getElementById('root') ?? document.body)
const onReady = () => record('ready')
const onRecover = () => record('recovered')
const render = (isOpen: boolean) =>
  root.render(<Shown {...{ inquiryId, customHost, isOpen, onReady, onRecover }} />)

/** Waits for the Resource Timing of a request since `start`, which comes once its response is over. */
async function timingOf(address: RegExp, start: number): Promise<PerformanceResourceTiming> {
  for (;;) {
    const found = performance
      .getEntriesByType('resource')
      .find((entry) => address.test(entry.name) && entry.startTime >= start)
    if (found instanceof PerformanceResourceTiming) return found
    await idle()
  }
}

const idle = () => new Promise<void>((resolve) => requestIdleCallback(() => resolve()))

const page: MeasuredPage = {
  async prepare() {
    render(false)
    await timingOf(/\/session$/, 0)
    await timingOf(/\/preload$/, 0)
    while (document.querySelector('iframe') !== null) await idle()
  },
  async boot(): Promise<Boot> {
    await idle()
    const isPrepared = performance.getEntriesByName(sessionAddress).length > 0
    const start = performance.now()
    const isReady = next('ready')
    render(true)
    await isReady
    const frame = await timingOf(/inquiry-id=/, start)
    const asked = isPrepared ? undefined : (await timingOf(/\/session$/, start)).requestStart
    return {
      asked: asked === undefined ? undefined : asked - start,
      frame: frame.startTime - start,
      posted: times.posted - start,
      ready: times.ready - start,
    }
  },
  async recover(): Promise<Recovery> {
    await idle()
    const hasRecovered = next('recovered')
    document.querySelector('iframe')?.contentWindow?.postMessage('die', '*')
    await hasRecovered
    const { died, posted, recovered } = times
    const asked = await timingOf(/\/session$/, died)
    const frame = await timingOf(/inquiry-id=/, died)
    return {
      asked: asked.requestStart - died,
      frame: frame.startTime - died,
      posted: posted - died,
      ready: recovered - died,
    }
  },
}
const sessionAddress = new URL(`/api/inquiries/${inquiryId}/session`, location.href).href
window.measuredPage = page
