import { type Browser, chromium } from 'playwright'
import { buildPage } from './build-page.ts'
import type { Boot, Recovery } from './page/measured-page.ts'
import { serveHost, serveWidget } from './stand-ins.ts'

export const contenderNames = [
  'tutorial',
  'by-hand',
  'persona-react',
  'ours',
  'ours-prepared',
] as const
export type ContenderName = (typeof contenderNames)[number]

/** One visit of each contender, next to each other in time. */
export interface Round {
  readonly boots: Readonly<Record<ContenderName, Boot>>
  readonly recoveries: Readonly<Record<'by-hand' | 'ours', Recovery>>
}

/**
 * Boots each contender in each round, with an empty cache and in a window of its own, and lets the
 * session die in those that recover. The order rotates, so that drift affects all.
 */
export async function compareBoots(rounds: number): Promise<Round[]> {
  const host = await serveHost(await buildPage())
  const widget = await serveWidget()
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? chromium.executablePath(),
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
  })

  // Another site than the widget's, so that the widget has a process of its own as Persona's has.
  const visit = async (name: ContenderName) => {
    const address = `http://127.0.0.1:${host.port}/index.html`
    return await measureVisit(
      browser,
      `${address}?contender=${name}&widget=localhost:${widget.port}`,
    )
  }

  try {
    for (const name of contenderNames) await visit(name)
    const found: Round[] = []
    for (let round = 0; round < rounds; round += 1) {
      const visits = new Map<ContenderName, Visit>()
      for (let turn = 0; turn < contenderNames.length; turn += 1) {
        const name = contenderNames[(round + turn) % contenderNames.length]
        if (name !== undefined) visits.set(name, await visit(name))
      }
      found.push(toRound(visits))
    }
    return found
  } finally {
    await browser.close()
    host.stop()
    widget.stop()
  }
}

interface Visit {
  readonly boot: Boot
  readonly recovery: Recovery | undefined
}

async function measureVisit(browser: Browser, address: string): Promise<Visit> {
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    await page.goto(address)
    await page.waitForFunction('window.measuredPage')
    const name = new URL(address).searchParams.get('contender')
    if (name === 'ours-prepared') await page.evaluate(() => window.measuredPage.prepare())
    const boot = await page.evaluate(() => window.measuredPage.boot())
    const recovers = name === 'by-hand' || name === 'ours'
    const recovery = recovers ? await page.evaluate(() => window.measuredPage.recover()) : undefined
    return { boot, recovery }
  } finally {
    await context.close()
  }
}

function toRound(visits: ReadonlyMap<ContenderName, Visit>): Round {
  const get = (name: ContenderName): Visit => {
    const visit = visits.get(name)
    if (visit === undefined) throw new Error(`${name} has not been visited.`)
    return visit
  }
  const recovery = (name: ContenderName): Recovery => {
    const found = get(name).recovery
    if (found === undefined) throw new Error(`${name} has not recovered.`)
    return found
  }
  return {
    boots: {
      tutorial: get('tutorial').boot,
      'by-hand': get('by-hand').boot,
      'persona-react': get('persona-react').boot,
      ours: get('ours').boot,
      'ours-prepared': get('ours-prepared').boot,
    },
    recoveries: { 'by-hand': recovery('by-hand'), ours: recovery('ours') },
  }
}
