import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { FetchSession } from '../client/client-options.ts'
import { createInquiryClient, type InquiryClient } from '../client/inquiry-client.ts'
import type { ResumableInquiryError } from '../errors.ts'
import { createFakeSdk, type FakeSdk } from '../../test/fake-sdk.ts'
import { makeReady } from '../../test/make-ready.ts'
import { inquiryId, pending } from '../../test/pending-session.ts'
import { createInquiryFlow, type InquiryFlow } from './inquiry-flow.ts'
import type { FlowOptions } from './options.ts'

const fetchSession = vi.fn<FetchSession>()
const printed = vi.spyOn(console, 'error')
let client: InquiryClient
let sdk: FakeSdk
let calls: string[]
let flow: InquiryFlow
let unmount: () => void

function createFlow(options: Partial<FlowOptions> = {}): InquiryFlow {
  return createInquiryFlow({ ...base(), ...options })
}

function base(): FlowOptions {
  return {
    client,
    inquiryId,
    loadSdk: async () => sdk,
    onOpenChange: (open) => calls.push(`onOpenChange ${open}`),
    onReady: () => calls.push('onReady'),
    onCancel: () => calls.push('onCancel'),
    onComplete: () => calls.push('onComplete'),
    onError: ({ code }) => calls.push(`onError ${code}`),
    onStateChange: ({ status }) => calls.push(`state ${status}`),
  }
}

beforeEach(() => {
  fetchSession.mockReset()
  printed.mockReset()
  printed.mockImplementation(() => {})
  fetchSession.mockImplementation(async () => pending)
  client = createInquiryClient({ fetchSession })
  sdk = createFakeSdk()
  calls = []
  flow = createFlow()
  unmount = flow.mount()
})

afterEach(() => {
  flow.mount()()
  unmount()
})

const ready = (index?: number) => makeReady(flow, sdk, index)

describe('mounting', () => {
  test('opens a flow that was opened before', async () => {
    unmount()
    flow = createFlow()
    flow.open()
    expect(flow.getState().status).toBe('idle')
    unmount = flow.mount()
    expect(flow.getState().status).toBe('loading')
    await ready()
  })

  test('prepares a flow that was prepared before', async () => {
    unmount()
    flow = createFlow()
    flow.prepare({ session: true })
    flow.prepare()
    expect(fetchSession).not.toHaveBeenCalled()
    unmount = flow.mount()
    expect(fetchSession).toHaveBeenCalledOnce()
    await expect.poll(() => client.getCachedSession(inquiryId)?.session).toEqual(pending)
    flow.open()
    await ready()
    expect(fetchSession).toHaveBeenCalledOnce()
  })

  test('twice has the effect of once', async () => {
    expect(flow.mount()).toBe(unmount)
    flow.open()
    await ready()
    expect(sdk.clients).toHaveLength(1)
  })

  test('again opens a flow that was open, with the same session and without a callback', async () => {
    flow.open()
    const first = await ready()
    calls.length = 0
    unmount()
    expect(first.commands).toEqual(['open', 'destroy'])
    expect(calls).toEqual([])
    unmount = flow.mount()
    const second = await ready(1)
    expect(second.options).toMatchObject({ sessionToken: 'a token' })
    expect(fetchSession).toHaveBeenCalledOnce()
  })

  test.each([
    ['closed', () => flow.close()],
    ['canceled', () => flow.cancel()],
    ['cleared by signing out', () => client.clear()],
  ])('again does not open a flow that was %s meanwhile', async (_, end) => {
    flow.open()
    await ready()
    unmount()
    end()
    unmount = flow.mount()
    expect(flow.getState().status).toBe('idle')
  })
})

describe('the host', () => {
  test('is called last, once its page has settled', async () => {
    unmount()
    const seen: string[] = []
    flow = createFlow({
      overlay: 'always',
      onOpenChange: () => {
        seen.push(flow.getState().status)
        seen.push(flow.getOverlayElement() === undefined ? 'uncovered' : 'covered')
        seen.push(String(document.querySelectorAll('[inert], iframe').length))
      },
    })
    unmount = flow.mount()
    flow.open()
    const { options } = await ready()
    options.onCancel?.({ inquiryId })
    expect(seen).toEqual(['idle', 'uncovered', '0'])
  })

  test('may call the flow from a callback', async () => {
    unmount()
    flow = createFlow({
      onCancel: () => {
        calls.push('onCancel')
        flow.open()
      },
    })
    unmount = flow.mount()
    flow.open()
    const { options } = await ready()
    calls.length = 0
    options.onCancel?.({ inquiryId })
    expect(calls).toEqual([
      'state idle',
      'onOpenChange false',
      'onCancel',
      'state loading',
      'state loading',
    ])
    await ready(1)
  })

  test('that throws from every callback changes nothing for the person', async () => {
    const uncaught = vi.spyOn(globalThis, 'reportError').mockImplementation(() => {})
    const fail = () => {
      throw new Error('broken host')
    }
    unmount()
    flow = createFlow({ onStateChange: fail, onReady: fail, onComplete: fail, onOpenChange: fail })
    unmount = flow.mount()
    flow.subscribe(fail)
    flow.open()
    const { options } = await ready()
    options.onComplete?.({ inquiryId, status: 'completed', fields: {} })
    expect(flow.getState()).toMatchObject({ status: 'finished', inquiryStatus: 'completed' })
    expect(uncaught).toHaveBeenCalled()
    uncaught.mockRestore()
  })
})

/** Gives the flow other options, and opens it. */
function openWith(options: Partial<FlowOptions>): void {
  unmount()
  flow = createFlow(options)
  unmount = flow.mount()
  flow.prepare({ session: true })
  flow.open()
}

async function failure(): Promise<ResumableInquiryError> {
  await expect.poll(() => flow.getState().status).toBe('error')
  const state = flow.getState()
  if (state.status !== 'error') throw new Error('The error is gone.')
  return state.error
}

describe('invalid options', () => {
  test.each<[Partial<FlowOptions>, string]>([
    [{ inquiryId: 'itmpl_a' }, 'The inquiryId is "itmpl_…"'],
    [{ inquiryId: '' }, 'The inquiryId is an empty string'],
    [{ customHost: 'https://verify.example.com' }, 'customHost is "https://verify.example.com"'],
    [{ customHost: 'localhost:99999' }, 'customHost is "localhost:99999"'],
    [{ customHost: 'verify.example.com:99999' }, 'customHost is "verify.example.com:99999"'],
    [{ customHost: 'verify.123' }, 'customHost is "verify.123"'],
    [{ timeouts: { session: 0 } }, 'timeouts.session is 0'],
    [{ timeouts: { frame: NaN } }, 'timeouts.frame is NaN'],
    [{ timeouts: { frame: Infinity } }, 'timeouts.frame is Infinity'],
    [{ recovery: { maxAttempts: 0 } }, 'recovery.maxAttempts is 0'],
    [{ recovery: { maxAttempts: 1.5 } }, 'recovery.maxAttempts is 1.5'],
    [{ loadSdk: 'persona' as never }, 'loadSdk is of type string'],
  ])('are refused before a session is requested: %o', async (options, message) => {
    openWith(options)
    expect(await failure()).toMatchObject({
      code: 'invalid_config',
      message: expect.stringContaining(message),
    })
    expect(fetchSession).not.toHaveBeenCalled()
  })

  test('never show more than the first letters of an id, which may be a token', async () => {
    openWith({ inquiryId: 'eyJhbGciOiJIUzI1NiJ9.secret' })
    expect((await failure()).message).toContain('"eyJhbG…"')
  })

  test('are reported once if the flow is mounted twice in a row, as in StrictMode', async () => {
    openWith({ inquiryId: '' })
    unmount()
    unmount = flow.mount()
    await failure()
    expect(calls.filter((call) => call.startsWith('onError'))).toEqual(['onError invalid_config'])
    expect(printed).toHaveBeenCalledOnce()
  })

  test('apply from the next boot on if the flow is open', async () => {
    flow.open()
    const { options } = await ready()
    flow.setOptions({ ...base(), customHost: '127.0.0.1:4010' })
    expect(flow.getState().status).toBe('open')
    options.onError?.({ status: 0, code: 'application_error' })
    expect(flow.getState()).toMatchObject({ status: 'error', error: { code: 'invalid_config' } })
    expect(sdk.clients).toHaveLength(1)
  })
})

describe('an unsupported browser', () => {
  beforeEach(() => {
    const userAgent = `${navigator.userAgent} Instagram 337.0.4.29.99`
    Object.defineProperty(navigator, 'userAgent', { configurable: true, value: userAgent })
  })

  afterEach(() => {
    Reflect.deleteProperty(navigator, 'userAgent')
  })

  test('is recognized before a session is requested, by preparing too', async () => {
    const loadSdk = vi.fn(async () => sdk)
    openWith({ loadSdk })
    expect(await failure()).toMatchObject({ code: 'unsupported_browser', retryable: true })
    expect(fetchSession).not.toHaveBeenCalled()
    expect(loadSdk).not.toHaveBeenCalled()
  })

  test('is used if the person tries again', async () => {
    flow.open()
    await failure()
    flow.retry()
    await ready()
    flow.close()
    flow.open()
    await ready(1)
    expect(fetchSession).toHaveBeenCalledOnce()
  })

  test('is not checked with browserCheck: false', async () => {
    openWith({ browserCheck: false })
    await ready()
    expect(fetchSession).toHaveBeenCalledOnce()
  })
})

describe('in development', () => {
  test('an error is printed once, with and without onError, and without its cause', async () => {
    fetchSession.mockRejectedValue(new Error('Request with a token failed.'))
    openWith({ onError: undefined })
    await failure()
    expect(printed.mock.calls).toEqual([
      [expect.stringMatching(/^\[resumable-inquiry\] unknown: fetchSession threw/)],
    ])
    printed.mockClear()
    openWith({})
    await failure()
    expect(printed).toHaveBeenCalledOnce()
  })

  test('an option that changes too late for the widget is named once, with its values', async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {})
    flow.setOptions({ ...base(), language: 'en' })
    flow.setOptions({ ...base(), language: 'fr' })
    flow.open()
    await ready()
    flow.setOptions({ ...base(), language: 'fr', frameAncestors: undefined })
    expect(warned).not.toHaveBeenCalled()
    flow.setOptions({ ...base(), language: 'de' })
    flow.setOptions({ ...base(), language: 'de' })
    expect(warned.mock.calls).toEqual([
      [expect.stringContaining('language changed from "fr" to "de" after the widget was loaded')],
    ])
    flow.close()
    flow.setOptions({ ...base(), language: 'nb' })
    expect(warned).toHaveBeenCalledOnce()
    warned.mockRestore()
  })
})

describe('Escape', () => {
  const press = () => document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))

  test('asks the widget first, and cancels if the widget does not respond', async () => {
    flow.open()
    const { commands } = await ready()
    press()
    expect(commands).toEqual(['open', 'cancel'])
    expect(flow.getState().status).toBe('open')
    press()
    expect(flow.getState().status).toBe('idle')
    expect(calls.slice(-2)).toEqual(['onOpenChange false', 'onCancel'])
  })

  test('does nothing if something else has handled it, or the flow is closed', async () => {
    press()
    flow.open()
    const { commands } = await ready()
    const handled = new KeyboardEvent('keydown', { key: 'Escape', cancelable: true })
    handled.preventDefault()
    document.dispatchEvent(handled)
    expect(commands).toEqual(['open'])
  })
})
