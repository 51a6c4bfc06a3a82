import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { useEmulator } from '../../testing/use-emulator.ts'
import { createDistRoutes } from './dist.ts'

/** Creates a folder with a package of that name that is not the SDK. */
async function placeOfAnother(): Promise<URL> {
  const folder = await mkdtemp(join(tmpdir(), 'persona-emulator-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await mkdir(join(folder, 'node_modules/persona'), { recursive: true })
  const manifest = JSON.stringify({ name: 'persona', version: '0.0.1', exports: {} })
  await writeFile(join(folder, 'node_modules/persona/package.json'), manifest)
  return pathToFileURL(join(folder, 'index.js'))
}

test('serves the unchanged build of the installed SDK', async () => {
  const { persona } = await useEmulator()
  const answer = await fetch(`${persona.origin}/dist/persona-v5.9.0.js`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8')
  const build = await readFile(createRequire(import.meta.url).resolve('persona'), 'utf8')
  expect(await answer.text()).toBe(build)
})

test('finds the SDK in a later place when an earlier one has none', async () => {
  const routes = createDistRoutes([await placeOfAnother(), new URL(import.meta.url)])
  expect((await routes.request('/persona-v5.9.0.js')).status).toBe(200)
})

test('names the installed version to a request for another', async () => {
  const { persona } = await useEmulator()
  const answer = await fetch(`${persona.origin}/dist/persona-v5.8.0.js`)
  expect(answer.status).toBe(404)
  const text = await answer.text()
  expect(text).toContain('/dist/persona-v5.9.0.js')
  expect(text).toContain('npm install persona@5.8.0')
})

test('explains how to install a missing SDK', async () => {
  const routes = createDistRoutes([])
  const answer = await routes.request('/persona-v5.9.0.js')
  expect(answer.status).toBe(404)
  expect(await answer.text()).toContain('npm install persona@5.9.0')
})

test.for(['persona.js', 'persona-v.js', 'persona-v5.9.0.js.map', '..%2fpackage.json'])(
  'has no %s',
  async (name) => {
    const { persona } = await useEmulator()
    const answer = await fetch(`${persona.origin}/dist/${name}`)
    expect(answer.status).toBe(404)
    expect(await answer.text()).toContain('The Persona emulator has no')
  },
)
