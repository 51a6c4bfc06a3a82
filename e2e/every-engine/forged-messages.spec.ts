import type { Frame, Tab } from '../engines/engine.ts'
import type { Host } from '../host/back-end.ts'
import type { HostConfig } from '../host/config.ts'
import { countOf, eventually } from '../until.ts'
import { untilStep } from '../widget.ts'
import { expect, type Scenario, test } from './scenario.ts'

const complete = {
  name: 'complete',
  metadata: { inquiryId: 'inq_forged', status: 'completed', fields: {} },
}

/** Forged messages of the widget. `null` is not in Persona's format. */
const messages = [
  complete,
  { name: 'exit' },
  { name: 'error', error: { status: 409, code: 'unauthenticated' } },
  { name: 'page-change', metadata: { name: 'forged' } },
  null,
]

/** The frames that send them, by how they differ from the widget's frame. */
const strangers: Record<string, (host: Host) => Pick<HTMLIFrameElement, 'src' | 'srcdoc'>> = {
  'another frame of the widget’s origin': ({ persona }) => ({
    src: `${persona.origin}/preload`,
    srcdoc: '',
  }),
  'another port of the widget’s host': ({ siblingUrl }) => ({ src: siblingUrl, srcdoc: '' }),
  'another site': ({ strangerUrl }) => ({ src: strangerUrl, srcdoc: '' }),
  'a sandboxed frame': () => ({ src: '', srcdoc: '<!doctype html><title>Stranger</title>' }),
}

for (const presentation of ['modal', 'inline'] as const) {
  test(`a message of another frame is ignored (${presentation})`, async ({ scenario }) => {
    const { tab, host } = scenario
    await openWidget(scenario, { presentation })
    const before = await scenario.recorded()
    for (const [name, addressOf] of Object.entries(strangers)) {
      await tab.evaluate(async ({ src, srcdoc }) => {
        document.querySelector('#stranger')?.remove()
        const frame = document.createElement('iframe')
        const loaded = new Promise((resolve) => frame.addEventListener('load', resolve))
        frame.id = 'stranger'
        if (srcdoc === '') frame.src = src
        else {
          frame.sandbox.add('allow-scripts')
          frame.srcdoc = srcdoc
        }
        document.querySelector('main')?.append(frame)
        await loaded
      }, addressOf(host))
      await post(scenario, tab.frame('#stranger'), await forgeries(tab))
      expect(await scenario.recorded(), name).toEqual(before)
      expect(await countOf(tab, '[data-state=open]'), name).toBe(1)
    }
    expect(scenario.cost()).toEqual({ sessions: 0, resumes: 0 })
  })
}

test('a synthetic event without an origin is ignored', async ({ scenario }) => {
  const { tab } = scenario
  await openWidget(scenario)
  const before = await scenario.recorded()
  await tab.evaluate(
    (forged) => {
      for (const data of forged) window.dispatchEvent(new MessageEvent('message', { data }))
    },
    await forgeries(tab),
  )
  expect(await scenario.recorded()).toEqual(before)
  await scenario.untilStatus('open')
})

for (const [name, containerId, status] of [
  ['without a container is accepted', undefined, 'finished'],
  ['for another container is ignored', 'persona-widget-of-somebody-else', 'open'],
] as const) {
  test(`a message of the widget’s own frame ${name}`, async ({ scenario }) => {
    const { inquiryId, widget } = scenario
    await openWidget(scenario)
    const metadata = { ...complete.metadata, inquiryId }
    await post(scenario, widget, [{ ...complete, metadata, containerId }])
    await scenario.untilStatus(status)
    expect(await scenario.recorded('onComplete')).toHaveLength(status === 'finished' ? 1 : 0)
  })
}

test('the host’s own messages reach its listeners, and do not affect the flow', async ({
  scenario,
}) => {
  const { tab } = scenario
  await openWidget(scenario)
  const own = ['text', 7, { name: 'complete' }, null, [1]]
  const received = await tab.evaluate(() => window.received['before']?.length)
  await tab.evaluate((all) => {
    for (const data of all) window.postMessage(data, '*')
  }, own)
  await eventually(async () => {
    const all = (await tab.evaluate(() => window.received['before'])) ?? []
    expect(all.slice(received)).toEqual(own)
  })
  await scenario.untilStatus('open')
})

/** Opens the flow, and waits until the widget has posted all its messages. */
async function openWidget(scenario: Scenario, options: HostConfig['options'] = {}): Promise<void> {
  await scenario.visit({ options })
  await scenario.open()
  await scenario.untilOpen()
  await untilStep(scenario.widget, 'consent')
  await post(scenario, scenario.widget, [])
}

/** Returns each message with the container id of the widget, and without one. */
async function forgeries(tab: Tab): Promise<unknown[]> {
  const containerId = await tab.evaluate(() => {
    const widget = document.querySelector<HTMLIFrameElement>('.persona-widget__iframe')
    return new URL(widget?.src ?? '').searchParams.get('container-id')
  })
  expect(containerId).toMatch(/./)
  return messages.flatMap((message) => [message, message && { ...message, containerId }])
}

/** Posts messages from a frame to the page, and waits until they have arrived. */
async function post({ tab }: Scenario, sender: Frame, posted: unknown[]): Promise<void> {
  await tab.evaluate(() => {
    for (const received of Object.values(window.received)) received.length = 0
  })
  await sender.evaluate(
    (all) => {
      for (const data of all) parent.postMessage(data, '*')
    },
    [...posted, 'arrived'],
  )
  await eventually(async () => {
    expect(await tab.evaluate(() => window.received['before'])).toContain('arrived')
  })
}
