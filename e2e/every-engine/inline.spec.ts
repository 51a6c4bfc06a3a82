import type { Frame, Tab } from '../engines/engine.ts'
import { traces } from '../traces.ts'
import { eventually, untilVisible } from '../until.ts'
import { untilStatus } from '../vanilla.ts'
import { consent, finish, giveDetails, untilStep } from '../widget.ts'
import { dialogs, expect, test } from './scenario.ts'

const inline = { options: { presentation: 'inline' } } as const

// Not every driver scrolls the page to an element in a frame before clicking it.
const tall = { width: 1280, height: 940 }

declare global {
  interface Window {
    boxes: { seen: Set<string>; isOver: boolean }
  }
}

for (const use of ['component', 'hook'] as const) {
  test(`the person does not notice a session killed in the middle of an inline flow (${use})`, async ({
    scenario,
  }) => {
    const { tab, widget, inquiryId, host } = scenario
    await tab.setViewportSize(tall)
    await scenario.visit({ use, ...inline })
    await untilVisible(tab, 'main')
    await tab.evaluate(() => window.scrollTo(0, 300))
    await scenario.open()
    await scenario.untilOpen()
    await consent(widget)
    await giveDetails(widget)
    await untilStep(widget, 'document')
    const before = scenario.cost()
    const historyBefore = await tab.evaluate(() => history.length)
    await tab.evaluate(() => document.querySelector('iframe')?.setAttribute('data-first', ''))

    await watchBox(tab)
    host.persona.simulate.killSession({ inquiryId, report: 'unauthenticated', delay: 1_000 })
    expect(await focusAfterRecovery(tab)).toBe('IFRAME')
    await untilStep(widget, 'document')
    expect(await boxSeen(tab)).toHaveLength(1)

    expect(await scenario.recorded('onRecover')).toEqual([
      { name: 'onRecover', payload: { inquiryId, cause: 'session_expired', attempt: 1 } },
    ])
    const areFirst = await tab.evaluate(() =>
      [...document.querySelectorAll('iframe')].map(({ dataset }) => 'first' in dataset),
    )
    expect(areFirst).toEqual([false])
    expect(await tab.evaluate(() => history.length)).toBe(historyBefore)
    expect(scenario.cost()).toEqual({
      sessions: before.sessions + 1,
      resumes: before.resumes + 1,
    })

    await finish(widget)
    await scenario.untilStatus('finished')
    const [completion] = await scenario.recorded('onComplete')
    expect(JSON.stringify(completion?.payload)).toContain('Grace')
  })
}

test('an inline flow that moves among its siblings continues with its session', async ({
  scenario,
}) => {
  const { tab, widget, inquiryId, host } = scenario
  host.persona.simulate.startInquiry({ inquiryId })
  await tab.setViewportSize(tall)
  await scenario.visit(inline)
  await untilVisible(tab, 'main')
  await tab.evaluate(() => window.scrollTo(0, 300))
  await scenario.open()
  await scenario.untilOpen()
  await untilStep(widget, 'document')
  const before = scenario.cost()

  for (const count of [1, 2, 3, 4]) {
    await tab.click('Sort')
    // React moves one of two siblings: the flow every second time.
    await tab.click('Sort')
    await eventually(async () => expect(await scenario.recorded('onRecover')).toHaveLength(count))
    await scenario.untilOpen()
    await untilStep(widget, 'document')
  }
  expect((await scenario.recorded('onRecover')).map(({ payload }) => payload)).toEqual(
    [1, 2, 3, 4].map(() => ({ inquiryId, cause: 'frame_lost', attempt: 1 })),
  )
  expect(scenario.cost()).toEqual(before)
  await finish(widget)
  await scenario.untilStatus('finished')
})

test('several inline flows are open on one page, recover one by one, and leave no trace', async ({
  scenario,
}) => {
  const { tab, inquiryId, host, person } = scenario
  const other = await host.createInquiry(person)
  for (const id of [inquiryId, other]) host.persona.simulate.startInquiry({ inquiryId: id })
  await scenario.visit({ use: 'neither', countsListeners: true, ...inline })
  await untilVisible(tab, 'main')
  const clean = await traces(tab)
  await tab.evaluate(
    (inquiries) => {
      for (const [name, id] of Object.entries(inquiries)) {
        const container = document.createElement('div')
        container.id = name
        document.querySelector('main')?.append(container)
        const { flow } = window.makeFlow(name, { inquiryId: id })
        flow.setContainer(container)
        flow.open()
      }
    },
    { a: inquiryId, b: other },
  )
  for (const name of ['a', 'b']) {
    await untilStatus(tab, name, 'open')
    await untilStep(tab.frame(`#${name} iframe`), 'document')
  }

  host.persona.simulate.killSession({ inquiryId, report: 'unauthenticated' })
  await eventually(async () => expect(await scenario.recorded('a onRecover')).toHaveLength(1))
  await untilStep(tab.frame('#a iframe'), 'document')
  const statesOfOther = await scenario.recorded('b onStateChange')
  expect(statesOfOther.map(({ payload }) => payload)).toEqual([
    { status: 'loading', phase: 'session' },
    { status: 'loading', phase: 'frame' },
    { status: 'open' },
  ])

  await tab.evaluate(() => {
    for (const [name, { flow, unmount }] of Object.entries(window.flows)) {
      flow.close()
      unmount()
      document.getElementById(name)?.remove()
    }
  })
  expect(await traces(tab)).toEqual(clean)
})

for (const [dialog, name] of dialogs) {
  test(`in ${name} modal dialog the person can type and press Tab, and the flow recovers`, async ({
    scenario,
  }) => {
    const { tab, widget, inquiryId, host } = scenario
    await tab.setViewportSize(tall)
    await scenario.visit({ dialog, ...inline })
    await scenario.open()
    await scenario.untilOpen()
    await consent(widget)
    await untilStep(widget, 'details')
    await widget.fill('First name', 'Ada')
    await widget.pressTab()
    await widget.type('Lovelace')
    const values = () =>
      widget.evaluate(() => [...document.querySelectorAll('input')].map(({ value }) => value))
    await eventually(async () => expect((await values()).slice(0, 2)).toEqual(['Ada', 'Lovelace']))
    await tabUntil(tab, widget, 'After')

    host.persona.simulate.killSession({ inquiryId, report: 'unauthenticated' })
    await eventually(async () => expect(await scenario.recorded('onRecover')).toHaveLength(1))
    await scenario.untilOpen()
    await giveDetails(widget)
    await finish(widget)
    await scenario.untilStatus('finished')
  })
}

/** Presses Tab in a document until the page's button with this text has the focus. */
async function tabUntil(tab: Tab, document: Frame, text: string): Promise<void> {
  const path: (string | undefined)[] = []
  while (path.length < 30) {
    await document.pressTab()
    path.push(await focusedText(tab))
    if (path.at(-1) === text) return
  }
  throw new Error(`Tab leads to ${JSON.stringify(path)}, and not to ${text}.`)
}

/** Returns the text of the focused element, which is empty for an iframe. */
async function focusedText(tab: Tab): Promise<string | undefined> {
  return await tab.evaluate(() => document.activeElement?.textContent)
}

/**
 * Focuses the widget, waits for a recovery, and returns the tag of the focused element. Runs as
 * one script, since WebKit's driver moves the focus to each document that it switches to.
 */
async function focusAfterRecovery(tab: Tab): Promise<string | undefined> {
  return await tab.evaluate(async () => {
    document.querySelector('iframe')?.focus({ preventScroll: true })
    while (window.recorded.every(({ name }) => name !== 'onRecover')) {
      await new Promise(requestAnimationFrame)
    }
    return document.activeElement?.tagName
  })
}

/** Records in each animation frame what the flow's box contains, and its place. */
async function watchBox(tab: Tab): Promise<void> {
  await tab.evaluate(() => {
    const boxes = { seen: new Set<string>(), isOver: false }
    window.boxes = boxes
    const look = () => {
      const box = document.querySelector('.resumable-inquiry-inline')
      const { top, height, width, left } = box?.getBoundingClientRect() ?? new DOMRect()
      const inFront = document.elementFromPoint(left + width / 2, top + height / 2)
      const isOwn = inFront !== box && box?.contains(inFront) === true
      boxes.seen.add(JSON.stringify({ top, height, isOwn, scrollY, isLocked: isLocked() }))
      if (!boxes.isOver) requestAnimationFrame(look)
    }
    const isLocked = () => getComputedStyle(document.documentElement).overflowY === 'hidden'
    requestAnimationFrame(look)
  })
}

/** Stops recording, and returns each distinct observation. */
async function boxSeen(tab: Tab): Promise<string[]> {
  return await tab.evaluate(() => {
    window.boxes.isOver = true
    return [...window.boxes.seen]
  })
}
