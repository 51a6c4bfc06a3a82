import { type ClientOptions, setupIframe } from 'persona'
import type { PersonaSdk } from '../src/frame/load-sdk.ts'

/** A client that a fake SDK has made. */
export interface FakeClient {
  readonly options: Omit<ClientOptions, 'onEvent'> & {
    onEvent?(name: string, metadata: Record<string, unknown>): void
  }
  /** Commands that the client got, oldest first. */
  readonly commands: string[]
}

/** A fake of the `persona` SDK that adds real elements to the page, and does nothing by itself. */
export interface FakeSdk extends PersonaSdk {
  /** All clients, oldest first. For an inline widget, what was passed to `setupEvents`. */
  readonly clients: readonly FakeClient[]
}

export function createFakeSdk(): FakeSdk {
  const clients: FakeClient[] = []
  class Client {
    readonly #container = document.createElement('div')
    readonly #commands: string[] = []

    static preload(): Promise<void> {
      return Promise.resolve()
    }

    constructor(options: ClientOptions) {
      this.#container.append(document.createElement('iframe'))
      ;(options.parent ?? document.body).append(this.#container)
      clients.push({ options, commands: this.#commands })
    }

    open(): void {
      this.#commands.push('open')
    }

    cancel(): void {
      this.#commands.push('cancel')
    }

    destroy(): void {
      this.#commands.push('destroy')
      this.#container.remove()
    }
  }
  const setupEvents: PersonaSdk['setupEvents'] = (_containerId, callbacks) => {
    const { onReady, onComplete, onEvent, onError } = callbacks
    const options: FakeClient['options'] = {
      ...(onReady && { onReady }),
      ...(onComplete && { onComplete }),
      ...(onEvent && { onEvent }),
      ...(onError && { onError }),
    }
    clients.push({ options, commands: [] })
    return () => {}
  }
  return { Client, setupEvents, setupIframe, clients }
}
