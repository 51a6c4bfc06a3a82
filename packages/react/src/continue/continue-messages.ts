import type { ContinueMessages } from '../plain-messages.ts'

/** The English texts. */
export const continueMessages: ContinueMessages = {
  onPhone: 'Continue on your phone',
  inBrowser: 'Open in your browser',
  creating: 'Creating your link…',
  scan: 'Scan this code with your phone’s camera.',
  qrCode: 'QR code of the link to your verification',
  link: 'Or open this link elsewhere',
  copy: 'Copy link',
  copied: 'Copied',
  once: 'The link works once. This page updates automatically when you’re done.',
  opened:
    'You’ve opened your verification elsewhere. This page updates automatically when you’re done.',
  ended: 'This link has expired.',
  renew: 'Get a new link',
  finished: 'You’re done.',
  hide: 'Back',
}
