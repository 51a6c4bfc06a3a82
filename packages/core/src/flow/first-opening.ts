import type { CachedSession } from '../client/session-cache.ts'
import { type Deadline, startDeadline } from '../deadline.ts'
import { printError } from '../development.ts'
import { attempt, type ResumableInquiryError, scriptNotLoaded } from '../errors.ts'
import { preconnect } from '../frame/load-sdk.ts'
import { widgetOrigin } from '../frame/widget-host.ts'
import type { MachineRunner } from './machine-runner.ts'
import { canOpen } from './opening-checks.ts'
import type { Cover, FlowOptions } from './options.ts'
import { defaultFrameTimeout, getFrameTimeout, toStartQuery } from './policy.ts'
import type { FlowHost, FlowRunner } from './runtime.ts'
import { idle, isActive, isShown, loadingSession, mayHavePassed } from './state.ts'

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

  let machine: MachineRunner | undefined
  /** Aborted by the next unmount. */
  let preparing = new AbortController()
  /** The session that was requested ahead of opening. */
  let prepared: Promise<CachedSession> | undefined
  let isHandedOff = false

  const startMachine = (): MachineRunner | undefined => {
    if (machine === undefined && machineModule !== undefined) {
      machine = machineModule.createMachineRunner(host)
      replace(machine)
    }
    return machine
  }

  /** Loads the SDK and the machine side by side. The machine reports an SDK that did not load. */
  const loadAll = (): Promise<void> => {
    host.sdk.load(host.options.loadSdk).catch(() => {})
    return loadMachine()
  }

  /** Requests the session that the machine will use, unless it is cached. */
  const requestSession = (onSent?: () => void): Promise<CachedSession> | undefined => {
    const { client, inquiryId } = host.options
    if (inquiryId !== undefined && client.getCachedSession(inquiryId) !== undefined) {
      return undefined
    }
    if (prepared !== undefined) return prepared
    const query = toStartQuery(host.options)
    const requested = client.requestSession(onSent ? { ...query, onSent } : query)
    // The machine reports what became of it.
    requested.catch(() => {})
    return requested
  }

  const open = (): void => {
    if (isActive(host.state)) return
    isHandedOff = false
    if (startMachine() !== undefined) {
      machine?.open()
      return
    }
    opening = new AbortController()
    const { signal } = opening
    const { options, place } = host
    // The machine reports what keeps the flow from being opened.
    const isPossible = canOpen(options)
    let requested: Promise<CachedSession> | undefined
    let deadline: Deadline | undefined
    const fail = (error: ResumableInquiryError) => {
      if (!signal.aborted) showError(error)
    }
    const load = () => {
      if (signal.aborted || deadline !== undefined) return
      const timeout = isPossible ? getFrameTimeout(options) : defaultFrameTimeout
      deadline = startDeadline(timeout, () => fail(scriptNotLoaded()))
      signal.addEventListener('abort', deadline.stop, { once: true })
      if (isPossible) {
        const disconnect = preconnect(widgetOrigin(options.customHost))
        signal.addEventListener('abort', disconnect, { once: true })
      }
      const loading = isPossible ? loadAll() : loadMachine()
      loading.then(
        () => {
          if (signal.aborted) return
          startMachine()?.open(requested)
          opening?.abort()
        },
        (error: unknown) => fail(scriptNotLoaded(error)),
      )
    }

    if (isPossible) requested = requestSession(load)
    setTimeout(load)
    place.acquire()
    if (options.overlay === 'always') cover('loading')
    host.setState(loadingSession)
  }

  const cover = (content: Cover) => {
    host.place.cover(content)
    host.place.overlay?.focus()
  }

  const showError = (error: ResumableInquiryError): void => {
    const { options, place } = host
    opening?.abort()
    if (options.overlay === 'always') cover(error.retryable ? 'retryable_error' : 'error')
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

  const cancel = () => {
    if (isHandedOff) leave(onOpenChange)
    else leave(onOpenChange, onCancel)
  }
  const onOpenChange = (options: FlowOptions) => options.onOpenChange?.(false)
  const onCancel = ({ onCancel: call, inquiryId }: FlowOptions) => call?.({ inquiryId })

  return {
    getInquiryId: () => host.options.inquiryId,
    open,
    dispatch(event) {
      switch (event.type) {
        case 'close':
          leave()
          break
        case 'cancel':
          cancel()
          break
        case 'stopped':
          prepared = undefined
          leave(onOpenChange)
          break
        case 'retry':
          if (host.state.status === 'error') open()
          break
        case 'page.resumed':
        case 'page.online':
          if (mayHavePassed(host.state) && !isHandedOff) open()
          break
        case 'handed_off':
          isHandedOff = event.isHandedOff
      }
    },
    finish(inquiryId, status) {
      if (host.state.status !== 'error') return
      const { options, place } = host
      const source = 'backend'
      place.release()
      host.setState({ status: 'finished', inquiryStatus: status, source })
      attempt(() => options.onOpenChange?.(false))
      attempt(() => options.onComplete?.({ inquiryId, status, source }))
    },
    requestCancel: cancel,
    prepare({ session }) {
      if (!canOpen(host.options)) return
      const { signal } = preparing
      host.options.client.prepare()
      if (session) {
        prepared = requestSession()
        prepared?.catch(() => {
          prepared = undefined
        })
      }
      loadAll().then(
        () => {
          if (host.state === idle && !signal.aborted) startMachine()?.prepare({ session }, prepared)
        },
        () => {
          // Opening loads it again, and reports where it did not load.
        },
      )
    },
    checkChanges() {},
    abort() {
      opening?.abort()
      preparing.abort()
      preparing = new AbortController()
    },
  }
}
