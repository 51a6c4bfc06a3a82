import {
  createInquiryClient,
  type FetchSession,
  type InquiryClient,
  type InquiryClientOptions,
} from '@resumable-inquiry/core'

/** A client that always calls the latest of the functions that a component passes. */
export interface LatestRefClient {
  readonly client: InquiryClient
  latest: FetchSession
}

// A server renders for many people, and the cache of a client belongs to one.
const isBrowser = typeof document !== 'undefined'
const defaultClients = new Map<string, InquiryClient>()
const latestRefClients = new WeakMap<FetchSession, LatestRefClient>()

/**
 * Returns the page's one client for an endpoint. A client for invalid options rejects every session
 * with the reason, so that a flow reports it like any other error.
 */
export function getDefaultClient(options: InquiryClientOptions): InquiryClient {
  const key = `${typeof options.fetchSession} ${options.endpoint}`
  const client = defaultClients.get(key) ?? createClient(options)
  if (isBrowser) defaultClients.set(key, client)
  return client
}

function createClient(options: InquiryClientOptions): InquiryClient {
  try {
    // JavaScript can pass whatever it likes, and the page's client belongs to no component.
    return createInquiryClient({ ...options, headers: undefined, credentials: undefined })
  } catch (error) {
    return createInquiryClient({ fetchSession: () => Promise.reject(error) })
  }
}

/** Returns the client of a function: a stable function gets the same client, and its cache, again. */
export function getLatestRefClient(fetchSession: FetchSession): LatestRefClient {
  const known = latestRefClients.get(fetchSession)
  if (known !== undefined) return known

  const created: LatestRefClient = {
    client: createInquiryClient({ fetchSession: (request) => created.latest(request) }),
    latest: fetchSession,
  }
  if (isBrowser) latestRefClients.set(fetchSession, created)
  return created
}

/** Lets a client call another function from now on. */
export function updateLatest(client: LatestRefClient, fetchSession: FetchSession): void {
  client.latest = fetchSession
  if (!latestRefClients.has(fetchSession)) latestRefClients.set(fetchSession, client)
}
