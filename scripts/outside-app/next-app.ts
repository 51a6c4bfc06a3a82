import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { request } from 'node:http'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Browser } from 'puppeteer-core'
import { run } from '../command.ts'
import { chromium } from '../programs.ts'
import { ifProvided } from '../provide.ts'
import { check, type Step, type Tally } from '../steps.ts'
import { addressOf, type BackEnd, importBackEnd } from './back-end.ts'
import { agree, inBrowser, recover, visit } from './visit.ts'
import { watchFlow } from './watch-flow.ts'

const BUILD_LIMIT = 3 * 60_000

/** The `basePath` of each build, which Next.js removes from the path of every request. */
const basePaths = ['', '/base'] as const

/** One check of a build, on a server of its own. */
interface AppCheck {
  readonly basePath: string
  run(browser: Browser, backEnd: BackEnd): Promise<Tally>
}

/** Builds an application of Next.js with the tarballs for production, and visits its pages. */
export function nextAppChecks(folder: string): Step[] {
  return [
    check('Production builds of an app of Next.js', async () => {
      for (const basePath of basePaths) if (!(await buildApp(folder, basePath))) return false
      return true
    }),
    ifProvided(chromium, {
      title: 'The app of Next.js in Chromium',
      run: (executablePath) =>
        inBrowser(
          { executablePath, args: ['--no-sandbox'] },
          basePaths.flatMap(checksOf),
          async (browser, { basePath, run: runOn }) => {
            const backEnd = await startApp(folder, basePath)
            try {
              return await runOn(browser, backEnd)
            } finally {
              await backEnd.close()
            }
          },
        ),
    }),
  ]
}

function checksOf(basePath: string): AppCheck[] {
  const api = `${basePath}/api/inquiries`
  return [
    ...['/', '/hook', '/streamed', '/server'].map((path) => ({
      basePath,
      run: (browser: Browser, backEnd: BackEnd) => hydrate(browser, backEnd, basePath + path),
    })),
    ...([undefined, 'dark'] as const).map((styleVariant) => ({
      basePath,
      run: (browser: Browser, backEnd: BackEnd) =>
        watchFlow(browser, backEnd, {
          name: `Next.js at ${basePath}/`,
          path: `${basePath}/`,
          hasStyles: true,
          styleVariant,
          systems: ['light', 'dark'],
        }),
    })),
    { basePath, run: (_, backEnd) => stream(backEnd, `${basePath}/streamed`) },
    { basePath, run: (_, backEnd) => compareOrigins(backEnd, api) },
  ]
}

/** Opens the flow of a page and kills its session, with nothing in the console. */
async function hydrate(browser: Browser, backEnd: BackEnd, path: string): Promise<Tally> {
  const visited = await visit(browser, addressOf(backEnd, path, undefined))
  const { page, noise } = visited
  try {
    return await tallyOf(`${path} hydrates, opens and recovers`, async () => {
      if (!path.endsWith('/server')) await page.locator('#verify').click()
      await agree(page)
      await recover(visited, backEnd, () => page.waitForSelector('[data-state=recovering]'))
      return noise
    })
  } finally {
    await visited.close()
  }
}

/** Requests a page whose component comes after the fallback of its boundary. */
function stream(backEnd: BackEnd, path: string): Promise<Tally> {
  return tallyOf(`${path} is streamed`, async () => {
    const html = await (await fetch(addressOf(backEnd, path, undefined))).text()
    const parts = ['Loading your account…', 'id="S:0"', 'id="verify"', 'data-state="idle"']
    const places = parts.map((part) => html.indexOf(part))
    const isInOrder = places.every((place, index) => place > (places[index - 1] ?? 0))
    return isInOrder ? [] : [`${JSON.stringify(parts)} are at ${JSON.stringify(places)}`]
  })
}

/**
 * Requests a session as browsers without `Sec-Fetch-Site` do, by the public host name of the app.
 */
function compareOrigins(backEnd: BackEnd, path: string): Promise<Tally> {
  return tallyOf(`${path} compares origins`, async () => {
    const statuses = [
      await post(backEnd, path, 'https://bank.example'),
      await post(backEnd, path, 'https://evil.example'),
    ]
    return statuses.join() === '200,403' ? [] : [`the statuses are ${statuses.join(' and ')}`]
  })
}

async function post(
  { origin, inquiryId }: BackEnd,
  path: string,
  pageOrigin: string,
): Promise<number | undefined> {
  // fetch sets the host itself.
  const sent = request(`${origin}${path}/${inquiryId}/session`, {
    method: 'POST',
    headers: {
      host: 'bank.example',
      origin: pageOrigin,
      cookie: 'user=ada',
      'content-type': 'application/json',
    },
  })
  sent.end(JSON.stringify({ reason: 'start' }))
  const [response] = (await once(sent, 'response')) as [{ statusCode?: number; resume(): void }]
  response.resume()
  return response.statusCode
}

async function tallyOf(what: string, find: () => Promise<readonly string[]>): Promise<Tally> {
  const faults = await find().catch((error: unknown) => [String(error)])
  if (faults.length === 0) return { passed: 1, failed: 0 }
  console.error(`Next.js, ${what}: ${faults.join('; ')}`)
  return { passed: 0, failed: 1 }
}

function buildApp(folder: string, basePath: string): Promise<boolean> {
  // The build runs the routes, whose options must be valid by then.
  const env = { PERSONA_API_KEY: 'not-known-yet', PERSONA_API_URL: 'http://localhost' }
  return run('npm', ['exec', '--', 'next', 'build'], {
    cwd: join(folder, 'next'),
    env: { ...env, BASE_PATH: basePath, NEXT_TELEMETRY_DISABLED: '1' },
    timeout: BUILD_LIMIT,
  })
}

/** Starts a build on a free port of localhost, with an emulator behind it. */
async function startApp(folder: string, basePath: string): Promise<BackEnd> {
  const { startInquiry } = await importBackEnd(folder)
  const { persona, inquiryId } = await startInquiry()
  const program = join(folder, 'node_modules/next/dist/bin/next')
  const child = spawn(
    process.execPath,
    [program, 'start', '--hostname', 'localhost', '--port', '0'],
    {
      cwd: join(folder, 'next'),
      env: {
        ...process.env,
        BASE_PATH: basePath,
        INQUIRY_ID: inquiryId,
        NEXT_TELEMETRY_DISABLED: '1',
        NODE_ENV: 'production',
        PERSONA_API_KEY: persona.apiKey,
        PERSONA_API_URL: persona.apiUrl,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const kill = () => child.kill()
  process.once('exit', kill)

  let origin: string | undefined
  for await (const line of createInterface({ input: child.stdout })) {
    origin ??= /http:\/\/localhost:\d+/.exec(line)?.[0]
    if (line.includes('Ready')) break
  }
  child.stdout.resume()
  if (origin === undefined) throw new Error('next start did not say where it listens.')
  return {
    origin,
    persona,
    inquiryId,
    async close() {
      process.off('exit', kill)
      kill()
      if (child.exitCode === null) await once(child, 'exit')
      await persona.close()
    },
  }
}
