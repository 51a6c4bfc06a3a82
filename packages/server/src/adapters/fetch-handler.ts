/** Anything that answers a request: an inquiry handler, a webhook handler. */
export type FetchHandler = (request: Request) => Promise<Response>
