import { createInquiryClient, type FetchSession, type InquiryClient } from '@resumable-inquiry/core'

/** A client that always calls the latest of the functions that a component passes. */
export interface LatestRefClient {
  readonly client: InquiryClient
  latest: FetchSession
}

// A server renders for many people, and the cache of a client belongs to one.
const isBrowser = typeof document !== 'undefined'
const defaultClients = new Map<string, InquiryClient>()
const latestRefClients = new WeakMap<FetchSession, LatestRefClient>()

/** Returns the page's one client for an endpoint. */
export function getDefaultClient(endpoint: string): InquiryClient {
  const client = defaultClients.get(endpoint) ?? createInquiryClient({ endpoint })
  if (isBrowser) defaultClients.set(endpoint, client)
  return client
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
