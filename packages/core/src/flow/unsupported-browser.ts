import { ResumableInquiryError } from '../errors.ts'

/** What the check reads of a page's `window`. */
export interface CheckedWindow {
  readonly isSecureContext?: boolean | undefined
  readonly navigator: {
    readonly userAgent: string
    readonly maxTouchPoints?: number | undefined
    readonly mediaDevices?: object | undefined
    /** Whether iOS runs the page as an app from its home screen. */
    readonly standalone?: boolean | undefined
  }
}

/**
 * What apps add to the user agent of the browser inside them. Persona's page about browsers and
 * devices says that it supports none of these.
 */
const inAppBrowsers: readonly (readonly [app: string, userAgent: RegExp])[] = [
  ['Facebook or Messenger', /\bFB(AN|AV|_IAB)\b/],
  ['Instagram', /\bInstagram\b/],
  ['Threads', /\bBarcelona \d/],
  ['WeChat', /\bMicroMessenger\b/],
  ['TikTok', /\b(BytedanceWebview|musical_ly|trill_\d)/],
  ['LinkedIn', /\bLinkedInApp\b/],
  ['Snapchat', /\bSnapchat\b/],
  ['LINE', /\bLine\/\d/],
  ['KakaoTalk', /\bKAKAOTALK\b/],
  ['NAVER', /\bNAVER\(inapp/],
  ['Alipay', /\bAlipayClient\b/],
  ['Telegram', /\bTelegram-Android\b/],
  ['X', /\bTwitter(Android| for i)/],
  ['Pinterest', /\bPinterest\b/],
  ['the Google app', /\bGSA\/\d/],
  ['an Android WebView', /; wv\)/],
]

/**
 * Returns the error for a browser in which the widget is known not to work: one inside another app,
 * or one without a camera API. A page that is not served securely has none in any browser, so there
 * its absence says nothing.
 */
export function findUnsupportedBrowser({ isSecureContext, navigator }: CheckedWindow = globalThis):
  | ResumableInquiryError
  | undefined {
  const app = findApp(navigator)
  if (app !== undefined) {
    return unsupportedBrowser(`The page is shown inside ${app}, where the Persona widget fails.`)
  }
  if (isSecureContext === true && navigator.mediaDevices === undefined) {
    return unsupportedBrowser(
      'This browser has no camera API (navigator.mediaDevices), which the Persona widget needs.',
    )
  }
  return undefined
}

function findApp(navigator: CheckedWindow['navigator']): string | undefined {
  const { userAgent, maxTouchPoints = 0, standalone } = navigator
  const [app] = inAppBrowsers.find(([, pattern]) => pattern.test(userAgent)) ?? []
  if (app !== undefined) return app

  // Every browser for iOS says "Safari/", and so does SFSafariViewController. A web view does not, nor
  // does an app on the home screen, which has a camera. An iPad says that it is a Mac.
  const isIos = /\b(iPhone|iPad|iPod)\b/.test(userAgent)
  const isIpad = /\bMacintosh\b/.test(userAgent) && maxTouchPoints > 1
  const isWebView = / AppleWebKit\//.test(userAgent) && !/ Safari\//.test(userAgent)
  return (isIos || isIpad) && isWebView && standalone !== true ? 'an iOS web view' : undefined
}

function unsupportedBrowser(finding: string): ResumableInquiryError {
  return new ResumableInquiryError(
    'unsupported_browser',
    `${finding} No session was requested. Let the person open the page in their browser; retry() tries anyway. An app whose own WebView shows this page turns the check off with browserCheck: false.`,
  )
}
