import type { ClientOptions, setupEvents, setupIframe } from 'persona'
import { getMock } from '../development.ts'

/** The part of a `Persona.Client` that a frame uses. */
export interface PersonaClient {
  open(): void
  cancel(force: boolean): void
  destroy(): void
}

/** The part of the `persona` SDK that a frame uses. */
export interface PersonaSdk {
  Client: {
    new (options: ClientOptions): PersonaClient
    preload(host?: string): Promise<void>
  }
  /** For an inline widget, as is the next. */
  setupEvents?: typeof setupEvents
  setupIframe?: typeof setupIframe
}

/** Loads the `persona` SDK. */
export type LoadSdk = () => Promise<PersonaSdk>

/** The SDK that a flow loads: by default the `persona` package, in a chunk of its own. */
export interface SdkLoader {
  /** What was loaded, once it is. It may be no SDK. */
  readonly loaded: unknown
  /** Loads it once for the same `loadSdk`, and again after a failure. Rejects as `loadSdk` does. */
  load(loadSdk: LoadSdk | undefined): Promise<unknown>
}

export function createSdkLoader(): SdkLoader {
  let latest: { loadSdk: LoadSdk | undefined; loading: Promise<unknown> } | undefined
  let loaded: unknown
  return {
    get loaded() {
      return loaded
    },
    load(loadSdk) {
      if (latest !== undefined && latest.loadSdk === loadSdk) return latest.loading
      loaded = undefined
      const next = { loadSdk, loading: importSdk(loadSdk) }
      latest = next
      next.loading.then(
        (sdk) => {
          if (latest === next) loaded = sdk
        },
        () => {
          if (latest === next) latest = undefined
        },
      )
      return next.loading
    },
  }
}

async function importSdk(loadSdk: LoadSdk = () => import('persona')): Promise<unknown> {
  return await (getMock()?.loadSdk ?? loadSdk)()
}

/** Opens the connection to an origin ahead of use. Returns a function that removes the hint. */
export function preconnect(origin: string): () => void {
  const link = document.createElement('link')
  link.rel = 'preconnect'
  link.href = origin
  document.head.append(link)
  return () => link.remove()
}
