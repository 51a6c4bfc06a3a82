import type { ClientOptions, setupEvents, setupIframe } from 'persona'
import { ResumableInquiryError } from '../errors.ts'

/** The part of a `Persona.Client` that a frame uses. */
export interface PersonaClient {
  open(): void
  cancel(force: boolean): void
  destroy(): void
}

/** The part of the `persona` SDK that a frame uses. */
export interface PersonaSdk {
  Client: {
    new (options: ClientOptions): PersonaClient
    preload(host?: string): Promise<void>
  }
  /** For an inline widget, as is the next. */
  setupEvents?: typeof setupEvents
  setupIframe?: typeof setupIframe
}

/** Loads the `persona` SDK. */
export type LoadSdk = () => Promise<PersonaSdk>

/** Loads the `persona` package, in a chunk of its own. */
export function importSdk(): Promise<PersonaSdk> {
  return import('persona')
}

/** The error for an SDK that did not load. */
export function sdkUnavailable(cause?: unknown): ResumableInquiryError {
  return new ResumableInquiryError(
    'sdk_unavailable',
    'The persona SDK could not be loaded. Check the connection, and that the page may load its own scripts; after a new deployment a reload of the page helps.',
    { cause },
  )
}
