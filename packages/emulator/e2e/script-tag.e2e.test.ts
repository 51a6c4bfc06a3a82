import { expect, test } from 'vitest'
import type { PersonaEmulator } from '../src/emulator.ts'
import { chromium } from '../testing/chromium.ts'
import { serveFiles } from '../testing/serve-files.ts'
import { useEmulator } from '../testing/use-emulator.ts'
import { untilStep, walkThrough, walkTo } from '../testing/walk-through.ts'

/** A page as in Persona's guide to resuming, with the addresses of an emulator. */
function guidePage(persona: PersonaEmulator, inquiryId: string, sessionToken: string): string {
  return `<!doctype html>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>Resume</title>
<script src="${persona.origin}/dist/persona-v5.9.0.js"></script>
<script>
  const client = new Persona.Client({
    inquiryId: "${inquiryId}",
    sessionToken: "${sessionToken}",
    customHost: "${persona.customHost}",
    onLoad: (_error) => client.open(),
    onComplete: (meta) => {
      fetch('/server-handler?inquiry-id=' + meta.inquiryId);
    },
  });
</script>`
}

test('the script tag with the snippet of Persona’s guide completes a flow after a recovery by hand', async () => {
  const { persona, api } = await useEmulator()
  const inquiryId = await api.createInquiry()
  persona.simulate.startInquiry({ inquiryId, step: 'details' })
  const files = { '/': guidePage(persona, inquiryId, await api.resume(inquiryId)) }
  const origin = await serveFiles(files)
  const page = await chromium.openPage()
  const uncaught: Error[] = []
  page.on('pageerror', (error) => uncaught.push(error))
  const widget = page.frameLocator('iframe')

  await page.goto(origin)
  await walkTo(widget, 'document')
  persona.simulate.killSession({ inquiryId })
  await untilStep(widget, 'expired')

  // What a back end that renders this page does when the person comes back.
  files['/'] = guidePage(persona, inquiryId, await api.resume(inquiryId))
  await page.goto(origin)
  const handed = page.waitForRequest('**/server-handler?*')
  await untilStep(widget, 'document')
  await walkThrough(widget)
  expect((await handed).url()).toBe(`${origin}/server-handler?inquiry-id=${inquiryId}`)
  expect(persona.inquiries()).toMatchObject([{ status: 'completed' }])
  expect(persona.sessions(inquiryId)).toMatchObject([
    { createdBy: 'resume', loadedByWidget: 1 },
    { createdBy: 'resume', loadedByWidget: 1 },
  ])
  expect(uncaught).toEqual([])
})
