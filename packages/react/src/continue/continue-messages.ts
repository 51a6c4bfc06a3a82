import type { ContinueMessages } from '../plain-messages.ts'

/** The English texts. */
export const continueMessages: ContinueMessages = {
  onPhone: 'Continue on your phone',
  onOtherDevice: 'Continue on another device',
  inBrowser: 'Open in your browser',
  creating: 'Creating your link…',
  scan: 'Scan this code with your phone’s camera.',
  copyOrScan: 'Open this link in your browser, or scan the code with another device.',
  qrCode: 'QR code of the link to your verification',
  link: 'Link to open elsewhere',
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
