import type { ResumableInquiryError } from './errors.ts'

declare const process: { env: { NODE_ENV?: string } }

// Only a literal condition lets a bundler drop what is for development, and what calls are given.

/** Mistakes that were named since the page was loaded. */
const named = new Set<string>()

/**
 * Names a mistake of the host in the console, in development only and once for each page load.
 *
 * @param message says what was found and what to do, and holds no secret.
 */
export function warnOnce(message: string): void {
  try {
    if (process.env.NODE_ENV !== 'production' && !named.has(message)) {
      named.add(message)
      console.warn(`[resumable-inquiry] ${message}`)
    }
  } catch {
    // Without a bundler there is no environment.
  }
}

/** Prints an error's message in development. Its `cause` may hold a secret, and is left out. */
export function printError({ code, message }: ResumableInquiryError): void {
  try {
    if (process.env.NODE_ENV !== 'production') {
      console.error(`[resumable-inquiry] ${code}: ${message}`)
    }
  } catch {
    // Without a bundler there is no environment.
  }
}

/** The part of a `Response` that a client reads. */
export interface BackendResponse extends Pick<Response, 'ok' | 'status' | 'text'> {
  readonly headers: Pick<Headers, 'get'>
}

/** What a test puts in place of the SDK and of every back end. */
export interface InquiryMock {
  /** Returns the module of the SDK. */
  loadSdk(): Promise<unknown>
  /** Responds as the host's back end does to a path after the endpoint. */
  fetch(path: string): Promise<BackendResponse>
  /** Is called in place of a host's own. */
  fetchSession(request: { inquiryId?: string }): Promise<unknown>
  /** Registers a client that caches what the mock responded. */
  addClient(clear: () => void): void
}

/** Two builds of this package, ES module and CommonJS, share it. */
export const mockKey: unique symbol = Symbol.for('@resumable-inquiry/mock')

/** The global object, with the mock that is in place. */
export const mockHolder: typeof globalThis & { [mockKey]?: InquiryMock | undefined } = globalThis

/** Returns the mock that is in place. In production there is none. */
export function getMock(): InquiryMock | undefined {
  try {
    if (process.env.NODE_ENV !== 'production') return mockHolder[mockKey]
  } catch {
    // Without a bundler there is no environment.
  }
  return undefined
}
