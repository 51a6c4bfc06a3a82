import { ResumableInquiryError } from '../errors.ts'
import { parseUrl } from '../wire/parse-url.ts'
import type { FrameListener } from './frame.ts'

const defaultOrigin = 'https://inquiry.withpersona.com'

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

/**
 * Returns whether a message may come from `origin`, for a frame that was loaded from `frameOrigin`.
 * Persona may redirect its default host to an organization's subdomain.
 */
export function isTrustedOrigin(origin: string, frameOrigin: string): boolean {
  if (origin === frameOrigin) return true
  return frameOrigin === defaultOrigin && /^https:\/\/([a-z0-9-]+\.)+withpersona\.com$/.test(origin)
}

/**
 * Reports a frame that the page's policy blocks, for which the SDK calls nothing.
 *
 * @param origin serves the widget.
 * @returns a function that stops watching.
 */
export function watchContentSecurityPolicy(
  origin: string,
  listener: Pick<FrameListener, 'onRefused'>,
): () => void {
  const onViolation = ({
    blockedURI,
    disposition,
    effectiveDirective,
  }: SecurityPolicyViolationEvent) => {
    if (disposition !== 'enforce' || !/^(frame|child|default)-src$/.test(effectiveDirective)) return
    const blocked = parseUrl(blockedURI)
    if (blocked === undefined || !isTrustedOrigin(blocked.origin, origin)) return
    listener.onRefused(
      new ResumableInquiryError(
        'widget_blocked',
        `The page's Content-Security-Policy blocks the Persona widget. Add "frame-src ${origin}" to it.`,
      ),
    )
  }
  document.addEventListener('securitypolicyviolation', onViolation)
  return () => document.removeEventListener('securitypolicyviolation', onViolation)
}
