import { ResumableInquiryError, type ResumableInquiryErrorCode } from '@resumable-inquiry/core'
import { type BackendResponse, setMock } from '@resumable-inquiry/core/testing'
import type {
  InquirySession,
  InquiryStatus,
  InquirySummary,
  OneTimeLink,
} from '@resumable-inquiry/core/wire'
import { screen, waitFor } from 'storybook/test'
import { createMockSdk, type MockWidget } from '../../src/mock-sdk.ts'
import { showWidget } from './widget-page.ts'

/** What comes of a request to the back end of a story: a session, an error, or nothing at all. */
type Answer = InquirySession | ResumableInquiryErrorCode | 'nothing'

/** What the errors say to developers, and must not say to the person. */
export const developerText = 'What a developer reads.'

/** Longest time in milliseconds that a story waits for what it expects. */
export const waitLimit = 7_000

const widgets: MockWidget[] = []
/** The default client lives as long as the page, which may show one story after another. */
const clients = new Set<() => void>()
const sdk = createMockSdk((widget) => {
  widgets.push(widget)
  showWidget(widget)
})

let answerTo: (inquiryId: string) => Answer = pendingSession
let linkAnswer: OneTimeLink | ResumableInquiryErrorCode | 'nothing'
let inquiryStatus: InquiryStatus
let sessionCount = 0

/**
 * Mocks the SDK and the back end of the flows in a story, by the means of the testing kit. Unlike
 * `mockInquiry()`, its widgets show a page, its back end can also be silent or fail in any way, and time
 * stands still: a story stays in its state until `timePasses()`.
 *
 * @returns a function that puts everything back.
 */
export function mockStory(): () => void {
  answerTo = pendingSession
  linkAnswer = oneTimeLink
  inquiryStatus = 'pending'
  sessionCount = 0
  widgets.length = 0
  const resumeTime = stopTime()
  setMock({
    loadSdk: () => Promise.resolve(sdk),
    fetch: respond,
    addClient: (clear) => clients.add(clear),
  })
  return () => {
    for (const clear of clients) clear()
    setMock(undefined)
    resumeTime()
  }
}

/** Sets what the back end responds from now on. */
export function backEndAnswers(answer: Answer | ((inquiryId: string) => Answer)): void {
  answerTo = typeof answer === 'function' ? answer : () => answer
}

/** Sets what becomes of requests for a link from now on. */
export function linkAnswers(answer: typeof linkAnswer): void {
  linkAnswer = answer
}

/** Sets the status of every inquiry from now on. */
export function inquiryIs(status: InquiryStatus): void {
  inquiryStatus = status
}

/**
 * Comes back to the page, which then asks at once what has become of the inquiry, until it shows the
 * text. A page that is asking already does not ask again.
 */
export async function comesBackUntil(text: string): Promise<void> {
  await waitFor(
    () => {
      if (screen.queryByText(text) !== null) return
      document.dispatchEvent(new Event('visibilitychange'))
      throw new Error(`The page does not say “${text}”.`)
    },
    { timeout: waitLimit },
  )
}

/** Lets the screen be a small one that is touched. */
export function mockPhone(): () => void {
  const { matchMedia } = window
  window.matchMedia = (query) =>
    matchMedia.call(window, query.includes('pointer: coarse') ? 'all' : query)
  return () => {
    window.matchMedia = matchMedia
  }
}

/** Returns another session of an inquiry that is not finished. */
export function pendingSession(inquiryId: string): InquirySession {
  sessionCount += 1
  return { inquiryId, status: 'pending', sessionToken: `token-${sessionCount}`, expiresIn: 3600 }
}

/** The session of an inquiry that is finished. */
export const finishedSession: InquirySession = {
  inquiryId: 'inq_ada',
  status: 'completed',
  sessionToken: null,
  expiresIn: null,
}

/** Returns how many sessions the back end has given. */
export function getSessionCount(): number {
  return sessionCount
}

/** Lets the widget become ready: the person sees it. */
export async function becomesReady(): Promise<void> {
  const widget = await findWidget(false)
  widget.ready()
}

/** Lets the widget report that its session has expired. */
export async function sessionExpires(): Promise<void> {
  const widget = await findWidget(true)
  widget.fail({ status: 409, code: 'unauthenticated' })
}

/** Lets the widget report an error of its own. */
export async function widgetFails(code: string): Promise<void> {
  const widget = await findWidget(true)
  widget.fail({ status: 0, code })
}

/** Lets the widget report one of Persona's events. */
export async function widgetReports(event: string): Promise<void> {
  const widget = await findWidget(true)
  widget.emit(event)
}

/** Lets the person finish the last step. */
export async function personCompletes(): Promise<void> {
  const widget = await findWidget(true)
  widget.complete()
}

async function findWidget(isReady: boolean): Promise<MockWidget> {
  return await waitFor(
    () => {
      const widget = widgets.at(-1)
      if (widget?.isLive !== true || widget.isReady !== isReady) {
        throw new Error(`The page has no widget that ${isReady ? 'is ready' : 'is loading'}.`)
      }
      return widget
    },
    { timeout: waitLimit },
  )
}

function respond(path: string): Promise<BackendResponse> {
  const [, inquiryId = 'inq_ada', resource] = path.split('/')
  if (resource === undefined && path !== '') {
    return Promise.resolve(Response.json({ ...summary, inquiryId, status: inquiryStatus }))
  }
  const answer = resource === 'one-time-link' ? linkAnswer : answerTo(inquiryId)
  if (answer === 'nothing') return new Promise(() => {})
  if (typeof answer === 'string') return Promise.reject(createError(answer))
  return Promise.resolve(Response.json(answer))
}

/** A link that is not used yet. */
export const oneTimeLink: OneTimeLink = {
  url: 'https://inquiry.withpersona.com/verify?code=us1-example',
  shortUrl: 'https://withpersona.com/v/example',
  expiresIn: 86_400,
}

const summary: InquirySummary = {
  inquiryId: 'inq_ada',
  status: 'pending',
  resumable: true,
  templateOutdated: false,
}

function createError(code: ResumableInquiryErrorCode): ResumableInquiryError {
  // A longer wait than the flow has time for, so that it does not try again first.
  const retryAfter = code === 'rate_limited' || code === 'persona_unavailable' ? 5400 : undefined
  return new ResumableInquiryError(code, developerText, { retryAfter })
}

interface StoppedTimer {
  readonly run: () => void
  remaining: number
}

/** Timers that wait for `timePasses()`. Their ids are negative. */
const stopped = new Map<number, StoppedTimer>()
let lastId = 0

/**
 * Stops every timer that would change what is shown: those that wait for a second or more, but for the
 * one of a story that waits for what it expects.
 */
function stopTime(): () => void {
  const { setTimeout: set, clearTimeout: clear } = window
  const stoppable = (handler: TimerHandler, delay = 0, ...values: unknown[]): number => {
    if (delay < 1_000 || delay === waitLimit || typeof handler !== 'function')
      return set(handler, delay, ...values)
    const id = (lastId -= 1)
    stopped.set(id, { run: () => void Reflect.apply(handler, window, values), remaining: delay })
    return id
  }
  window.setTimeout = Object.assign(stoppable, set)
  window.clearTimeout = (id) => {
    if (typeof id !== 'number' || !stopped.delete(id)) clear(id)
  }
  return () => {
    stopped.clear()
    Object.assign(window, { setTimeout: set, clearTimeout: clear })
  }
}

/** Lets time pass, in milliseconds. */
export function timePasses(milliseconds: number): void {
  for (const [id, timer] of stopped) {
    timer.remaining -= milliseconds
    if (timer.remaining <= 0 && stopped.delete(id)) timer.run()
  }
}
