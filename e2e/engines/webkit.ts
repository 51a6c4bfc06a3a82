import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Builder, By, Key, type WebDriver, type WebElement } from 'selenium-webdriver'
import remote from 'selenium-webdriver/remote/index.js'
import { type Browser, defaultSize, type Frame, type Run, type Tab } from './engine.ts'
import { findButton, findField, setDate } from './controls.ts'
import { eventually } from '../until.ts'

/** Starts WebKitGTK's MiniBrowser on a virtual display, controlled over WebDriver. */
export async function launchWebKit(driverPath: string): Promise<Browser> {
  const display = await startDisplay()
  const service = new remote.DriverService.Builder(driverPath)
    .setLoopback(true)
    .setEnvironment({
      ...process.env,
      DISPLAY: display.name,
      LANG: 'en_US.UTF-8',
      GDK_BACKEND: 'x11',
      WEBKIT_DISABLE_COMPOSITING_MODE: '1',
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    })
    .build()
  const driver = await new Builder()
    .usingServer(await service.start())
    .withCapabilities({ browserName: 'MiniBrowser' })
    .build()
  // The driver measures the timeout with the page's timers, which a scenario may advance.
  await driver.manage().setTimeouts({ script: 86_400_000 })
  const inTurn = queue()
  const first = await driver.getWindowHandle()
  return {
    async newContext() {
      const tabs: WebKitTab[] = []
      return {
        async newTab() {
          const tab = await openTab(driver, inTurn)
          tabs.push(tab)
          return tab
        },
        // The automated browser has one store of cookies, and keeps nothing when it ends.
        close: () =>
          inTurn(async () => {
            await driver.manage().deleteAllCookies()
            for (const { handle } of tabs) {
              await driver.switchTo().window(handle)
              await driver.close()
            }
            await driver.switchTo().window(first)
          }),
      }
    },
    async close() {
      await driver.quit()
      await service.kill()
      display.end()
    },
  }
}

async function startDisplay(): Promise<{ name: string; end: () => void }> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1400x1000x24'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const [, , , numbers] = server.stdio
  if (!numbers) throw new Error('Xvfb has no way to tell its display.')
  const [number] = await once(numbers, 'data')
  return { name: `:${String(number).trim()}`, end: () => server.kill() }
}

/** Runs tasks one after the other: WebDriver has one current window and one current frame. */
type InTurn = <Result>(task: () => Promise<Result>) => Promise<Result>

function queue(): InTurn {
  let last: Promise<unknown> = Promise.resolve()
  return (task) => {
    const result = last.then(task)
    last = result.catch(() => {})
    return result
  }
}

interface WindowSize {
  readonly isWide: boolean
  readonly inner: number
  readonly outer: number
}

interface WebKitTab extends Tab {
  readonly handle: string
}

async function openTab(driver: WebDriver, inTurn: InTurn): Promise<WebKitTab> {
  const handle = await inTurn(async () => {
    await driver.switchTo().newWindow('window')
    return await driver.getWindowHandle()
  })
  const inPage: InTurn = (task) =>
    inTurn(async () => {
      await driver.switchTo().window(handle)
      return await task()
    })
  const errors: string[] = []
  // WebKit's driver does not report the console. The page records its errors until it is unloaded.
  const collectErrors = async (): Promise<void> => {
    errors.push(
      ...(await driver.executeScript<string[]>(() =>
        [window.uncaught ?? [], window.consoleErrors ?? []].flatMap((list) => list.splice(0)),
      )),
    )
  }
  const tab: WebKitTab = {
    handle,
    ...webkitFrame(driver, inPage),
    goto: (url) =>
      inPage(async () => {
        await collectErrors()
        await driver.get(url)
      }),
    reload: () =>
      inPage(async () => {
        await collectErrors()
        await driver.navigate().refresh()
      }),
    // Only the window with its toolbar can be resized, to a width of at least 447 pixels.
    setViewportSize: ({ width, height }) =>
      eventually(() =>
        inPage(async () => {
          const { isWide, inner, outer } = await driver.executeScript<WindowSize>(() => ({
            isWide: innerWidth === outerWidth,
            inner: innerHeight,
            outer: outerHeight,
          }))
          if (isWide && inner === height) return
          const rect = { x: 0, y: 0, width, height: height + outer - inner }
          await driver.manage().window().setRect(rect)
          throw new Error('The window is being resized.')
        }),
      ),
    frame: (selector) =>
      webkitFrame(driver, (task) =>
        inPage(async () => {
          await driver.switchTo().frame(await driver.findElement(By.css(selector)))
          return await task()
        }),
      ),
    errors: () => inPage(collectErrors).then(() => errors),
  }
  await tab.setViewportSize(defaultSize)
  return tab
}

function webkitFrame(driver: WebDriver, inDocument: InTurn): Frame {
  const found = async (find: (name: string) => Element | undefined, name: string) => {
    const element = await driver.executeScript<WebElement | null>(find, name)
    if (element === null) throw new Error(`Nothing is called ${name}.`)
    return element
  }
  return {
    click: (name) =>
      eventually(() =>
        inDocument(async () => {
          const button = await found(findButton, name)
          await button.click()
        }),
      ),
    fill: (label, value) =>
      eventually(() =>
        inDocument(async () => {
          const field = await found(findField, label)
          if ((await field.getAttribute('type')) === 'date') {
            await driver.executeScript(setDate, field, value)
          } else {
            await field.click()
            await field.clear()
            await field.sendKeys(value)
          }
        }),
      ),
    // The driver focuses a frame when it switches to it.
    pressTab: () => inDocument(() => driver.actions().sendKeys(Key.TAB).perform()),
    type: (text) => inDocument(() => driver.actions().sendKeys(text).perform()),
    evaluate: (run: Run, argument?: unknown) =>
      inDocument(() => driver.executeScript(run, argument)),
  }
}
