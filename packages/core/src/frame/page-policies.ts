import { ResumableInquiryError } from '../errors.ts'
import { isRecord } from '../wire/is-record.ts'
import { parseUrl } from '../wire/parse-url.ts'
import type { FrameListener } from './frame.ts'
import { isTrustedOrigin } from './guard-messages.ts'

/**
 * Calls back when the page's Cross-Origin-Embedder-Policy blocks a frame from `origin`, whether or
 * not the policy isolates the page. Only Chromium reports that; elsewhere nothing is called.
 *
 * @returns a function that stops watching.
 */
export function watchEmbedderPolicy(origin: string, onBlocked: () => void): () => void {
  if (typeof ReportingObserver === 'undefined') return () => {}
  const observer = new ReportingObserver(
    (reports) => {
      if (reports.some(({ body }) => isBlockedFrame(toData(body), origin))) onBlocked()
    },
    { types: ['coep'] },
  )
  observer.observe()
  return () => observer.disconnect()
}

/** Chromium's body has its properties in its JSON only. */
function toData(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body ?? null))
}

/** Returns whether a report is about a blocked frame. A policy that only reports blocks none. */
function isBlockedFrame(report: unknown, origin: string): boolean {
  if (!isRecord(report) || report['disposition'] !== 'enforce') return false
  const { type, destination, blockedURL } = report
  if (type !== 'navigation' && destination !== 'iframe') return false
  const blocked = typeof blockedURL === 'string' ? parseUrl(blockedURL) : undefined
  return blocked !== undefined && isTrustedOrigin(blocked.origin, origin)
}

/** The error for a frame that the page's Cross-Origin-Embedder-Policy blocks. */
export function blockedByEmbedderPolicy(): ResumableInquiryError {
  return new ResumableInquiryError(
    'widget_unreachable',
    "The page's Cross-Origin-Embedder-Policy header blocks the Persona widget, which does not send that header itself. Serve the page that shows the flow without it.",
  )
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
