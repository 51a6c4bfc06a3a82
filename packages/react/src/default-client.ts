import { createInquiryClient, type FetchSession, type InquiryClient } from '@resumable-inquiry/core'

/** A client that calls the latest of several functions which stand for the same back end. */
export interface SessionRelay {
  readonly client: InquiryClient
  latest: FetchSession
}

// A server renders for many people, and a client's memory belongs to one.
const isBrowser = typeof document !== 'undefined'
const clients = new Map<string, InquiryClient>()
const relays = new WeakMap<FetchSession, SessionRelay>()

/** The page's one client for an endpoint. */
export function clientOf(endpoint: string): InquiryClient {
  const client = clients.get(endpoint) ?? createInquiryClient({ endpoint })
  if (isBrowser) clients.set(endpoint, client)
  return client
}

/** The relay that a function belongs to: a stable one finds its client's memory again. */
export function relayOf(fetchSession: FetchSession): SessionRelay {
  const known = relays.get(fetchSession)
  if (known !== undefined) return known

  const relay: SessionRelay = {
    client: createInquiryClient({ fetchSession: (request) => relay.latest(request) }),
    latest: fetchSession,
  }
  if (isBrowser) relays.set(fetchSession, relay)
  return relay
}

/** Lets a relay call another function from now on. */
export function pointRelay(relay: SessionRelay, fetchSession: FetchSession): void {
  relay.latest = fetchSession
  if (!relays.has(fetchSession)) relays.set(fetchSession, relay)
}
