import type { ResumableInquiryError } from './errors.ts'

declare const process: { env: { NODE_ENV?: string } }

/** Mistakes that were named since the page was loaded. */
const named = new Set<string>()

/**
 * Names a mistake of the host in the console, in development only and once for each page load.
 *
 * @param message says what was found and what to do, and holds no secret.
 */
export function warnOnce(message: string): void {
  if (named.has(message) || !isDevelopment()) return
  named.add(message)
  console.warn(`[resumable-inquiry] ${message}`)
}

/** Prints an error's message in development. Its `cause` may hold a secret, and is left out. */
export function printError({ code, message }: ResumableInquiryError): void {
  if (isDevelopment()) console.error(`[resumable-inquiry] ${code}: ${message}`)
}

function isDevelopment(): boolean {
  try {
    return process.env.NODE_ENV !== 'production'
  } catch {
    // Without a bundler there is no environment, and no way to tell that this is development.
    return false
  }
}
