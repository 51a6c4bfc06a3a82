import { createDeferred } from './deferred.ts'

/** A `fetch` whose requests wait for the test to let them go. */
export interface HeldFetch {
  readonly fetch: typeof fetch
  /** Resolves once a request waits. */
  readonly held: Promise<void>
  /** Sends on everything that waits, and whatever comes later. */
  release(): void
}

/** Holds requests whose path ends so; all others pass. */
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
