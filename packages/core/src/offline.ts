import { ResumableInquiryError } from './errors.ts'

/** Tells whether the browser knows that it is offline. */
export function isOffline(): boolean {
  const { navigator } = globalThis
  // A server has no such thing, or one that does not know.
  return navigator !== undefined && 'onLine' in navigator && !navigator.onLine
}

/** The error for a browser that is offline. */
export function offline(cause?: unknown): ResumableInquiryError {
  return new ResumableInquiryError(
    'offline',
    'The browser is offline. It goes on by itself once the connection is back.',
    { cause },
  )
}
