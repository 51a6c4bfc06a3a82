import type { ClientOptions, setupEvents, setupIframe } from 'persona'
import { getMock } from '../development.ts'
import { isOffline, offline, ResumableInquiryError } from '../errors.ts'
import { isRecord } from '../wire/is-record.ts'

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

/** Loads the SDK once for the same `loadSdk`, and again after it did not load. */
export interface SdkLoader {
  /** The SDK, where it is loaded. */
  readonly loaded: PersonaSdk | undefined
  /** @throws ResumableInquiryError as `loadSdk` does */
  load(loadSdk: LoadSdk | undefined): Promise<PersonaSdk>
}

export function createSdkLoader(): SdkLoader {
  let latest: { load: LoadSdk | undefined; loading: Promise<PersonaSdk> } | undefined
  let loaded: PersonaSdk | undefined
  return {
    get loaded() {
      return loaded
    },
    load(load) {
      if (latest?.load === load && latest !== undefined) return latest.loading
      loaded = undefined
      const loading = loadSdk(load)
      const next = { load, loading }
      latest = next
      loading.then(
        (sdk) => {
          if (latest === next) loaded = sdk
        },
        () => {
          if (latest === next) latest = undefined
        },
      )
      return loading
    },
  }
}

/**
 * Loads the SDK: by default the `persona` package, in a chunk of its own.
 *
 * @throws ResumableInquiryError `sdk_unavailable` or `offline` where it does not load, and
 * `sdk_unavailable` for anything that has no `Client`.
 */
export async function loadSdk(load: LoadSdk = () => import('persona')): Promise<PersonaSdk> {
  let loaded: unknown
  try {
    loaded = await (getMock()?.loadSdk ?? load)()
  } catch (error) {
    throw isOffline() ? offline(error) : sdkUnavailable(error)
  }
  if (isSdk(loaded)) return loaded
  throw new ResumableInquiryError(
    'sdk_unavailable',
    `The persona SDK has no Client: what was loaded is ${describe(loaded)}. Let loadSdk return the module of the "persona" package, as import('persona') does.`,
  )
}

/** The error for an SDK that did not load. */
export function sdkUnavailable(cause?: unknown): ResumableInquiryError {
  return new ResumableInquiryError(
    'sdk_unavailable',
    isMissingPackage(cause)
      ? 'The package "persona" was not found. Install it beside this package: npm install persona.'
      : 'The persona SDK could not be loaded. Check the connection, and that the page may load its own scripts; after a new deployment a reload of the page helps.',
    { cause },
  )
}

/** Returns whether a bundler or a browser could not resolve the package's name. */
function isMissingPackage(cause: unknown): boolean {
  return cause instanceof Error && /['"“]persona['"”]/.test(cause.message)
}

function isSdk(value: unknown): value is PersonaSdk {
  return isRecord(value) && typeof value['Client'] === 'function'
}

function describe(loaded: unknown): string {
  if (!isRecord(loaded)) return loaded === null ? 'null' : `of type ${typeof loaded}`
  if ('Client' in loaded) return `a module whose Client is of type ${typeof loaded['Client']}`
  if (isSdk(loaded['default'])) return 'a module whose "default" has it, and is to be returned'
  const names = Object.keys(loaded).slice(0, 5).join(', ')
  return names === '' ? 'an empty module' : `a module with ${names}`
}

/** Opens the connection to an origin ahead of use. Returns a function that removes the hint. */
export function preconnect(origin: string): () => void {
  const link = document.createElement('link')
  link.rel = 'preconnect'
  link.href = origin
  document.head.append(link)
  return () => link.remove()
}

/**
 * Loads the widget's assets into the browser's cache, in a hidden iframe of the SDK.
 *
 * The SDK removes its iframe once it has loaded, and never where it does not load. The signal removes
 * it in any case.
 */
export function preload(
  sdk: PersonaSdk,
  customHost: string | undefined,
  signal: AbortSignal,
): void {
  const before = new Set(document.body.children)
  void sdk.Client.preload(customHost)
  const added = [...document.body.children].filter((element) => !before.has(element))
  signal.addEventListener(
    'abort',
    () => {
      for (const element of added) element.remove()
    },
    { once: true },
  )
}
