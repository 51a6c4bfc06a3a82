import { getMock } from '../development.ts'
import { isResumableInquiryError, ResumableInquiryError } from '../errors.ts'
import { parseInquirySession } from '../wire/index.ts'
import { parseUrl } from '../wire/parse-url.ts'
import type { EndpointOptions, FetchSession, InquiryClientOptions } from './client-options.ts'
import { readAnswer } from './read-answer.ts'

/** The host's back end as the browser reaches it. */
export interface Backend {
  fetchSession: (...parameters: Parameters<FetchSession>) => Promise<unknown>
  /** Missing where the host gives its own `fetchSession`. */
  endpoint: Endpoint | undefined
}

/** Calls of the wire contract. Each throws a ResumableInquiryError, or the reason of the signal. */
export interface Endpoint {
  get<Answer>(path: string, parse: Parse<Answer>, signal: AbortSignal): Promise<Answer>
  post<Answer>(
    path: string,
    body: object,
    parse: Parse<Answer>,
    signal: AbortSignal,
  ): Promise<Answer>
}

type Parse<Answer> = (value: unknown) => Answer | undefined

export function createBackend(options: InquiryClientOptions): Backend {
  const { fetchSession } = options
  if (fetchSession === undefined) {
    const endpoint = createEndpoint(options)
    return {
      endpoint,
      fetchSession: ({ inquiryId, reason, signal }) =>
        endpoint.post(toSessionPath(inquiryId), { reason }, parseInquirySession, signal),
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
        return await (getMock()?.fetchSession ?? fetchSession)(request)
      } catch (error) {
        if (request.signal.aborted || isResumableInquiryError(error)) throw error
        throw new ResumableInquiryError(
          'unknown',
          'fetchSession threw. Its error is the cause of this one; throw a ResumableInquiryError to say more.',
          { cause: error },
        )
      }
    },
  }
}

/** Returns the path of a session request after the endpoint. */
export function toSessionPath(inquiryId: string | undefined): string {
  return inquiryId === undefined ? '' : `/${inquiryId}/session`
}

function createEndpoint({
  endpoint = '/api/inquiries',
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

  const request = async (path: string, init: RequestInit): Promise<Response> => {
    const allHeaders = await readHeaders(headers)
    allHeaders.set('accept', 'application/json')
    if (init.body !== undefined) allHeaders.set('content-type', 'application/json')
    return await fetch(base + path, {
      ...init,
      credentials,
      headers: allHeaders,
      cache: 'no-store',
    })
  }

  const send = async <Answer>(
    path: string,
    init: RequestInit & { signal: AbortSignal },
    parse: Parse<Answer>,
  ): Promise<Answer> => {
    try {
      const response = await (getMock()?.fetch(path) ?? request(path, init))
      return await readAnswer(response, parse, endpoint, path !== '')
    } catch (error) {
      if (init.signal.aborted || isResumableInquiryError(error)) throw error
      throw new ResumableInquiryError(
        'persona_unavailable',
        'The back end could not be reached. Check the connection, and that the back end runs.',
        { cause: error },
      )
    }
  }

  return {
    get: (path, parse, signal) => send(path, { method: 'GET', signal }, parse),
    post: (path, body, parse, signal) =>
      send(path, { method: 'POST', body: JSON.stringify(body), signal }, parse),
  }
}

async function readHeaders(headers: EndpointOptions['headers']): Promise<Headers> {
  try {
    return new Headers(typeof headers === 'function' ? await headers() : headers)
  } catch (cause) {
    throw new ResumableInquiryError(
      'unknown',
      'The headers given to the inquiry client could not be used. See the cause of this error.',
      { cause },
    )
  }
}
