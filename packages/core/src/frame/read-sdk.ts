import { isOffline, isResumableInquiryError, offline, ResumableInquiryError } from '../errors.ts'
import { isRecord } from '../wire/is-record.ts'
import type { PersonaSdk } from './load-sdk.ts'

/**
 * Returns the SDK that was loaded.
 *
 * @throws ResumableInquiryError `sdk_unavailable` or `offline` where it did not load, and
 * `sdk_unavailable` for anything that has no `Client`.
 */
export async function awaitSdk(loading: Promise<unknown>): Promise<PersonaSdk> {
  try {
    return readSdk(await loading)
  } catch (error) {
    if (isResumableInquiryError(error)) throw error
    throw isOffline() ? offline(error) : sdkUnavailable(error)
  }
}

/**
 * Returns what was loaded as the SDK.
 *
 * @throws ResumableInquiryError `sdk_unavailable` for anything that has no `Client`.
 */
export function readSdk(loaded: unknown): PersonaSdk {
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
