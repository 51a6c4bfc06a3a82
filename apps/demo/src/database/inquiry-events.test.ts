import { randomUUID } from 'node:crypto'
import type { InquiryEvent, InquirySessionEvent } from '@resumable-inquiry/server'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDatabases } from '../testing/test-databases.ts'
import { createInquiryEvents, type InquiryEvents } from './inquiry-events.ts'
import type { OpenDatabase } from './open-database.ts'

const moment = Date.parse('2026-03-14T12:00:00.000Z')

describe.each(testDatabases)('on $name', (testDatabase) => {
  let open: OpenDatabase
  let inquiryEvents: InquiryEvents
  let inquiryId: string

  beforeAll(async () => {
    open = await testDatabase.open()
    inquiryEvents = createInquiryEvents(open.database)
  }, 60_000)
  afterAll(() => open.close())
  beforeEach(() => {
    inquiryId = `inq_${randomUUID()}`
  })

  function event(status: string, secondsLater: number): InquiryEvent {
    return {
      id: `evt_${randomUUID()}`,
      name: 'inquiry.transitioned',
      inquiryId,
      status,
      referenceId: null,
      createdAt: moment + secondsLater * 1000,
      outOfOrder: false,
      payload: {},
    }
  }

  test('has no status before the first event of an inquiry', async () => {
    expect(await inquiryEvents.findLatest(inquiryId)).toBeNull()
    expect(await inquiryEvents.hasHandled('evt_unknown')).toBe(false)
  })

  test('updates the status with each event, and records which events it has handled', async () => {
    const completed = event('completed', 1)
    await inquiryEvents.handle(completed)
    await inquiryEvents.handle(event('approved', 2))

    expect(await inquiryEvents.findLatest(inquiryId)).toEqual({
      status: 'approved',
      changedAt: '2026-03-14T12:00:02.000Z',
    })
    expect(await inquiryEvents.hasHandled(completed.id)).toBe(true)
  })

  test('keeps the status when an earlier event arrives late', async () => {
    const late = event('completed', 1)
    await inquiryEvents.handle(event('approved', 2))
    await inquiryEvents.handle(late)

    expect(await inquiryEvents.findLatest(inquiryId)).toMatchObject({ status: 'approved' })
    expect(await inquiryEvents.hasHandled(late.id)).toBe(true)
  })

  test('prefers the later delivery of two events with the same time', async () => {
    await inquiryEvents.handle(event('completed', 1))
    await inquiryEvents.handle(event('approved', 1))

    expect(await inquiryEvents.findLatest(inquiryId)).toMatchObject({ status: 'approved' })
  })

  test('ignores an event that it has handled, even when it arrives several times at once', async () => {
    const approved = event('approved', 1)
    await inquiryEvents.handle(approved)
    // Its status would show that it was handled.
    const again = { ...approved, status: 'declined', createdAt: moment + 2000 }

    await Promise.all([again, again, again].map((repeated) => inquiryEvents.handle(repeated)))

    expect(await inquiryEvents.findLatest(inquiryId)).toMatchObject({ status: 'approved' })
  })

  test('keeps the status of the inquiry on an event about a session', async () => {
    const { referenceId: _, ...common } = event('expired', 2)
    const sessionExpired: InquirySessionEvent = {
      ...common,
      name: 'inquiry-session.expired',
      sessionId: 'iqse_a',
    }
    await inquiryEvents.handle(sessionExpired)
    await inquiryEvents.handle(event('completed', 1))

    expect(await inquiryEvents.findLatest(inquiryId)).toMatchObject({ status: 'completed' })
    expect(await inquiryEvents.hasHandled(sessionExpired.id)).toBe(true)
  })
})
