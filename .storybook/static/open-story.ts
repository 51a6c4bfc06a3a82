import { chromium, type Browser, type Page } from 'playwright'

/** How a story is looked at. */
export interface Look {
  readonly colorScheme: 'light' | 'dark'
  readonly width: number
  readonly height: number
}

export const desktop = { width: 1280, height: 800 }
export const phone = { width: 390, height: 844 }

export async function launchChromium(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH']
  return await chromium.launch({
    ...(executablePath !== undefined && { executablePath }),
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
  })
}

/** What became of a story once its `play` and the checks after it have ended. */
export interface StoryResult {
  readonly status: 'success' | 'error'
  /** What failed: an exception of the story, or what axe found. */
  readonly reason: string
}

interface Channel {
  last(event: string): readonly unknown[] | undefined
}

/** Opens a story and waits until it has come to its end. */
export async function openStory(
  page: Page,
  url: string,
  id: string,
  { colorScheme, width, height }: Look,
): Promise<StoryResult> {
  await page.setViewportSize({ width, height })
  await page.goto(`${url}iframe.html?id=${id}&viewMode=story&globals=colorScheme:${colorScheme}`)
  const result = await page.waitForFunction(() => {
    const channel: Channel | undefined = Reflect.get(globalThis, '__STORYBOOK_ADDONS_CHANNEL__')
    const [failure] =
      channel?.last('playFunctionThrewException') ?? channel?.last('storyThrewException') ?? []
    const [finished] = channel?.last('storyFinished') ?? []
    if (finished === undefined && failure === undefined) return undefined
    const { status = 'error', reporters = [] } = (finished ?? {}) as {
      status?: 'success' | 'error'
      reporters?: { status: string; result: unknown }[]
    }
    const { message = '' } = (failure ?? {}) as Partial<Error>
    const failed = reporters.filter((reporter) => reporter.status === 'failed')
    return { status, reason: failed.length === 0 ? message : JSON.stringify(failed) }
  })
  return (await result.jsonValue()) ?? { status: 'error', reason: 'It did not end.' }
}
