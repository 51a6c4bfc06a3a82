import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { build, createLogger, createServer, type InlineConfig, type ViteDevServer } from 'vite'
import type { PersonaEmulatorOptions } from './settings/options.ts'
import { useEmulator } from '../testing/use-emulator.ts'
import { personaEmulator } from './vite.ts'

const names = ['API_URL', 'API_KEY', 'TEMPLATE_ID', 'WEBHOOK_SECRET'].map(
  (name) => `PERSONA_${name}`,
)

beforeEach(() => {
  // Vitest is where the plugin does nothing.
  vi.stubEnv('VITEST', undefined)
  for (const name of names) vi.stubEnv(name, undefined)
  return () => {
    vi.unstubAllEnvs()
  }
})

function project(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'persona-emulator-')))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return folder
}

const page = {
  'index.html': '<script type="module" src="/main.js"></script>',
  'main.js': 'console.log(import.meta.env.VITE_PERSONA_CUSTOM_HOST, import.meta.env)',
}

async function serve(config: InlineConfig): Promise<ViteDevServer> {
  const server = await createServer({
    logLevel: 'silent',
    root: project(page),
    configFile: false,
    server: { host: '127.0.0.1', port: 0, watch: null },
    ...config,
  })
  onTestFinished(() => server.close())
  return server
}

const serveWith = (options?: PersonaEmulatorOptions) =>
  serve({ plugins: [personaEmulator({ port: 0, ...options })] })

const apiUrl = () => String(process.env['PERSONA_API_URL'])

function callApi(): Promise<Response> {
  return fetch(`${apiUrl()}/inquiries`, {
    headers: { Authorization: `Bearer ${process.env['PERSONA_API_KEY']}` },
  })
}

test('the back end in the same process finds the emulator in its environment', async () => {
  await serveWith()
  expect(process.env).toMatchObject({
    PERSONA_API_KEY: 'persona_sandbox_emulator',
    PERSONA_TEMPLATE_ID: 'itmpl_emulator',
    PERSONA_WEBHOOK_SECRET: 'wbhsec_emulator',
  })
  expect((await callApi()).status).toBe(200)
})

test('the front end finds the host of the widget, and no key', async () => {
  const server = await serve({
    plugins: [personaEmulator({ port: 0 })],
    envPrefix: ['VITE_', 'PERSONA_'],
  })
  const code = String((await server.transformRequest('/main.js'))?.code)
  expect(code).toContain(new URL(apiUrl()).host)
  expect(code).not.toContain('persona_sandbox_emulator')
})

test('prints the address of its page', async () => {
  const info = vi.fn<(message: string) => void>()
  const server = await serve({
    plugins: [personaEmulator({ port: 0 })],
    customLogger: { ...createLogger('silent'), info },
  })
  await server.listen()
  server.printUrls()
  const printed = info.mock.calls.flat().join('\n')
  expect(printed).toContain(`${new URL(apiUrl()).origin}/_emulator`)
})

test('closes with the dev server', async () => {
  const server = await serveWith()
  await server.close()
  await expect(callApi()).rejects.toThrow('fetch failed')
})

test('keeps its data when the dev server restarts', async () => {
  const server = await serveWith({ port: await freePort() })
  await server.listen()
  const before = apiUrl()
  await fetch(`${before}/inquiries`, {
    method: 'POST',
    headers: {
      Authorization: 'Bearer persona_sandbox_emulator',
      'Content-Type': 'application/json',
    },
    body: JSON.stringify({ data: { attributes: { 'inquiry-template-id': 'itmpl_emulator' } } }),
  })
  await server.restart()
  expect(apiUrl()).toBe(before)
  expect(await (await callApi()).json()).toMatchObject({ data: [{ type: 'inquiry' }] })
  await server.close()
  await expect(callApi()).rejects.toThrow('fetch failed')
})

test('takes over its port when a changed config restarts the dev server', async () => {
  const port = await freePort()
  const config = (templateId: string) => `
    import { personaEmulator } from ${JSON.stringify(new URL('./vite.ts', import.meta.url).href)}
    export default { plugins: [personaEmulator({ port: ${port}, templateId: '${templateId}' })] }`
  const root = project({ ...page, 'vite.config.mjs': config('itmpl_one') })
  const server = await serve({ root, configFile: join(root, 'vite.config.mjs') })
  await server.listen()
  expect(process.env['PERSONA_TEMPLATE_ID']).toBe('itmpl_one')
  writeFileSync(join(root, 'vite.config.mjs'), config('itmpl_two'))
  await server.restart()
  expect(process.env['PERSONA_TEMPLATE_ID']).toBe('itmpl_two')
  expect((await callApi()).status).toBe(200)
  await server.close()
  await expect(callApi()).rejects.toThrow('fetch failed')
})

test('reports a port that is taken by another process', async () => {
  const { persona } = await useEmulator()
  const port = Number(new URL(persona.origin).port)
  await expect(serveWith({ port })).rejects.toThrow(`Port ${port} is taken`)
})

test('a build does not start it', async () => {
  await build({
    root: project(page),
    configFile: false,
    logLevel: 'silent',
    plugins: [personaEmulator({ port: 0 })],
  })
  expect(process.env['PERSONA_API_URL']).toBeUndefined()
})

test('Vitest does not start it', async () => {
  vi.stubEnv('VITEST', 'true')
  await serveWith()
  expect(process.env['PERSONA_API_URL']).toBeUndefined()
})

async function freePort(): Promise<number> {
  const { persona } = await useEmulator()
  await persona.close()
  return Number(new URL(persona.origin).port)
}
