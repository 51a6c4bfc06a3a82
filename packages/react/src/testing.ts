import { type BackendResponse, setMock } from '@resumable-inquiry/core/testing'
import {
  type InquirySession,
  isOpenInquiryStatus,
  type OneTimeLink,
  parseInquirySession,
  parseProblemCode,
  type ProblemCode,
  problemStatuses,
} from '@resumable-inquiry/core/wire'
import * as React from 'react'
import * as TestUtils from 'react-dom/test-utils'
import { loadErrorContent } from './load-error-content.ts'
import { createMockSdk, type MockWidget } from './mock-sdk.ts'

/** A refusal of the back end. */
export interface BackEndProblem {
  code: ProblemCode
  /** Seconds until asking again makes sense. */
  retryAfter?: number
}

/**
 * Persona's widget and the back end of a page, as a test wants them. All functions resolve once React
 * has rendered what follows, and use its `act`.
 *
 * They are about the widget that the page loaded last, and wait for it for up to three seconds.
 */
export interface MockedInquiry {
  /**
   * The widget has loaded, and the person sees it.
   *
   * @throws Error where no widget is loading
   */
  becomesReady(): Promise<void>
  /**
   * The widget reports that its session has expired. The page asks the back end for another, and loads
   * a new widget with it, which waits for `becomesReady()`.
   *
   * @throws Error where no widget is ready, as do the next two
   */
  sessionExpires(): Promise<void>
  /** The person finishes the last step. */
  personCompletes(): Promise<void>
  /** The person cancels in the widget. */
  personCancels(): Promise<void>
  /**
   * Sets what the back end answers to every request until the next call: a session, or a refusal.
   * Without it, each session is another one of an inquiry that is `pending`.
   */
  backEndAnswers(answer: InquirySession | BackEndProblem): Promise<void>
  /** Closes every flow, forgets every session, and puts SDK and back end back. */
  restore(): Promise<void>
}

/** Milliseconds to wait for a widget: less than the time that Jest and Vitest give a test. */
const waitLimit = 3_000

/** Where React looks up whether it expects updates to happen in `act`. */
const reactGlobals: typeof globalThis & { IS_REACT_ACT_ENVIRONMENT?: boolean | undefined } =
  globalThis

// Fake timers replace the global ones.
const { setTimeout: setRealTimeout, clearTimeout: clearRealTimeout } = globalThis

/** The mock that is in place. */
let current: { restore: () => void; onWidget: (widget: MockWidget) => void } | undefined

// A page that outlives a mock keeps the SDK that it has loaded.
const sdk = createMockSdk((widget) => current?.onWidget(widget))

/**
 * Replaces the `persona` SDK and the back end of every flow until `restore()`, whether the page uses
 * `endpoint`, `fetchSession` or a provider. Everything between the two is real. Another call restores
 * first.
 *
 * @example
 * const inquiry = mockInquiry()
 * render(<Verification />)
 * fireEvent.click(screen.getByText('Verify your identity'))
 * await inquiry.becomesReady()
 * await inquiry.personCompletes()
 * screen.getByText('Thank you')
 * await inquiry.restore()
 * @throws Error in production, where nothing can be replaced.
 */
export function mockInquiry(): MockedInquiry {
  current?.restore()
  const widgets: MockWidget[] = []
  const clients = new Set<() => void>()
  let onNewWidget: (() => void) | undefined
  let answer: InquirySession | BackEndProblem | undefined
  let sessionCount = 0

  const nextSession = (inquiryId: string): InquirySession => ({
    inquiryId,
    status: 'pending',
    sessionToken: `mocked-token-${++sessionCount}`,
    expiresIn: 86_400,
  })

  const respond = (path: string): BackendResponse => {
    if (answer !== undefined && 'code' in answer) return refuse(answer)
    const [, inquiryId = 'inq_mocked', resource] = path.split('/')
    if (resource === 'one-time-link') return succeed(oneTimeLink)
    if (path === '' || resource === 'session') return succeed(answer ?? nextSession(inquiryId))
    const status = answer?.status ?? 'pending'
    const resumable = isOpenInquiryStatus(status)
    return succeed({ inquiryId, status, resumable, templateOutdated: false })
  }

  const onWidget = (widget: MockWidget): void => {
    widgets.push(widget)
    // It is in the page by then.
    queueMicrotask(() => onNewWidget?.())
  }

  const restore = (): void => {
    current = undefined
    setMock(undefined)
    for (const clear of clients) clear()
  }

  /** Waits for the widget to be there, without `act`: it would keep React from rendering meanwhile. */
  const untilWidget = async (isReady: boolean): Promise<MockWidget> => {
    await actAsync(() => {})
    let timer: ReturnType<typeof setTimeout> | undefined
    const isActEnvironment = reactGlobals.IS_REACT_ACT_ENVIRONMENT
    reactGlobals.IS_REACT_ACT_ENVIRONMENT = false
    try {
      return await new Promise((resolve, reject) => {
        onNewWidget = () => {
          const widget = widgets.at(-1)
          if (widget?.isLive !== true) return
          if (widget.isReady === isReady) resolve(widget)
          // Nothing but the test makes it ready.
          else if (isReady) reject(new Error('The widget is loading. Call becomesReady() first.'))
        }
        onNewWidget()
        timer = setRealTimeout(() => reject(noWidget()), waitLimit)
      })
    } finally {
      clearRealTimeout(timer)
      onNewWidget = undefined
      reactGlobals.IS_REACT_ACT_ENVIRONMENT = isActEnvironment
    }
  }

  const inWidget = async (isReady: boolean, event: (widget: MockWidget) => void): Promise<void> => {
    const widget = await untilWidget(isReady)
    await actAsync(() => event(widget))
  }

  void loadErrorContent()
  setMock({
    loadSdk: () => Promise.resolve(sdk),
    fetch: (path) => Promise.resolve(respond(path)),
    addClient: (clear) => clients.add(clear),
  })
  current = { restore, onWidget }

  return {
    becomesReady: () => inWidget(false, (widget) => widget.ready()),
    sessionExpires: () =>
      inWidget(true, (widget) => widget.fail({ status: 409, code: 'unauthenticated' })),
    personCompletes: () => inWidget(true, (widget) => widget.complete()),
    personCancels: () => inWidget(true, (widget) => widget.cancel()),
    backEndAnswers: (next) =>
      actAsync(() => {
        answer = checkAnswer(next)
      }),
    restore: () => actAsync(restore),
  }
}

/** Runs a task in React's `act`, which a test environment need not be set up for. */
async function actAsync(task: () => void): Promise<void> {
  // oxlint-disable-next-line typescript/no-deprecated -- React 18.2 has it there alone.
  const act = 'act' in React ? React.act : TestUtils.act
  const isActEnvironment = reactGlobals.IS_REACT_ACT_ENVIRONMENT
  reactGlobals.IS_REACT_ACT_ENVIRONMENT = true
  try {
    await act(async () => task())
  } finally {
    reactGlobals.IS_REACT_ACT_ENVIRONMENT = isActEnvironment
  }
}

const oneTimeLink: OneTimeLink = {
  url: 'https://inquiry.withpersona.com/verify?code=mocked',
  shortUrl: null,
  expiresIn: 86_400,
}

function succeed(body: object): BackendResponse {
  return toResponse(200, body)
}

function refuse({ code, retryAfter }: BackEndProblem): BackendResponse {
  return toResponse(problemStatuses[code], { code }, retryAfter)
}

// The jsdom of Jest has no Response.
function toResponse(status: number, body: object, retryAfter?: number): BackendResponse {
  return {
    ok: status === 200,
    status,
    headers: {
      get: (name) =>
        name === 'retry-after' && retryAfter !== undefined ? String(retryAfter) : null,
    },
    text: () => Promise.resolve(JSON.stringify(body)),
  }
}

function checkAnswer(answer: InquirySession | BackEndProblem): InquirySession | BackEndProblem {
  if ('code' in answer && parseProblemCode(answer) !== undefined) return answer
  if (parseInquirySession(answer) !== undefined) return answer
  throw new Error(
    'backEndAnswers() got neither a session nor the code of a problem. Give { inquiryId, status, sessionToken, expiresIn }, with null where there is none, or { code, retryAfter? }.',
  )
}

function noWidget(): Error {
  return new Error(
    `The page has loaded no widget for ${waitLimit / 1000} seconds. Open the flow, let the back end answer with a session, and advance fake timers where the page waits for one.`,
  )
}
