import type { CachedSession } from '../client/session-cache.ts'
import { type Deadline, startDeadline } from '../deadline.ts'
import { printError } from '../development.ts'
import { isOffline, offline, type ResumableInquiryError } from '../errors.ts'
import { sdkUnavailable } from '../frame/load-sdk.ts'
import type { MachineRunner } from './machine-runner.ts'
import { findInvalidOption, type FlowOptions, getFrameTimeout, toStartQuery } from './options.ts'
import { attempt, type FlowHost, type FlowRunner } from './runtime.ts'
import { idle, isActive, isShown, loadingSession, mayHavePassed } from './state.ts'
import { findUnsupportedBrowser } from './unsupported-browser.ts'

let machineModule: typeof import('./machine-runner.ts') | undefined

/** Loads the machine and what it runs: everything that a page needs once a flow opens. */
export async function loadMachine(): Promise<void> {
  machineModule ??= await import('./machine-runner.ts')
}

/**
 * Runs a flow until the machine is loaded, beside the SDK, at the page's first opening. It does what
 * the machine begins with: it requests the session, covers the flow's place, and lets the person leave.
 *
 * @param replace lets the machine run the flow from now on.
 */
export function createFirstOpening(
  host: FlowHost,
  replace: (machine: MachineRunner) => void,
): FlowRunner {
  /** Aborted when the person has left, or the machine did not load. */
  let opening: AbortController | undefined

  const startMachine = (): MachineRunner | undefined => {
    const machine = machineModule?.createMachineRunner(host)
    if (machine !== undefined) replace(machine)
    return machine
  }

  const open = (): void => {
    if (isActive(host.state)) return
    const machine = startMachine()
    if (machine !== undefined) {
      machine.open()
      return
    }
    opening = new AbortController()
    const { signal } = opening
    const { options, place } = host
    let requested: Promise<CachedSession> | undefined
    let deadline: Deadline | undefined
    const fail = (error: ResumableInquiryError) => {
      deadline?.stop()
      if (!signal.aborted) showError(error)
    }
    const load = () => {
      if (signal.aborted || deadline !== undefined) return
      deadline = startDeadline(getFrameTimeout(options), () => fail(notLoaded()))
      signal.addEventListener('abort', deadline.stop, { once: true })
      // The machine loads it again, and reports where it did not load.
      host.sdk.load(options.loadSdk).catch(() => {})
      loadMachine().then(
        () => {
          deadline?.stop()
          if (!signal.aborted) startMachine()?.open(requested)
        },
        (error: unknown) => fail(notLoaded(error)),
      )
    }

    // The machine reports what keeps it from being sent.
    if (needsSession(options) && canOpen(options)) {
      requested = options.client.requestSession({ ...toStartQuery(options), onSent: load })
      requested.catch(() => {})
    }
    setTimeout(load)
    place.acquire()
    if (options.overlay === 'always') cover('loading')
    host.setState(loadingSession)
  }

  const cover = (content: 'loading' | 'error') => {
    host.place.cover(content)
    host.place.overlay?.focus()
  }

  const showError = (error: ResumableInquiryError): void => {
    const { options, place } = host
    opening?.abort()
    if (options.overlay === 'always') cover('error')
    else place.release()
    host.setState({ status: 'error', error })
    printError(error)
    attempt(() => options.onError?.(error))
  }

  const leave = (...callbacks: ((options: FlowOptions) => void)[]): void => {
    if (!isShown(host.state)) return
    opening?.abort()
    host.place.release()
    host.setState(idle)
    for (const call of callbacks) attempt(() => call(host.options))
  }

  const onOpenChange = (options: FlowOptions) => options.onOpenChange?.(false)
  const onCancel = ({ onCancel: call, inquiryId }: FlowOptions) => call?.({ inquiryId })

  return {
    getInquiryId: () => host.options.inquiryId,
    open,
    dispatch({ type }) {
      switch (type) {
        case 'close':
          leave()
          break
        case 'cancel':
          leave(onOpenChange, onCancel)
          break
        case 'stopped':
          leave(onOpenChange)
          break
        case 'retry':
          if (host.state.status === 'error') open()
          break
        case 'page.resumed':
        case 'page.online':
          if (mayHavePassed(host.state)) open()
      }
    },
    requestCancel: () => leave(onOpenChange, onCancel),
    prepare(what) {
      host.sdk.load(host.options.loadSdk).catch(() => {})
      loadMachine().then(
        () => {
          if (host.state === idle) startMachine()?.prepare(what)
        },
        () => {
          // Opening loads it again, and reports where it did not load.
        },
      )
    },
    checkChanges() {},
    abort() {
      opening?.abort()
    },
  }
}

function needsSession({ client, inquiryId }: FlowOptions): boolean {
  return inquiryId === undefined || client.getCachedSession(inquiryId) === undefined
}

function canOpen(options: FlowOptions): boolean {
  return (
    findInvalidOption(options) === undefined &&
    (options.browserCheck === false || findUnsupportedBrowser() === undefined)
  )
}

function notLoaded(cause?: unknown): ResumableInquiryError {
  return isOffline() ? offline(cause) : sdkUnavailable(cause)
}
