import { ResumableInquiryError } from './errors.ts'

/** Tells whether the browser knows that it is offline. */
export function isOffline(): boolean {
  const { navigator } = globalThis
  // A server has no navigator, or one without this property.
  return navigator !== undefined && 'onLine' in navigator && !navigator.onLine
}

/** The error for a browser that is offline. */
export function offline(cause?: unknown): ResumableInquiryError {
  return new ResumableInquiryError(
    'offline',
    'The browser is offline. The flow continues by itself once the connection is back.',
    { cause },
  )
}
