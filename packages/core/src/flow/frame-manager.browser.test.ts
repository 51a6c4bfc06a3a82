import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createInquiryClient } from '../client/inquiry-client.ts'
import { toCachedSession } from '../client/session-cache.ts'
import { createSdkLoader, type LoadSdk } from '../frame/load-sdk.ts'
import { createFakeSdk, type FakeSdk } from '../../test/fake-sdk.ts'
import { noPlace } from '../../test/no-place.ts'
import { restorePage, setOnline } from '../../test/page-life.ts'
import type { InquirySession } from '../wire/inquiry-session.ts'
import { createFrameManager, type FrameManager } from './frame-manager.ts'
import type { FlowEvent } from './machine-types.ts'
import type { FlowOptions } from './options.ts'

const inquiryId = 'inq_a'
const pending: InquirySession = {
  inquiryId,
  status: 'pending',
  sessionToken: 'a token',
  expiresIn: 3600,
}
const tokenless: InquirySession = {
  inquiryId,
  status: 'created',
  sessionToken: null,
  expiresIn: null,
}

let sdk: FakeSdk
let frames: FrameManager
let events: FlowEvent[]
let controller: AbortController
const client = createInquiryClient({ fetchSession: async () => pending })

function setUp(options: Partial<FlowOptions> = {}): void {
  controller = new AbortController()
  events = []
  frames = createFrameManager({
    options: { client, inquiryId, loadSdk: async () => sdk, ...options },
    get signal() {
      return controller.signal
    },
    place: noPlace,
    sdk: createSdkLoader(),
    isHandedOff: false,
    dispatch: (event) => events.push(event),
  })
}

beforeEach(() => {
  vi.useFakeTimers()
  sdk = createFakeSdk()
  setUp()
})

afterEach(() => {
  frames.destroy()
  client.clear()
  restorePage()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

async function boot(session = pending): Promise<FakeSdk['clients'][number]['options']> {
  frames.boot(1, toCachedSession(session))
  await vi.advanceTimersByTimeAsync(0)
  const options = sdk.clients.at(-1)?.options
  if (options === undefined) throw new Error('No client was made.')
  return options
}

test('creates a frame from the session, and reports that it is ready', async () => {
  const options = await boot()
  expect(options).toMatchObject({ inquiryId, sessionToken: 'a token', eventsAllowlist: 'all' })
  expect(document.querySelector('iframe')).not.toBeNull()
  options.onReady?.()
  expect(events).toEqual([{ type: 'frame.ready', run: 1 }])
})

test('creates no frame from an expired session', async () => {
  const cached = toCachedSession({ ...pending, expiresIn: 10 })
  vi.advanceTimersByTime(10_000)
  frames.boot(1, cached)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(events).toEqual([{ type: 'session.expired', run: 1 }])
  expect(sdk.clients).toHaveLength(0)
})

test('creates no frame if the flow has moved on before the SDK is loaded', async () => {
  let resolve: (loaded: FakeSdk) => void = () => {}
  setUp({ loadSdk: () => new Promise((settle) => (resolve = settle)) })
  frames.boot(1, toCachedSession(pending))
  controller.abort()
  resolve(sdk)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(sdk.clients).toHaveLength(0)
  expect(events).toEqual([])
})

test('reports what a stub of the SDK calls back while it is created, once there is a frame', async () => {
  class Client extends sdk.Client {
    constructor(options: ConstructorParameters<FakeSdk['Client']>[0]) {
      super(options)
      options.onReady?.()
    }
  }
  let hadFrame = false
  setUp({ loadSdk: async () => ({ ...sdk, Client }) })
  const push = vi.spyOn(events, 'push').mockImplementation((event) => {
    hadFrame = frames.frame !== undefined
    events[events.length] = event
    return events.length
  })
  frames.boot(1, toCachedSession(pending))
  await vi.advanceTimersByTimeAsync(0)
  expect(events).toEqual([{ type: 'frame.ready', run: 1 }])
  expect(hadFrame).toBe(true)
  push.mockRestore()
})

const never: LoadSdk = () => new Promise(() => {})

test.each<[string, Partial<FlowOptions>, object]>([
  ['a widget that does not become ready', {}, { type: 'frame.timed_out' }],
  ['an SDK that does not load', { loadSdk: never }, { error: { code: 'sdk_unavailable' } }],
])('reports %s at the deadline, and not before', async (_, options, event) => {
  setUp({ ...options, timeouts: { frame: 5_000 } })
  frames.boot(1, toCachedSession(pending))
  await vi.advanceTimersByTimeAsync(4_999)
  expect(events).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(events).toMatchObject([event])
})

describe('under a Cross-Origin-Embedder-Policy', () => {
  const header = expect.stringContaining('Cross-Origin-Embedder-Policy')

  test('a widget that does not become ready is an error that names the header', async () => {
    vi.stubGlobal('crossOriginIsolated', true)
    await boot()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(events).toMatchObject([
      { type: 'frame.timed_out', error: { code: 'widget_unreachable', message: header } },
    ])
  })

  test.each([
    ['of this widget', {}, true],
    ['of a navigation', { type: 'navigation', destination: undefined }, true],
    ['of another page', { blockedURL: 'https://example.com/widget' }, false],
    ['of an image', { destination: 'image' }, false],
    ['of a policy that only reports', { disposition: 'reporting' }, false],
  ])('a report %s is an error at once: %o', async (_, changes, isError) => {
    let report: (reports: object[]) => void = () => {}
    const disconnect = vi.fn()
    class FakeObserver {
      observe = () => {}
      disconnect = disconnect
      constructor(callback: typeof report) {
        report = callback
      }
    }
    vi.stubGlobal('ReportingObserver', FakeObserver)
    await boot()
    const blockedURL = 'https://inquiry.withpersona.com/widget?session-token=secret'
    const body = { type: 'corp', destination: 'iframe', disposition: 'enforce', blockedURL }
    report([{ body: { toJSON: () => ({ ...body, ...changes }) } }])
    expect(events).toMatchObject(
      isError
        ? [{ type: 'frame.refused', error: { code: 'widget_unreachable', message: header } }]
        : [],
    )
    expect(JSON.stringify(events)).not.toContain('secret')
    expect(disconnect).not.toHaveBeenCalled()
    controller.abort()
    expect(disconnect).toHaveBeenCalledOnce()
  })
})

test.each<[string, unknown]>([
  ['of type undefined', undefined],
  ['null', null],
  ['of type function', () => {}],
  ['an empty module', {}],
  ['a module with setupIframe, version', { setupIframe: () => {}, version: 5 }],
  ['a module whose "default" has it', { default: { Client: function Client() {} } }],
  ['a module whose Client is of type object', { Client: {} }],
])('says that the SDK is %s where it has no Client', async (found, loaded) => {
  setUp({ loadSdk: async () => loaded as never })
  frames.boot(1, toCachedSession(pending))
  await vi.advanceTimersByTimeAsync(0)
  expect(events).toMatchObject([
    {
      type: 'frame.refused',
      error: { code: 'sdk_unavailable', message: expect.stringContaining(`is ${found}`) },
    },
  ])
})

test.each([
  "Failed to resolve module specifier 'persona'",
  'The specifier “persona” was a bare specifier, but was not remapped to anything.',
  "Module name, 'persona' does not resolve to a valid URL.",
  'Could not resolve "persona" imported by "@resumable-inquiry/core". Is it installed?',
])('advises how to install a missing SDK: %s', async (message) => {
  setUp({ loadSdk: () => Promise.reject(new TypeError(message)) })
  frames.boot(1, toCachedSession(pending))
  await vi.advanceTimersByTimeAsync(0)
  expect(events).toMatchObject([
    {
      error: {
        code: 'sdk_unavailable',
        message: expect.stringContaining('npm install persona'),
      },
    },
  ])
})

test('reports at the deadline that the browser is offline', async () => {
  setOnline(false)
  await boot()
  await vi.advanceTimersByTimeAsync(20_000)
  expect(events).toMatchObject([{ type: 'frame.refused', error: { code: 'offline' } }])
})

test('has no deadline once the frame has settled', async () => {
  await boot()
  frames.settle()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(events).toEqual([])
})

test('reports options that the SDK rejects, and loads the SDK again after a failure', async () => {
  const loadSdk = vi.fn<LoadSdk>().mockRejectedValueOnce(new Error('chunk is gone'))
  loadSdk.mockResolvedValue({
    ...sdk,
    Client: class extends sdk.Client {
      constructor(options: ConstructorParameters<FakeSdk['Client']>[0]) {
        super(options)
        this.destroy()
        throw new TypeError('accountId with referenceId')
      }
    },
  })
  setUp({ loadSdk })
  frames.boot(1, toCachedSession(pending))
  await vi.advanceTimersByTimeAsync(0)
  expect(events).toMatchObject([{ type: 'frame.refused', error: { code: 'sdk_unavailable' } }])
  frames.boot(1, toCachedSession(pending))
  await vi.advanceTimersByTimeAsync(0)
  expect(events[1]).toMatchObject({ error: { code: 'invalid_config' } })
})

test('caches the token that a tokenless widget reports when it is canceled', async () => {
  const options = await boot(tokenless)
  expect(options).not.toHaveProperty('sessionToken')
  options.onCancel?.({ inquiryId, sessionToken: 'a newer token' })
  expect(events).toEqual([{ type: 'frame.canceled', run: 1 }])
  expect(client.getCachedSession(inquiryId)?.session).toMatchObject({
    status: 'pending',
    sessionToken: 'a newer token',
  })
})

test('detects a widget that does not respond to a cancel request', async () => {
  const { onEvent } = await boot()
  frames.requestCancel()
  expect(sdk.clients[0]?.commands).toEqual(['cancel'])
  expect(frames.isCancelRequested).toBe(true)
  onEvent?.('page-change', { inquiryId, name: 'consent' })
  expect(frames.isCancelRequested).toBe(false)
})

test('passes events to the host without secrets, and survives a host that throws', async () => {
  const onEvent = vi.fn<NonNullable<FlowOptions['onEvent']>>()
  const uncaught = vi.spyOn(globalThis, 'reportError').mockImplementation(() => {})
  setUp({ onEvent })
  const options = await boot()
  options.onEvent?.('exit', { inquiryId, sessionToken: 'a token' })
  expect(onEvent).toHaveBeenCalledExactlyOnceWith('exit', { inquiryId })

  onEvent.mockImplementation(() => {
    throw new Error('broken host')
  })
  options.onEvent?.('page-change', { inquiryId, name: 'consent', path: '/consent' })
  expect(uncaught).toHaveBeenCalledOnce()
  expect(events.at(-1)).toEqual({
    type: 'frame.event',
    run: 1,
    name: 'page-change',
    page: 'consent /consent',
  })
  uncaught.mockRestore()
})

test('destroys a frame once', async () => {
  await boot()
  frames.destroy()
  frames.destroy()
  expect(document.querySelector('iframe')).toBeNull()
  expect(frames.frame).toBeUndefined()
  expect(sdk.clients[0]?.commands).toEqual(['destroy'])
})
