import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { createServer, type ViteDevServer } from 'vite'
import { expect, test } from './scenario.ts'
import { untilStep } from './widget.ts'

const html = `<!doctype html><title>Host</title><div id="root"></div><script type="module" src="/main.tsx"></script>`

const main = `
import { createRoot } from 'react-dom/client'
import { Page } from './page.tsx'
createRoot(document.querySelector('#root')!).render(<Page />)
`

/** The source of a host's page, by how it uses the flow. */
const pages: Record<string, (heading: string) => string> = {
  component: (heading) => `
import { ResumableInquiry } from '@resumable-inquiry/react'
import { useState } from 'react'
import { options } from './options.ts'
export function Page() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <h1>${heading}</h1>
      <button onClick={() => setOpen(true)}>Verify</button>
      <ResumableInquiry {...options} open={open} onOpenChange={setOpen} />
    </>
  )
}`,
  hook: (heading) => `
import { useResumableInquiry } from '@resumable-inquiry/react'
import { options } from './options.ts'
export function Page() {
  const flow = useResumableInquiry(options)
  return (
    <>
      <h1>${heading}</h1>
      <button onClick={flow.open}>Verify</button>
      <p data-state={flow.state.status} />
    </>
  )
}`,
}

let folder: string
let server: ViteDevServer

test.beforeEach(async ({ scenario: { host, inquiryId } }) => {
  // The page resolves the packages from this folder.
  folder = await mkdtemp(join(fileURLToPath(new URL('.', import.meta.url)), '.fast-refresh-'))
  const options = { inquiryId, customHost: host.persona.customHost }
  await writeFile(join(folder, 'index.html'), html)
  await writeFile(join(folder, 'main.tsx'), main)
  await writeFile(
    join(folder, 'options.ts'),
    `export const options = ${JSON.stringify(options)} as const`,
  )
  server = await createServer({
    configFile: false,
    root: folder,
    cacheDir: join(folder, '.vite'),
    logLevel: 'error',
    plugins: [react()],
    server: { host: 'localhost', port: 0, proxy: { '/api': host.url } },
    optimizeDeps: {
      include: ['react', 'react/jsx-dev-runtime', 'react-dom', 'react-dom/client', 'persona'],
    },
  })
})

test.afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

for (const [name, pageOf] of Object.entries(pages)) {
  test(`an edit of the host's file leaves the flow of the ${name} open, with the same session`, async ({
    scenario,
  }) => {
    test.slow()
    const { page, host, person, inquiryId, widget } = scenario
    host.persona.simulate.startInquiry({ inquiryId })
    await page.context().addCookies([{ name: 'person', value: person, url: host.url }])
    const file = join(folder, 'page.tsx')
    await writeFile(file, pageOf('Before the edit'))
    await server.listen()
    const [url = ''] = server.resolvedUrls?.local ?? []
    await page.goto(url)
    await scenario.open()
    await scenario.untilOpen()
    await untilStep(widget, 'document')
    await page.evaluate(() => Object.assign(window, { isSamePage: true }))
    const firstFrame = await page.locator('iframe').elementHandle()

    await writeFile(file, pageOf('After the edit'))
    await expect(page.locator('h1')).toHaveText('After the edit')
    // React runs the effects of an edited component again, including those of its hooks.
    await expect
      .poll(() => firstFrame?.evaluate(({ isConnected }) => isConnected))
      .toBe(name === 'component')
    await scenario.untilOpen()
    await untilStep(widget, 'document')
    expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true)
    expect(scenario.cost()).toEqual({ sessions: 1, resumes: 1 })
  })
}
