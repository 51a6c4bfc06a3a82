import { isWidgetHost } from '../frame/widget-host.ts'
import type { FlowOptions } from './options.ts'
import { maxTimerDelay } from './policy.ts'

/** Returns whether the options, and the browser, are such that a flow can run. */
export function canOpen(options: FlowOptions): boolean {
  return (
    findInvalidOption(options) === undefined &&
    (options.browserCheck === false || findUnsupportedBrowser() === undefined)
  )
}

/** Name of an option with which no flow can run. */
export type InvalidOption =
  | 'loadSdk'
  | 'recovery.maxAttempts'
  | 'timeouts.session'
  | 'timeouts.frame'
  | 'customHost'

/** Returns the name of an option with which no flow can run. The client refuses an invalid id. */
export function findInvalidOption(options: FlowOptions): InvalidOption | undefined {
  const { customHost, loadSdk, recovery, timeouts } = options
  if (loadSdk !== undefined && typeof loadSdk !== 'function') return 'loadSdk'
  if (!isCount(recovery?.maxAttempts)) return 'recovery.maxAttempts'
  if (!isTimeout(timeouts?.session)) return 'timeouts.session'
  if (!isTimeout(timeouts?.frame)) return 'timeouts.frame'
  return isWidgetHost(customHost) ? undefined : 'customHost'
}

function isCount(value: number | undefined): boolean {
  return value === undefined || (Number.isInteger(value) && value > 0)
}

function isTimeout(value: number | undefined): boolean {
  return value === undefined || (Number.isFinite(value) && value >= 1 && value <= maxTimerDelay)
}

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

/** Why the widget is known not to work in a browser. */
export type UnsupportedBrowser =
  /** `sign` is what tells, as far as possible the name that the app adds to the user agent. */
  { reason: 'inside_app'; sign: string } | { reason: 'no_camera_api' }

/**
 * What apps add to the user agent of the browser inside them: Facebook and Messenger, Instagram,
 * Threads, WeChat, TikTok, LinkedIn, Snapchat, LINE, KakaoTalk, NAVER, Alipay, Telegram, X, Pinterest,
 * the Google app, and any Android WebView. Persona's page about browsers and devices says that it
 * supports none of these.
 */
const inAppBrowser =
  /\b(FB(AN|AV|_IAB)|Instagram|MicroMessenger|BytedanceWebview|LinkedInApp|Snapchat|KAKAOTALK|AlipayClient|Telegram-Android|Pinterest)\b|\b(Barcelona |trill_|Line\/|GSA\/)\d|\b(musical_ly|NAVER\(inapp)|\bTwitter(Android| for i)|; wv\)/g

/**
 * Returns why the widget is known not to work in a browser: it is inside another app, or has no
 * camera API. A page that is not served securely has none in any browser, so there its absence says
 * nothing.
 */
export function findUnsupportedBrowser({ isSecureContext, navigator }: CheckedWindow = globalThis):
  | UnsupportedBrowser
  | undefined {
  const sign = findApp(navigator)
  if (sign !== undefined) return { reason: 'inside_app', sign }
  if (isSecureContext === true && navigator.mediaDevices === undefined) {
    return { reason: 'no_camera_api' }
  }
  return undefined
}

/** Returns what tells that a browser is inside an app. The app's name comes last in the user agent. */
function findApp(navigator: CheckedWindow['navigator']): string | undefined {
  const { userAgent, maxTouchPoints = 0, standalone } = navigator
  const app = userAgent.match(inAppBrowser)?.at(-1)
  if (app !== undefined) return app

  // Every browser for iOS says "Safari/", and so does SFSafariViewController. A web view does not, nor
  // does an app on the home screen, which has a camera. An iPad says that it is a Mac.
  const isIos = /\b(iPhone|iPad|iPod)\b/.test(userAgent)
  const isIpad = /\bMacintosh\b/.test(userAgent) && maxTouchPoints > 1
  const isWebView = / AppleWebKit\//.test(userAgent) && !/ Safari\//.test(userAgent)
  return (isIos || isIpad) && isWebView && standalone !== true ? 'an iOS web view' : undefined
}
