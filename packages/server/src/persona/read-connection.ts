import { createPacer } from './call-pacer/call-pacer.ts'
import type { PersonaConnection } from './persona-connection.ts'
import type { PersonaApiOptions } from './persona-api.ts'

/**
 * Checks how Persona is to be reached, so that a mistake shows at start and not at the first person.
 *
 * @throws {TypeError} which never repeats the key
 */
export function readConnection(options: PersonaApiOptions): PersonaConnection {
  return {
    apiKey: readApiKey(options.apiKey),
    baseUrl: readBaseUrl(options.baseUrl ?? 'https://api.withpersona.com/api/v1'),
    version: options.version ?? '2023-01-05',
    timeout: options.timeout ?? 4_500,
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    pacer: createPacer(),
  }
}

function readApiKey(apiKey: string): string {
  if (typeof apiKey !== 'string' || apiKey === '') {
    throw new TypeError(
      "Persona's API key is missing. Create one in Persona's dashboard and pass it as apiKey.",
    )
  }
  // A key that is no valid header value would be repeated in the error that fetch throws.
  if (!/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new TypeError("Persona's API key holds a blank, a line break or the like. Copy it again.")
  }
  return apiKey
}

function readBaseUrl(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined
  if (
    url === undefined ||
    !/^https?:$/.test(url.protocol) ||
    url.search !== '' ||
    url.hash !== ''
  ) {
    throw new TypeError(
      `Persona's base URL "${baseUrl}" is none. Pass one such as https://api.withpersona.com/api/v1.`,
    )
  }
  return url.href.replace(/\/+$/, '')
}
