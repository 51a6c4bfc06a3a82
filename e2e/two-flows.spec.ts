import { isPageInReach } from './page-behind.ts'
import { expect, type Scenario, test } from './scenario.ts'
import { traces } from './traces.ts'
import { untilStatus } from './vanilla.ts'
import { postFromWidget, untilStep } from './widget.ts'

test('opening a second flow closes the first, and warns in development', async ({ scenario }) => {
  const { page } = scenario
  const other = await visitWithTwo(scenario)
  const warnings = warningsOf(scenario)
  await page.reload()
  const clean = await traces(page)

  await page.evaluate((inquiryId) => {
    const { flow } = window.makeFlow('a')
    window.makeFlow('b', { inquiryId })
    flow.open()
  }, other)
  await untilStatus(page, 'a', 'open')
  expect(warnings).toEqual([])

  await page.evaluate(() => window.flows['b']?.flow.open())
  await untilStatus(page, 'b', 'open')
  await untilStep(scenario.widget, 'consent')
  await expect(page.locator('iframe')).toHaveCount(1)
  expect(await statuses(scenario, 'a')).toEqual(['loading', 'loading', 'open', 'idle'])
  expect(await scenario.recorded('a onOpenChange')).toEqual([
    { name: 'a onOpenChange', payload: false },
  ])
  expect(await scenario.recorded('a onCancel')).toEqual([])
  expect(warnings).toEqual([expect.stringContaining('second modal inquiry')])

  await page.evaluate(() => {
    for (const { flow, unmount } of Object.values(window.flows)) {
      flow.close()
      unmount()
    }
  })
  expect(await traces(page)).toEqual(clean)
})

for (const [callback, end] of [
  ['onComplete', 'finished'],
  ['onCancel', 'idle'],
  ['onStateChange', 'finished'],
] as const) {
  test(`a second flow can be opened in ${callback} of the first`, async ({ scenario }) => {
    const { page } = scenario
    const other = await visitWithTwo(scenario)
    const warnings = warningsOf(scenario)
    await page.evaluate(() => window.scrollTo(0, 120))
    await page.evaluate(
      ({ inquiryId, name }) => {
        const { flow: second } = window.makeFlow('b', { inquiryId, overlay: 'always' })
        const next = () => second.open()
        const { flow: first } = window.makeFlow('a', {
          overlay: 'always',
          ...(name === 'onComplete' && { onComplete: next }),
          ...(name === 'onCancel' && { onCancel: next }),
          ...(name === 'onStateChange' && {
            onStateChange: ({ status }) => {
              if (status === 'finished') next()
            },
          }),
        })
        first.open()
      },
      { inquiryId: other, name: callback },
    )
    await untilStatus(page, 'a', 'open')
    await endFlow(scenario, callback)
    await untilStatus(page, 'b', 'open')

    expect(await statuses(scenario, 'a')).toEqual(['loading', 'loading', 'open', end])
    expect(await scenario.recorded('a onOpenChange')).toHaveLength(1)
    expect(warnings).toEqual([])
    await expect(page.locator('iframe')).toHaveCount(1)
    expect(await isPageInReach(page)).toBe(false)

    await page.evaluate(() => window.flows['b']?.flow.close())
    await untilStatus(page, 'b', 'idle')
    await expect(page.locator('iframe, .resumable-inquiry-dialog')).toHaveCount(0)
    expect(await pageBehind(scenario)).toEqual({ overflow: ['visible', 'visible'], scrollY: 120 })
  })
}

for (const callback of ['onCancel', 'onComplete', 'onOpenChange', 'onStateChange'] as const) {
  test(`${callback} is called once the page has settled`, async ({ scenario }) => {
    const { page } = scenario
    await scenario.visit({ use: 'neither' })
    await page.evaluate(() => window.scrollTo(0, 40))
    await page.evaluate((name) => {
      const leaveMark = () => {
        document.querySelector('h1')?.focus({ preventScroll: true })
        window.scrollTo(0, 300)
      }
      const { flow } = window.makeFlow('a', {
        overlay: 'always',
        ...(name === 'onStateChange'
          ? {
              onStateChange: ({ status }) => {
                if (status === 'idle') leaveMark()
              },
            }
          : { [name]: leaveMark }),
      })
      flow.open()
    }, callback)
    await untilStatus(page, 'a', 'open')
    await endFlow(scenario, callback === 'onComplete' ? callback : 'onCancel')
    await expect(page.locator('h1')).toBeFocused()
    expect(await pageBehind(scenario)).toEqual({ overflow: ['visible', 'visible'], scrollY: 300 })
  })
}

/** Visits a page without a flow, and creates a second inquiry. */
async function visitWithTwo({ host, person, visit }: Scenario): Promise<string> {
  await visit({ use: 'neither', countsListeners: true })
  return await host.createInquiry(person)
}

/** Cancels or finishes the flow. */
async function endFlow(
  { widget, inquiryId }: Scenario,
  callback: 'onComplete' | 'onCancel' | 'onStateChange',
): Promise<void> {
  if (callback === 'onCancel') await postFromWidget(widget, 'exit', { inquiryId })
  else await postFromWidget(widget, 'complete', { inquiryId, status: 'completed', fields: {} })
}

function warningsOf({ page }: Scenario): string[] {
  const warnings: string[] = []
  page.on('console', (message) => {
    if (/^(warning|error)$/.test(message.type())) warnings.push(message.text())
  })
  return warnings
}

async function statuses({ recorded }: Scenario, name: string): Promise<string[]> {
  const changes = await recorded(`${name} onStateChange`)
  return changes.map(({ payload }) => (payload as { status: string }).status)
}

async function pageBehind({ page }: Scenario): Promise<{ overflow: string[]; scrollY: number }> {
  return await page.evaluate(() => ({
    overflow: [document.documentElement, document.body].map(
      (element) => getComputedStyle(element).overflowY,
    ),
    scrollY: window.scrollY,
  }))
}
