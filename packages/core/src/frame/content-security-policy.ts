import { ResumableInquiryError } from '../errors.ts'
import { parseUrl } from '../wire/parse-url.ts'
import type { FrameListener } from './frame.ts'
import { isTrustedOrigin } from './widget-host.ts'

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
