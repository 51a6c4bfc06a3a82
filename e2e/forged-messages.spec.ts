import type { Page } from '@playwright/test'
import { expect, test } from './scenario.ts'

const customHost = 'verify.example.co.uk'
const complete = {
  name: 'complete',
  metadata: { inquiryId: 'inq_forged', status: 'completed', fields: {} },
}

/** A forged message of the widget, and the frame that sends it. */
interface Forgery {
  readonly name: string
  /** Origin of the frame. Without one, the page itself dispatches a synthetic event. */
  readonly from?: string
  readonly data: Record<string, unknown> | null
  /** Whether the message has the widget's container id. */
  readonly knowsContainer?: boolean
}

const forgeries: readonly Forgery[] = [
  {
    name: 'another frame of the right origin',
    from: `https://${customHost}`,
    data: complete,
    knowsContainer: true,
  },
  { name: 'no container id', from: `https://${customHost}`, data: complete },
  { name: 'a synthetic event without an origin', data: complete, knowsContainer: true },
  { name: 'null', from: `https://${customHost}`, data: null },
  {
    name: 'a sibling of the host',
    from: 'https://shop.example.co.uk',
    data: complete,
    knowsContainer: true,
  },
  {
    name: 'another site of the same public suffix',
    from: 'https://evil.co.uk',
    data: complete,
    knowsContainer: true,
  },
  { name: 'an exit', from: 'https://evil.co.uk', data: { name: 'exit' }, knowsContainer: true },
  {
    name: 'an expired session',
    from: 'https://evil.co.uk',
    data: { name: 'error', error: { status: 409, code: 'unauthenticated' } },
    knowsContainer: true,
  },
]

const widgetPage = `<!doctype html><title>Widget</title><script>
  const containerId = new URLSearchParams(location.search).get('container-id')
  for (const name of ['load', 'ready']) parent.postMessage({ containerId, name }, '*')
</script>`

const relayPage = `<!doctype html><title>Relay</title><script>
  addEventListener('message', ({ data }) => parent.postMessage(data.relay, '*'))
</script>`

test.beforeEach(async ({ context }) => {
  await context.route(/^https:\/\/[\w.]+\.co\.uk\//, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: route.request().url().includes('/widget?') ? widgetPage : relayPage,
    }),
  )
})

test('the SDK by itself accepts every one of them', async ({ scenario }) => {
  const { page } = scenario
  for (const forgery of forgeries) {
    await scenario.visit()
    await page.evaluate(
      async ({ host, inquiryId }) => {
        const { Client } = await window.importSdk()
        const { promise, resolve } = Promise.withResolvers<void>()
        const note = (name: string) => () => window.recorded.push({ name, payload: null })
        const client = new Client({
          customHost: host,
          inquiryId,
          eventsAllowlist: 'all',
          onReady: () => resolve(),
          onComplete: note('accepted'),
          onCancel: note('accepted'),
          onError: note('accepted'),
        })
        await promise
        client.open()
      },
      { host: customHost, inquiryId: scenario.inquiryId },
    )
    await forge(page, forgery)
    const accepted = await scenario.recorded('accepted')
    const uncaught = await page.evaluate(() => window.uncaught)
    expect(accepted.length + uncaught.length, forgery.name).toBe(1)
  }
})

for (const forgery of forgeries) {
  test(`is ignored: ${forgery.name}`, async ({ scenario }) => {
    const { page } = scenario
    await scenario.visit({ options: { customHost } })
    await scenario.open()
    await scenario.untilOpen()
    await page.getByRole('button', { name: 'Listen', includeHidden: true }).dispatchEvent('click')
    await page.evaluate(() => {
      for (const received of Object.values(window.received)) received.length = 0
    })
    const before = (await scenario.recorded()).length
    await forge(page, forgery)

    expect((await scenario.recorded()).length).toBe(before)
    await expect(page.locator('[data-state=open]')).toBeAttached()
    expect(await page.evaluate(() => window.uncaught)).toEqual([])
    const received = await page.evaluate(() => window.received)
    expect(received['before']).toHaveLength(2)
    expect(received['after']).toEqual(received['before'])
    expect(scenario.cost()).toEqual({ sessions: 0, resumes: 0 })
  })
}

test('messages of the widget’s frame are ignored once it shows another site', async ({
  scenario,
}) => {
  const { page } = scenario
  await scenario.visit({ options: { customHost } })
  await scenario.open()
  await scenario.untilOpen()
  const before = (await scenario.recorded()).length
  await page.locator('iframe.persona-widget__iframe').evaluate(async (element, data) => {
    const { contentWindow } = element as HTMLIFrameElement
    const containerId = element.closest('.persona-widget__overlay')?.id
    const loaded = new Promise((resolve) => element.addEventListener('load', resolve))
    contentWindow?.location.replace('https://evil.co.uk/relay')
    await loaded
    const arrived = new Promise<void>((resolve) =>
      addEventListener('message', (event) => {
        if (event.data === 'arrived') resolve()
      }),
    )
    contentWindow?.postMessage({ relay: { ...data, containerId } }, '*')
    contentWindow?.postMessage({ relay: data }, '*')
    contentWindow?.postMessage({ relay: 'arrived' }, '*')
    await arrived
  }, complete)
  expect((await scenario.recorded()).length).toBe(before)
  await expect(page.locator('[data-state=open]')).toBeAttached()
  expect(await page.evaluate(() => window.uncaught)).toEqual([])
})

/** Sends a forged message, and then a marker that shows that the first has arrived. */
async function forge(page: Page, forgery: Forgery): Promise<void> {
  await page.evaluate(
    async ({ from, data, knowsContainer }) => {
      const containerId = document.querySelector('.persona-widget__overlay')?.id
      const message = knowsContainer && data ? { ...data, containerId } : data
      const arrived = Promise.withResolvers<void>()
      const onArrival = (event: MessageEvent) => {
        if (event.data !== 'arrived') return
        removeEventListener('message', onArrival)
        arrived.resolve()
      }
      addEventListener('message', onArrival)

      if (from === undefined) {
        dispatchEvent(new MessageEvent('message', { data: message }))
        postMessage('arrived', '*')
      } else {
        const frame = document.createElement('iframe')
        const loaded = Promise.withResolvers<Event>()
        frame.addEventListener('load', loaded.resolve)
        frame.src = `${from}/relay`
        document.querySelector('main')?.append(frame)
        await loaded.promise
        frame.contentWindow?.postMessage({ relay: message }, '*')
        frame.contentWindow?.postMessage({ relay: 'arrived' }, '*')
      }
      await arrived.promise
    },
    { from: forgery.from, data: forgery.data, knowsContainer: forgery.knowsContainer ?? false },
  )
}
