import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { desktop, launchChromium, type Look, openStory, phone } from './open-story.ts'
import { type Entry, serveStaticStorybook } from './static-storybook.ts'

const looks: readonly Look[] = [
  { ...desktop, colorScheme: 'light' },
  { ...desktop, colorScheme: 'dark' },
  { ...phone, colorScheme: 'light' },
  { ...phone, colorScheme: 'dark' },
]

/** Height of a picture on the sheet, in pixels. */
const pictureHeight = 264

const styles = `<style>
  body { margin: 24px; background: #e9ebf1; color: #12151f; font: 14px/1.4 system-ui, sans-serif }
  main { display: grid; grid-template-columns: repeat(2, auto); gap: 16px 24px; justify-content: center }
  figure { margin: 0 }
  figcaption { margin-bottom: 4px }
  img { height: ${pictureHeight}px; margin-right: 8px; border-radius: 4px; vertical-align: top }
</style>`

const file = fileURLToPath(new URL('../../storybook-sheet/sheet.png', import.meta.url))

console.log('Building the Storybook…')
const { url, entries, close } = await serveStaticStorybook()
const folder = await mkdtemp(join(tmpdir(), 'storybook-sheet-'))
const browser = await launchChromium()
try {
  const stories = entries.filter(({ type }) => type === 'story')
  console.log(`Taking ${stories.length * looks.length} pictures…`)
  await Promise.all(looks.map((_, index) => takePictures(stories, index)))
  await composeSheet(stories)
  console.log(`The contact sheet is ${file}`)
} finally {
  await browser.close()
  await close()
  await rm(folder, { recursive: true })
}

async function takePictures(stories: readonly Entry[], index: number): Promise<void> {
  const look = looks[index]
  if (look === undefined) return
  const page = await browser.newPage()
  for (const { id } of stories) {
    const { status, reason } = await openStory(page, url, id, look)
    if (status === 'error') console.error(`${id} has failed: ${reason}`)
    await page.screenshot({ path: join(folder, `${id}-${index}.png`), animations: 'disabled' })
  }
  await page.close()
}

async function composeSheet(stories: readonly Entry[]): Promise<void> {
  const figures = stories.map(({ id, title, name }) => {
    const pictures = looks.map((_, index) => `<img src="${id}-${index}.png" alt="">`)
    return `<figure><figcaption>${title} · <b>${name}</b></figcaption>${pictures.join('')}</figure>`
  })
  const sheet = join(folder, 'sheet.html')
  await writeFile(
    sheet,
    `<!doctype html><meta charset="utf-8">${styles}<main>${figures.join('')}</main>`,
  )
  const page = await browser.newPage({ viewport: { width: 2320, height: 1000 } })
  await page.goto(pathToFileURL(sheet).href)
  await mkdir(join(file, '..'), { recursive: true })
  await page.screenshot({ path: file, fullPage: true })
}
