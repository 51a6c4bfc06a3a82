import { randomUUID } from 'node:crypto'
import type { InquiryEvent, InquirySessionEvent } from '@resumable-inquiry/server'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDatabases } from '../testing/test-databases.ts'
import { createInquiryNews, type InquiryNews } from './inquiry-news.ts'
import type { OpenDatabase } from './open-database.ts'

const moment = Date.parse('2026-03-14T12:00:00.000Z')

describe.each(testDatabases)('on $name', (testDatabase) => {
  let open: OpenDatabase
  let news: InquiryNews
  let inquiryId: string

  beforeAll(async () => {
    open = await testDatabase.open()
    news = createInquiryNews(open.database)
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

  test('knows nothing of an inquiry that it was told nothing of', async () => {
    expect(await news.find(inquiryId)).toBeNull()
    expect(await news.hasHandled('evt_unknown')).toBe(false)
  })

  test('moves the status on with each event, and remembers what it has handled', async () => {
    const completed = event('completed', 1)
    await news.handle(completed)
    await news.handle(event('approved', 2))

    expect(await news.find(inquiryId)).toEqual({
      status: 'approved',
      changedAt: '2026-03-14T12:00:02.000Z',
    })
    expect(await news.hasHandled(completed.id)).toBe(true)
  })

  test('does not turn the status back for what comes late', async () => {
    const late = event('completed', 1)
    await news.handle(event('approved', 2))
    await news.handle(late)

    expect(await news.find(inquiryId)).toMatchObject({ status: 'approved' })
    expect(await news.hasHandled(late.id)).toBe(true)
  })

  test('takes the later of two that happened in the same moment', async () => {
    await news.handle(event('completed', 1))
    await news.handle(event('approved', 1))

    expect(await news.find(inquiryId)).toMatchObject({ status: 'approved' })
  })

  test('handles no event again, also when it comes several times at once', async () => {
    const approved = event('approved', 1)
    await news.handle(approved)
    // Told apart by what it would do if it were handled.
    const again = { ...approved, status: 'declined', createdAt: moment + 2000 }

    await Promise.all([again, again, again].map((repeated) => news.handle(repeated)))

    expect(await news.find(inquiryId)).toMatchObject({ status: 'approved' })
  })

  test('lets a session’s news leave the inquiry as it is', async () => {
    const { referenceId: _, ...common } = event('expired', 2)
    const sessionExpired: InquirySessionEvent = {
      ...common,
      name: 'inquiry-session.expired',
      sessionId: 'iqse_a',
    }
    await news.handle(sessionExpired)
    await news.handle(event('completed', 1))

    expect(await news.find(inquiryId)).toMatchObject({ status: 'completed' })
    expect(await news.hasHandled(sessionExpired.id)).toBe(true)
  })
})
