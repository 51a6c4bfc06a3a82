/**
 * A handler of Fetch API requests, such as an inquiry handler or a webhook handler.
 *
 * @param platform the platform's own request, which an inquiry handler passes to `authenticate`
 */
export type FetchHandler<Platform = unknown> = (
  request: Request,
  platform: Platform,
) => Promise<Response>
