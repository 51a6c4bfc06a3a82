import { expect, test } from 'vitest'
import { addEntry, type Entry, getSpans } from './timeline.ts'

const entries: Entry[] = [
  { kind: 'state', at: 0, status: 'idle', detail: null },
  { kind: 'state', at: 10, status: 'loading', detail: 'session' },
  { kind: 'session', at: 15, label: 'Session 1 of 25' },
  { kind: 'state', at: 20, status: 'open', detail: null },
]

test('extends each state to the next, and the last to the end', () => {
  expect(getSpans(entries, 0, 30)).toEqual([
    { status: 'idle', from: 0, to: 10 },
    { status: 'loading', from: 10, to: 20 },
    { status: 'open', from: 20, to: 30 },
  ])
})

test('cuts off what is before the start', () => {
  expect(getSpans(entries, 12, 30)).toEqual([
    { status: 'loading', from: 12, to: 20 },
    { status: 'open', from: 20, to: 30 },
  ])
})

test('drops the oldest of too many entries', () => {
  let many: readonly Entry[] = []
  for (let at = 0; at < 1000; at++) many = addEntry(many, { kind: 'event', at, label: 'ready' })

  expect(many.length).toBeLessThan(1000)
  expect(many.at(-1)).toMatchObject({ at: 999 })
})
