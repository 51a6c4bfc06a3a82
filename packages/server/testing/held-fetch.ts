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

/**
 * Creates a `fetch` that holds lists of inquiries until there are as many. Otherwise, an instance that
 * lists after the creation of another one would use another key.
 */
export function gatherLists(count: number): typeof fetch {
  const allHaveListed = createDeferred<void>()
  let lists = 0
  return async (input, init) => {
    const { method, url } = new Request(input, init)
    const response = await fetch(input, init)
    if (method !== 'GET' || !new URL(url).pathname.endsWith('/inquiries')) return response
    lists += 1
    if (lists === count) allHaveListed.resolve()
    await allHaveListed.promise
    return response
  }
}
