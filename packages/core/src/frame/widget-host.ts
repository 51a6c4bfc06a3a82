import { parseUrl } from '../wire/parse-url.ts'

/** Origin of Persona's widget. */
export const defaultOrigin = 'https://inquiry.withpersona.com'

/**
 * Returns the origin that serves the widget for a `customHost`, by the SDK's own rules: http for a
 * host that begins with `localhost`, https for every other.
 */
export function widgetOrigin(customHost: string | undefined): string {
  if (customHost === undefined) return defaultOrigin
  if (customHost === 'development') return 'http://localhost:3000'
  return new URL(`${customHost.startsWith('localhost') ? 'http' : 'https'}://${customHost}`).origin
}

/**
 * Returns whether the SDK can use a `customHost`. For any other it silently falls back to Persona's
 * production host, which would show the person another page than intended.
 */
export function isWidgetHost(customHost: string | undefined): boolean {
  if (customHost === undefined || customHost === 'development') return true
  const isAddress = /^[\d.]+(:\d+)?$/.test(customHost)
  const isHost = /^(localhost|[a-z0-9-]+(\.[a-z0-9-]+)+)(:\d{1,5})?$/i.test(customHost)
  return isHost && !isAddress && parseUrl(`https://${customHost}`) !== undefined
}
