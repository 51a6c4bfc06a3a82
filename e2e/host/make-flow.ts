import {
  createInquiryClient,
  createInquiryFlow,
  type FlowOptions,
  type InquiryClient,
  type InquiryFlow,
} from '@resumable-inquiry/core'
import type { HostConfig } from './config.ts'
import { record } from './recorder.ts'

/** A mounted flow without React. */
export interface MadeFlow {
  readonly flow: InquiryFlow
  readonly client: InquiryClient
  unmount(): void
}

declare global {
  interface Window {
    /** The flows that `makeFlow` has created, by name. */
    flows: Record<string, MadeFlow>
    /**
     * Creates and mounts a flow, with the page's inquiry and options as defaults. Records its
     * callbacks as `name onReady` and so on before calling the given ones.
     */
    makeFlow(name: string, options?: Partial<FlowOptions>): MadeFlow
  }
}

/** Defines `makeFlow` in the page. */
export function provideFlows({ inquiryId, options: common }: HostConfig): void {
  window.flows = {}
  window.makeFlow = (name, options = {}) => {
    const client = options.client ?? createInquiryClient()
    const recorded =
      <Parameters extends unknown[]>(callback: string, own?: (...given: Parameters) => void) =>
      (...given: Parameters) => {
        record(`${name} ${callback}`, given.length > 1 ? given : given[0])
        own?.(...given)
      }
    const flow = createInquiryFlow({
      ...common,
      inquiryId,
      ...options,
      client,
      onOpenChange: recorded('onOpenChange', options.onOpenChange),
      onReady: recorded('onReady', options.onReady),
      onComplete: recorded('onComplete', options.onComplete),
      onCancel: recorded('onCancel', options.onCancel),
      onError: recorded('onError', options.onError),
      onEvent: recorded('onEvent', options.onEvent),
      onRecover: recorded('onRecover', options.onRecover),
      onStateChange: recorded('onStateChange', options.onStateChange),
      onInquiryChange: recorded('onInquiryChange', options.onInquiryChange),
    })
    const made = { flow, client, unmount: flow.mount() }
    window.flows[name] = made
    return made
  }
}
