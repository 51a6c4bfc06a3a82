import { createPersonaEmulator, type PersonaEmulator } from '@resumable-inquiry/emulator'
import {
  type Arbitrary,
  array,
  assert,
  asyncProperty,
  constant,
  constantFrom,
  oneof,
  option,
  record,
  tuple,
} from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createInquiryHandler } from './inquiry-handler.ts'
import { createPersonaApi } from '../persona/persona-api.ts'
import { getIn } from '../get-in.ts'
import { createSessionStore, type SessionStore } from '../sessions/session-store.ts'
import { hashOf } from '../../testing/use-token.ts'

// Enough random requests to find unforeseen cases.
const runs = 1000
const requestsInRun = 100

type Person = 'ada' | 'bob'

/** An inquiry that a request may name: a person's own, another person's, or an absent one. */
type Named = { readonly of: Person; readonly index: 0 | 1 } | { readonly of: 'none' }

/** The person whose latest token a request names by its hash. */
type TokenOf = Person | 'none'

type Step =
  | {
      readonly kind: 'start'
      readonly person: Person
      readonly reason: string
      readonly tokenOf: TokenOf
    }
  | {
      readonly kind: 'session'
      readonly person: Person
      readonly inquiry: Named
      readonly reason: string
      readonly tokenOf: TokenOf
    }
  | {
      readonly kind: 'expiry'
      readonly person: Person
      readonly inquiry: Named
      readonly tokenOf: Person
    }
  | { readonly kind: 'summary'; readonly person: Person; readonly inquiry: Named }
  | { readonly kind: 'link' | 'hosted'; readonly person: Person; readonly inquiry: Named }

const changes = ['start', 'kill', 'expire', 'complete', 'fail', 'publish', 'redact'] as const
type Change = (typeof changes)[number]

const person = constantFrom<Person>('ada', 'bob')
const reason = constantFrom('start', 'session_expired', 'session_suspect')
const named = oneof(
  {
    weight: 6,
    arbitrary: record({ of: person, index: constantFrom(0 as const, 1 as const) }),
  },
  { weight: 1, arbitrary: constant<Named>({ of: 'none' }) },
)
const tokenOf = constantFrom<TokenOf>('ada', 'bob', 'none')
const step: Arbitrary<Step> = oneof(
  { weight: 3, arbitrary: record({ kind: constant('start' as const), person, reason, tokenOf }) },
  {
    weight: 8,
    arbitrary: record({
      kind: constant('session' as const),
      person,
      inquiry: named,
      reason,
      tokenOf,
    }),
  },
  {
    weight: 4,
    arbitrary: record({
      kind: constant('expiry' as const),
      person,
      inquiry: named,
      tokenOf: person,
    }),
  },
  {
    weight: 4,
    arbitrary: record({ kind: constant('summary' as const), person, inquiry: named }),
  },
  {
    weight: 4,
    arbitrary: record({ kind: constantFrom('link', 'hosted'), person, inquiry: named }),
  },
)
const change = record({
  inquiry: named,
  what: constantFrom(...changes),
})
/** A sequence of requests and changes of inquiries; only requests count. */
const sequence = array(tuple(step, option(change, { freq: 6 })), {
  minLength: requestsInRun,
  maxLength: requestsInRun,
})

let emulator: PersonaEmulator
/** The inquiry of each token and link, as created by Persona. */
const inquiryOfSecret = new Map<string, string>()

beforeAll(async () => {
  emulator = await createPersonaEmulator({ requestsPerMinute: Infinity })
})
afterAll(async () => {
  await emulator.close()
})

test('never gives one person the token, the link or the status of the other', async () => {
  const outcomes = { granted: 0, denied: 0, leaked: 0 }
  await assert(
    asyncProperty(sequence, async (steps) => {
      const scenario = await openScenario()
      for (const [request, then] of steps) {
        outcomes[await run(scenario, request)] += 1
        if (then !== null) await applyChange(scenario, then.what, idOf(scenario, then.inquiry))
        if (outcomes.leaked > 0) return false
      }
      return true
    }),
    { numRuns: runs },
  )
  expect(outcomes.leaked).toBe(0)
  expect(outcomes.granted + outcomes.denied).toBe(runs * requestsInRun)
  // Guards against passing vacuously: a handler that rejects everything would isolate people too.
  expect(outcomes.granted).toBeGreaterThan(runs * requestsInRun * 0.2)
}, 300_000)

interface Scenario {
  readonly owners: Map<string, Person>
  readonly inquiries: Readonly<Record<Person, readonly [string, string]>>
  readonly handler: (request: Request) => Promise<Response>
  readonly sessions: SessionStore
  /** The latest token of each person. */
  readonly tokens: Map<string, string>
}

async function openScenario(): Promise<Scenario> {
  emulator.reset()
  inquiryOfSecret.clear()
  const owners = new Map<string, Person>()
  const current = new Map<string, string>()
  const persona = createPersonaApi({
    apiKey: emulator.apiKey,
    baseUrl: emulator.apiUrl,
    fetch: askPersona,
  })
  const give = async (id: Person) => {
    const inquiry = await persona.createInquiry({
      templateId: emulator.templateId,
      referenceId: id,
    })
    owners.set(inquiry.id, id)
    return inquiry.id
  }
  const sessions = createSessionStore()
  const handler = createInquiryHandler({
    persona,
    sessions,
    basePath: '/api/inquiries',
    authenticate: async (request) => ({ id: request.headers.get('x-person') ?? '' }),
    authorize: async ({ subject, inquiryId }) => owners.get(inquiryId) === subject.id,
    start: {
      template: ({ id }) => ({ templateId: emulator.templateId, referenceId: id }),
      find: async ({ id }) => current.get(id) ?? null,
      claim: async ({ id }, inquiryId, replaced) => {
        const winner = current.get(id)
        if (winner !== undefined && winner !== replaced) return winner
        owners.set(inquiryId, id === 'ada' ? 'ada' : 'bob')
        current.set(id, inquiryId)
        return inquiryId
      },
    },
    outdatedTemplate: 'replace',
    rateLimit: false,
    log: () => {},
  })
  const [ada, bob] = await Promise.all([
    Promise.all([give('ada'), give('ada')]),
    Promise.all([give('bob'), give('bob')]),
  ])
  return { owners, handler, sessions, tokens: new Map(), inquiries: { ada, bob } }
}

/** Calls the emulator, and records the inquiry of each token and link that it returns. */
async function askPersona(...[input, init]: Parameters<typeof fetch>): Promise<Response> {
  const response = await emulator.fetch(new Request(input, init))
  const text = await response.text()
  const body: unknown = JSON.parse(text)
  const inquiryId = getIn(body, 'data', 'id')
  for (const name of ['session-token', 'one-time-link', 'one-time-link-short']) {
    const secret = getIn(body, 'meta', name)
    if (typeof secret === 'string' && typeof inquiryId === 'string')
      inquiryOfSecret.set(secret, inquiryId)
  }
  return new Response(text, response)
}

/** The outcome of a request: granted, denied, or leaked to the wrong person. */
type Outcome = 'granted' | 'denied' | 'leaked'

async function run(scenario: Scenario, next: Step): Promise<Outcome> {
  const inquiryId = next.kind === 'start' ? undefined : idOf(scenario, next.inquiry)
  const response = await scenario.handler(requestFor(scenario, next, inquiryId))
  const isMine = (id: unknown) => typeof id === 'string' && scenario.owners.get(id) === next.person
  if (next.kind === 'hosted') {
    const location = response.headers.get('location')
    if (location !== null) {
      return isMine(inquiryOfSecret.get(location)) && isMine(inquiryId) ? 'granted' : 'leaked'
    }
    return !isMine(inquiryId) && response.status !== 404 ? 'leaked' : 'denied'
  }
  const body: unknown = await response.json()

  if (!response.ok) {
    // Another person's inquiry must look absent.
    const isForeign = inquiryId !== undefined && !isMine(inquiryId)
    const isNotFound = response.status === 404 && JSON.stringify(body) === notFound
    return isForeign && !isNotFound ? 'leaked' : 'denied'
  }
  if (next.kind === 'expiry') {
    // The end of another person's session must look unknown.
    const isForeign = next.tokenOf !== next.person
    return isForeign && getIn(body, 'expired') !== null ? 'leaked' : 'granted'
  }
  const token = getIn(body, 'sessionToken')
  if (typeof token === 'string') scenario.tokens.set(next.person, token)
  const secrets = ['sessionToken', 'url', 'shortUrl'].map((name) => getIn(body, name))
  const found = [
    getIn(body, 'inquiryId') ?? inquiryId,
    ...secrets
      .filter((secret) => typeof secret === 'string')
      .map((secret) => inquiryOfSecret.get(secret)),
  ]
  return found.every(isMine) ? 'granted' : 'leaked'
}

const notFound = JSON.stringify({
  type: 'about:blank',
  title: 'Not found',
  status: 404,
  code: 'not_found',
})

function idOf({ inquiries }: Scenario, inquiry: Named): string {
  return inquiry.of === 'none' ? 'inq_absent' : inquiries[inquiry.of][inquiry.index]
}

function requestFor({ tokens }: Scenario, next: Step, inquiryId?: string): Request {
  const tokenHash = 'tokenOf' in next ? hashOf(tokens.get(next.tokenOf) ?? '') : undefined
  const isNamed = 'tokenOf' in next && next.tokenOf !== 'none'
  const path = {
    start: '',
    session: `/${inquiryId}/session`,
    expiry: `/${inquiryId}/session?tokenHash=${tokenHash}`,
    summary: `/${inquiryId}`,
    link: `/${inquiryId}/one-time-link`,
    hosted: `/${inquiryId}/hosted`,
  }
  const isRead = ['summary', 'expiry', 'hosted'].includes(next.kind)
  const body = 'reason' in next ? { reason: next.reason, ...(isNamed && { tokenHash }) } : {}
  return new Request(`https://bank.example/api/inquiries${path[next.kind]}`, {
    method: isRead ? 'GET' : 'POST',
    headers: {
      'x-person': next.person,
      'sec-fetch-site': 'same-origin',
      'sec-fetch-mode': next.kind === 'hosted' ? 'navigate' : 'cors',
      ...(isRead ? {} : { 'content-type': 'application/json' }),
    },
    ...(isRead ? {} : { body: JSON.stringify(body) }),
  })
}

async function applyChange({ sessions }: Scenario, what: Change, inquiryId: string): Promise<void> {
  const { simulate } = emulator
  if (what === 'kill') {
    // As Persona's webhook does.
    for (const { id } of emulator.sessions(inquiryId)) {
      await sessions.markExpired?.(inquiryId, { sessionId: id, at: Date.now() })
    }
  }
  try {
    if (what === 'start') simulate.startInquiry({ inquiryId })
    if (what === 'kill') simulate.killSession({ inquiryId })
    if (what === 'expire') simulate.expireInquiry({ inquiryId })
    if (what === 'complete') simulate.decideInquiry({ inquiryId, status: 'completed' })
    if (what === 'fail') simulate.decideInquiry({ inquiryId, status: 'failed' })
    if (what === 'publish') simulate.publishTemplateVersion()
  } catch {
    // The inquiry's status does not allow the change.
  }
  if (what !== 'redact') return
  await emulator.fetch(`${emulator.apiUrl}/inquiries/${inquiryId}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${emulator.apiKey}` },
  })
}
