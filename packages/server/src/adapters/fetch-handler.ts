/** A handler of Fetch API requests, such as an inquiry handler or a webhook handler. */
export type FetchHandler = (request: Request) => Promise<Response>
