import {
  createInquiryClient,
  createInquiryFlow,
  type FlowOptions,
  type InquiryClient,
  type InquiryFlow,
} from '@resumable-inquiry/core'
import type { HostConfig } from './config.ts'
import { record } from './recorder.ts'

/** A flow that is made without React, mounted. */
export interface MadeFlow {
  readonly flow: InquiryFlow
  readonly client: InquiryClient
  unmount(): void
}

declare global {
  interface Window {
    /** Flows that were made by hand, by name. */
    flows: Record<string, MadeFlow>
    /**
     * Makes a flow by hand and mounts it. The page's inquiry and options are filled in, and its
     * callbacks are recorded as `name onReady` and so on before the given ones are called.
     */
    makeFlow(name: string, options?: Partial<FlowOptions>): MadeFlow
  }
}

/** Gives the page what makes flows by hand. */
export function provideFlows({ inquiryId, options: common }: HostConfig): void {
  window.flows = {}
  window.makeFlow = (name, options = {}) => {
    const client = options.client ?? createInquiryClient()
    const tell =
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
      onOpenChange: tell('onOpenChange', options.onOpenChange),
      onReady: tell('onReady', options.onReady),
      onComplete: tell('onComplete', options.onComplete),
      onCancel: tell('onCancel', options.onCancel),
      onError: tell('onError', options.onError),
      onEvent: tell('onEvent', options.onEvent),
      onRecover: tell('onRecover', options.onRecover),
      onStateChange: tell('onStateChange', options.onStateChange),
      onInquiryChange: tell('onInquiryChange', options.onInquiryChange),
    })
    const made = { flow, client, unmount: flow.mount() }
    window.flows[name] = made
    return made
  }
}
