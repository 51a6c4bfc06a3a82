import { createDeferred } from './deferred.ts'

/** A `fetch` that holds requests until the test releases them. */
export interface HeldFetch {
  readonly fetch: typeof fetch
  /** Resolves when a request is held. */
  readonly held: Promise<void>
  /** Sends the held requests, and holds no more. */
  release(): void
}

/** Creates a `fetch` that holds requests whose path has this ending. */
export function holdFetch(ending: string): HeldFetch {
  const held = createDeferred<void>()
  const released = createDeferred<void>()

  return {
    held: held.promise,
    release: () => released.resolve(),

    async fetch(input, init) {
      if (new URL(new Request(input, init).url).pathname.endsWith(ending)) {
        held.resolve()
        await released.promise
      }
      return await fetch(input, init)
    },
  }
}
