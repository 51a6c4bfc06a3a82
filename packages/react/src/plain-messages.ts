import type { ResumableInquiryErrorCode } from '@resumable-inquiry/core'

/** Texts of an error for the person. */
export interface ErrorMessage {
  readonly title: string
  /** `{time}` becomes the time of day at which the flow retries automatically, where it does. */
  readonly text: string
}

/** All texts for the person. */
export interface Messages {
  readonly loading: string
  readonly recovering: string
  /** In place of either after a while of waiting. */
  readonly stillLoading: string
  /** Button that cancels while loading or recovering. */
  readonly cancel: string
  /** Button that closes an error. */
  readonly close: string
  readonly retry: string
  /** Button that continues in an unsupported browser. */
  readonly tryAnyway: string
  /** In place of an error's own texts, where they could not be loaded. */
  readonly failed: string
  readonly errors: Readonly<Record<ResumableInquiryErrorCode, ErrorMessage>>
}

/** Texts of `<ContinueElsewhere>` for the person. */
export interface ContinueMessages {
  /** Button that creates a link for another device. */
  readonly onPhone: string
  /** In place of it, on a phone. */
  readonly onOtherDevice: string
  /** Button that opens Persona's own page. */
  readonly inBrowser: string
  readonly creating: string
  readonly scan: string
  /** In place of it, on a phone. */
  readonly copyOrScan: string
  /** Name of the QR code. */
  readonly qrCode: string
  /** Label of the link's address. */
  readonly link: string
  readonly copy: string
  readonly copied: string
  readonly once: string
  /** The inquiry was opened elsewhere. */
  readonly opened: string
  /** The link has expired. */
  readonly ended: string
  readonly renew: string
  readonly finished: string
  /** Button that hides the link. */
  readonly hide: string
}

/** Texts that replace the defaults. Omitted ones keep their default. */
export type MessageOverrides = {
  readonly [Name in Exclude<keyof Messages, 'errors'>]?: string | undefined
} & {
  readonly continueElsewhere?: Partial<ContinueMessages> | undefined
  readonly errors?:
    | { readonly [Code in ResumableInquiryErrorCode]?: ErrorMessage | undefined }
    | undefined
}

/** All texts but those that only the default look of errors has. */
export type PlainMessages = Omit<Messages, 'tryAnyway' | 'errors'>

/** Returns the given texts, and the English ones in place of those that are left out. */
export function toPlainMessages({
  loading = 'Getting your verification ready…',
  recovering = 'Resuming after your last submitted step…',
  stillLoading = 'Still loading…',
  cancel = 'Cancel',
  close = 'Close',
  retry = 'Try again',
  failed = 'Something went wrong. Check your connection and try again.',
}: MessageOverrides = {}): PlainMessages {
  return { loading, recovering, stillLoading, cancel, close, retry, failed }
}
