import { getMock } from '../development.ts'
import { isResumableInquiryError, ResumableInquiryError } from '../errors.ts'
import type { SessionRequestBody } from '../wire/index.ts'
import { parseUrl } from '../wire/parse-url.ts'
import type { SessionAnswer } from './answers.ts'
import type { EndpointOptions, InquiryClientOptions, SessionRequest } from './client-options.ts'
import { loadAnswers } from './load-answers.ts'

/** The host's back end as the browser reaches it. */
export interface Backend {
  /** @param onSent is called once `fetch` was. A host's own function does not say when. */
  fetchSession: (request: SessionRequest, onSent?: () => void) => Promise<SessionAnswer>
  /** Missing where the host gives its own `fetchSession`. */
  endpoint: Endpoint | undefined
}

/** Calls of the wire contract. Each throws a ResumableInquiryError, or the reason of the signal. */
export interface Endpoint {
  get<Answer>(path: string, getParser: GetParser<Answer>, signal: AbortSignal): Promise<Answer>
  /** Returns the response, whatever it is. Throws whatever `fetch` throws. */
  getResponse(path: string, signal: AbortSignal): Promise<Response>
  post<Answer>(
    path: string,
    body: object,
    getParser: GetParser<Answer>,
    signal: AbortSignal,
    onSent?: () => void,
  ): Promise<Answer>
}

/** Picks the parser of an answer. All of them are loaded while the back end works. */
type GetParser<Answer> = (
  answers: typeof import('./answers.ts'),
) => (value: unknown) => Answer | undefined

/** Base path of the back end's handler, unless the host names another one. */
export const defaultEndpoint = '/api/inquiries'

export function createBackend(options: InquiryClientOptions): Backend {
  const { fetchSession } = options
  if (fetchSession === undefined) {
    const endpoint = createEndpoint(options)
    return {
      endpoint,
      fetchSession({ inquiryId, reason, tokenHash, signal }, onSent) {
        const body: SessionRequestBody = { reason, tokenHash }
        const getParser: GetParser<SessionAnswer> = (answers) => answers.parseSessionAnswer
        return endpoint.post(toSessionPath(inquiryId), body, getParser, signal, onSent)
      },
    }
  }
  if (typeof fetchSession !== 'function') {
    throw new ResumableInquiryError(
      'invalid_config',
      'fetchSession is not a function. Give one that calls your back end and returns the session.',
    )
  }
  if (options.endpoint !== undefined) {
    throw new ResumableInquiryError(
      'invalid_config',
      'Both endpoint and fetchSession are given, and only one can be used. Leave one out.',
    )
  }
  return {
    endpoint: undefined,
    fetchSession: async (request) => {
      try {
        const answering = (getMock()?.fetchSession ?? fetchSession)(request)
        const [answer, { readOwnAnswer }] = await Promise.all([answering, loadAnswers()])
        return readOwnAnswer(answer)
      } catch (error) {
        if (request.signal.aborted || isResumableInquiryError(error)) throw error
        throw (await loadAnswers()).fetchSessionThrew(error)
      }
    },
  }
}

/** Returns the path of a session request after the endpoint. */
export function toSessionPath(inquiryId: string | undefined): string {
  return inquiryId === undefined ? '' : `/${inquiryId}/session`
}

function createEndpoint({
  endpoint = defaultEndpoint,
  headers,
  credentials = 'same-origin',
}: EndpointOptions): Endpoint {
  const isPath = typeof endpoint === 'string' && endpoint !== ''
  if (!isPath || parseUrl(endpoint, 'https://host.example') === undefined) {
    throw new ResumableInquiryError(
      'invalid_config',
      `The endpoint ${JSON.stringify(endpoint)} is not a valid address. Give the path at which the handler is mounted, such as "/api/inquiries".`,
    )
  }
  const base = endpoint.replace(/\/+$/, '')

  const request = async (
    path: string,
    init: RequestInit,
    onSent: (() => void) | undefined,
  ): Promise<Response> => {
    // The request leaves in this very task unless the host's headers take their time.
    let allHeaders: Headers
    try {
      const given = typeof headers === 'function' ? headers() : headers
      allHeaders = new Headers(isPromise(given) ? await given : given)
    } catch (error) {
      throw (await loadAnswers()).refusedHeaders(error)
    }
    allHeaders.set('accept', 'application/json')
    if (init.body !== undefined) allHeaders.set('content-type', 'application/json')
    const responding = fetch(base + path, {
      ...init,
      credentials,
      headers: allHeaders,
      cache: 'no-store',
    })
    onSent?.()
    return await responding
  }

  const send = async <Answer>(
    path: string,
    init: RequestInit & { signal: AbortSignal },
    getParser: GetParser<Answer>,
    onSent?: () => void,
  ): Promise<Answer> => {
    try {
      const mocked = getMock()?.fetch(path)
      if (mocked !== undefined) onSent?.()
      const responding = mocked ?? request(path, init, onSent)
      const [response, answers] = await Promise.all([responding, loadAnswers()])
      return await answers.readAnswer(response, getParser(answers), endpoint, path !== '')
    } catch (error) {
      if (init.signal.aborted || isResumableInquiryError(error)) throw error
      throw (await loadAnswers()).unreachable(error)
    }
  }

  return {
    get: (path, getParser, signal) => send(path, { method: 'GET', signal }, getParser),
    getResponse: (path, signal) => request(path, { method: 'GET', signal }, undefined),
    post: (path, body, getParser, signal, onSent) =>
      send(path, { method: 'POST', body: JSON.stringify(body), signal }, getParser, onSent),
  }
}

function isPromise(
  given: HeadersInit | Promise<HeadersInit> | undefined,
): given is Promise<HeadersInit> {
  return given !== undefined && 'then' in given && typeof given.then === 'function'
}
