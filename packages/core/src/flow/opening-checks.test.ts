import { describe, expect, test } from 'vitest'
import { describeUnsupportedBrowser } from './failures.ts'
import { type CheckedWindow, findUnsupportedBrowser } from './opening-checks.ts'

const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)'
const ipad =
  'Mozilla/5.0 (iPad; CPU OS 16_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)'
const mac =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)'
const android = 'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko)'
const webView =
  'Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/UD1A.230803.041; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.6478.71 Mobile Safari/537.36'
const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'
const desktop = `${windows} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36`

function check(userAgent: string, navigator: Partial<CheckedWindow['navigator']> = {}) {
  const full = { userAgent, mediaDevices: {}, ...navigator }
  const found = findUnsupportedBrowser({ isSecureContext: true, navigator: full })
  return found && describeUnsupportedBrowser(found)
}

describe('a browser inside an app is not supported', () => {
  test.each([
    [
      'Instagram',
      `${iphone} Mobile/21F90 Instagram 337.0.4.29.99 (iPhone15,2; iOS 17_5_1; en_US; en; scale=3.00; 1179x2556; 613693132)`,
    ],
    [
      'Instagram',
      `${webView} Instagram 309.1.0.41.113 Android (34/14; 420dpi; 1080x2205; Google/google; Pixel 8; shiba; shiba; en_US; 541635890)`,
    ],
    [
      'Barcelona ',
      `${iphone} Mobile/21F90 Barcelona 337.0.0.18.90 (iPhone15,2; iOS 17_5_1; en_US; en; scale=3.00; 1179x2556; 612345678)`,
    ],
    [
      'FB',
      `${iphone} Mobile/21F90 [FBAN/FBIOS;FBAV/470.0.0.31.108;FBBV/612345678;FBDV/iPhone15,2;FBMD/iPhone;FBSN/iOS;FBSV/17.5.1;FBSS/3;FBID/phone;FBLC/en_US;FBOP/5]`,
    ],
    ['FB', `${webView} [FB_IAB/FB4A;FBAV/471.0.0.43.83;]`],
    [
      'FB',
      `${iphone} Mobile/21F90 [FBAN/MessengerForiOS;FBAV/463.0.0.37.104;FBBV/612345678;FBDV/iPhone15,2;FBLC/en_US]`,
    ],
    ['FB', `${webView} [FB_IAB/Orca-Android;FBAV/463.0.0.31.106;]`],
    [
      'MicroMessenger',
      `${iphone} Mobile/15E148 MicroMessenger/8.0.49(0x18003137) NetType/WIFI Language/zh_CN`,
    ],
    [
      'MicroMessenger',
      `${desktop} NetType/WIFI MicroMessenger/7.0.20.1781(0x6700143B) WindowsWechat(0x63090a13)`,
    ],
    [
      'musical_ly',
      `${iphone} Mobile/15E148 musical_ly_35.1.0 JsSdk/2.0 NetType/WIFI Channel/App Store ByteLocale/en Region/US FalconTag/0 WKWebView/1 RevealType/Dialog`,
    ],
    [
      'BytedanceWebview',
      `${android} Version/4.0 Chrome/126.0.6478.71 Mobile Safari/537.36 trill_350102 JsSdk/1.0 NetType/WIFI Channel/googleplay AppName/trill app_version/35.1.2 ByteLocale/en ByteFullLocale/en Region/DE BytedanceWebview/d8a21c6`,
    ],
    ['LinkedInApp', `${iphone} Mobile/15E148 [LinkedInApp]/9.29.8962`],
    ['Snapchat', `${iphone} Mobile/15E148 Snapchat/12.91.0.40 (like Safari/8618.2.12.10.9, panda)`],
    ['Line/', `${iphone} Mobile/15E148 Safari Line/14.9.1`],
    ['Line/', `${android} Version/4.0 Chrome/126.0.6478.71 Mobile Safari/537.36 Line/14.9.2/IAB`],
    [
      'NAVER(inapp',
      `${iphone} Mobile/15E148 Safari/604.1 NAVER(inapp; search; 2000; 12.5.3; 14PRO)`,
    ],
    ['AlipayClient', `${android} Chrome/126.0.6478.71 Mobile Safari/537.36 AlipayClient/10.6.0`],
    [
      'Telegram-Android',
      `${android} Chrome/126.0.6478.71 Mobile Safari/537.36 Telegram-Android/11.4`,
    ],
    ['KAKAOTALK', `${iphone} Mobile/15E148 KAKAOTALK/10.8.5 (INAPP)`],
    ['Twitter for i', `${iphone} Mobile/15E148 Twitter for iPhone/10.46`],
    ['TwitterAndroid', `${webView} TwitterAndroid`],
    ['Pinterest', `${iphone} Mobile/15E148 [Pinterest/iOS]`],
    ['GSA/', `${iphone} GSA/323.0.647062479 Mobile/15E148 Safari/604.1`],
    ['; wv)', webView],
    ['an iOS web view', `${iphone} Mobile/15E148`],
    ['an iOS web view', `${ipad} Mobile/15E148`],
  ])('%s: %s', (app, userAgent) => {
    const error = check(userAgent)
    expect(error).toMatchObject({ code: 'unsupported_browser', retryable: true })
    expect(error?.message).toContain(app)
    expect(error?.message).toContain('browserCheck: false')
  })

  test('a web view on an iPad, which identifies as a Mac', () => {
    expect(check(mac, { maxTouchPoints: 5 })?.message).toContain('an iOS web view')
  })
})

describe('a browser is supported', () => {
  test.each([
    ['Safari for iOS', `${iphone} Version/17.5 Mobile/15E148 Safari/604.1`],
    ['Safari for iPad', `${ipad} Version/16.6 Mobile/15E148 Safari/604.1`],
    ['Safari', `${mac} Version/17.5 Safari/605.1.15`],
    ['Chrome for iOS', `${iphone} CriOS/126.0.6478.54 Mobile/15E148 Safari/604.1`],
    ['Firefox for iOS', `${iphone} FxiOS/127.0 Mobile/15E148 Safari/605.1.15`],
    ['Edge for iOS', `${iphone} Version/17.0 EdgiOS/126.0.2592.56 Mobile/15E148 Safari/605.1.15`],
    ['Opera for iOS', `${iphone} Version/17.5 Mobile/15E148 Safari/604.1 OPT/4.7.1`],
    ['DuckDuckGo for iOS', `${iphone} Version/17.5 Mobile/15E148 DuckDuckGo/7 Safari/605.1.15`],
    ['Chrome for Android', `${android} Chrome/126.0.0.0 Mobile Safari/537.36`],
    [
      'Samsung Internet',
      'Mozilla/5.0 (Linux; Android 14; SAMSUNG SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36',
    ],
    ['Edge for Android', `${android} Chrome/126.0.0.0 Mobile Safari/537.36 EdgA/126.0.0.0`],
    ['Opera for Android', `${android} Chrome/124.0.0.0 Mobile Safari/537.36 OPR/82.0.0.0`],
    [
      'DuckDuckGo for Android',
      `${android} Version/4.0 Chrome/126.0.0.0 Mobile DuckDuckGo/5 Safari/537.36`,
    ],
    ['Firefox for Android', 'Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0'],
    ['Chrome', desktop],
    ['Edge', `${desktop} Edg/126.0.0.0`],
    ['Opera', `${desktop} OPR/111.0.0.0`],
    ['Firefox', `${windows} Gecko/20100101 Firefox/127.0`],
    [
      'Chrome without a window',
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/126.0.0.0 Safari/537.36',
    ],
    [
      'WebKitGTK',
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
    ],
    ['a web app on a Mac', mac],
  ])('%s: %s', (_, userAgent) => {
    expect(check(userAgent)).toBeUndefined()
  })

  test('an app on the home screen of iOS, which identifies as a web view', () => {
    expect(check(`${iphone} Mobile/15E148`, { standalone: true })).toBeUndefined()
  })

  test('Safari on an iPad, which identifies as a Mac', () => {
    expect(check(`${mac} Version/17.5 Safari/605.1.15`, { maxTouchPoints: 5 })).toBeUndefined()
  })
})

describe('a browser without a camera API', () => {
  const navigator = { userAgent: desktop }

  test('is not supported', () => {
    const error = describeUnsupportedBrowser({ reason: 'no_camera_api' })
    expect(findUnsupportedBrowser({ isSecureContext: true, navigator })).toEqual({
      reason: 'no_camera_api',
    })
    expect(error).toMatchObject({ code: 'unsupported_browser', retryable: true })
    expect(error?.message).toContain('navigator.mediaDevices')
  })

  test.each([
    ['a page on plain http', { isSecureContext: false, navigator }],
    ['jsdom', { navigator: { userAgent: 'Mozilla/5.0 (linux) AppleWebKit/537.36 jsdom/26.1.0' } }],
  ])('is not meant: %s', (_, checked) => {
    expect(findUnsupportedBrowser(checked)).toBeUndefined()
  })
})
