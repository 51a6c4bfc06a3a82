/** The features that Playwright disables in Chromium. The last switch counts, so ours repeats them. */
const disabledByPlaywright = [
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'TcpPortRandomizationWin',
  'ThirdPartyStoragePartitioning',
]

/** Pages of the address bar. Loading them for each window takes a third of the scenarios' time. */
const addressBarPages = ['WebUIOmniboxAimPopup', 'WebUIOmniboxPopup']

/** Arguments of the Chromium that runs the scenarios. */
export const chromiumArgs: readonly string[] = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  `--disable-features=${[...disabledByPlaywright, ...addressBarPages].join(',')}`,
]
