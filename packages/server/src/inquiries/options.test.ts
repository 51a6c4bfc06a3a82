import { describe, expect, test } from 'vitest'
import { inquiryBody, nowhere, scriptPersona } from '../../testing/scripted-persona.ts'
import { webhookSecret } from '../../testing/sign-webhook.ts'
import { createPersonaApi } from '../persona/persona-api.ts'
import { createRateLimit } from '../rate-limit/rate-limit.ts'
import { createEncryptedSessionStore } from '../sessions/encrypted-session-store.ts'
import { createSessionStore } from '../sessions/session-store.ts'
import { createWebhookHandler } from '../webhooks/webhook-handler.ts'
import { createInquiryHandler } from './inquiry-handler.ts'

const { fetch } = scriptPersona(() => Response.json(inquiryBody()))
const start = {
  template: () => ({ templateId: 'itmpl_1' }),
  find: () => null,
  claim: () => 'inq_1',
}
const inquiryOptions = {
  persona: createPersonaApi({ ...nowhere, fetch }),
  basePath: '/api/inquiries',
  authenticate: () => ({ id: 'ada' }),
  authorize: () => true,
}
const store = createSessionStore()
const storeOptions = {
  store: { get: async () => null, set: async () => {}, delete: async () => {} },
  secrets: ['a secret of thirty-two characters'] as const,
}
const webhookOptions = { secrets: [webhookSecret], onEvent: () => {} }

/** Calls a function as JavaScript does, without its types. */
const callers: Record<string, (changes: object) => unknown> = {
  createInquiryHandler: (changes) =>
    createInquiryHandler(Object.assign({}, inquiryOptions, changes)),
  createWebhookHandler: (changes) =>
    createWebhookHandler(Object.assign({}, webhookOptions, changes)),
  createPersonaApi: (changes) => createPersonaApi(Object.assign({}, nowhere, changes)),
  createEncryptedSessionStore: (changes) =>
    createEncryptedSessionStore(Object.assign({}, storeOptions, changes)),
  createSessionStore: (changes) => createSessionStore(Object.assign({}, changes)),
  createRateLimit: (changes) => createRateLimit(Object.assign({}, changes)),
}
const { requests, sessions } = createRateLimit()

describe.each<[string, [object, string][]]>([
  [
    'createInquiryHandler',
    [
      [{ persona: undefined }, 'persona'],
      [{ persona: 'persona_sandbox_1' }, 'persona'],
      [{ persona: { retrieveInquiry: () => {} } }, 'resumeInquiry'],
      [{ basePath: undefined }, 'basePath'],
      [{ authenticate: undefined }, 'authenticate'],
      [{ authorize: undefined }, 'authorize'],
      [{ authorize: true }, 'authorize'],
      [{ start: () => {} }, 'start'],
      [{ start: null }, 'start'],
      [{ start: { find: start.find, template: start.template } }, 'claim'],
      [{ hostTimeout: 0 }, 'hostTimeout'],
      [{ hostTimeout: '4000' }, 'hostTimeout'],
      [{ hostTimeout: Infinity }, 'hostTimeout'],
      [{ hostTimeout: Number.NaN }, 'hostTimeout'],
      [{ outdatedTemplate: 'Replace', start }, "'resume' or 'replace'"],
      [{ outdatedTemplate: 'replace' }, 'needs `start`'],
      [{ allowedOrigins: 'https://app.example' }, 'allowedOrigins'],
      [{ sessions: {} }, 'sessions'],
      [{ rateLimit: {} }, 'requests must be an object with the functions consume, reward'],
      [{ rateLimit: 100 }, 'rateLimit needs an object'],
      [{ rateLimit: true }, 'rateLimit needs an object'],
      [{ rateLimit: null }, 'rateLimit needs an object'],
      [{ rateLimit: { requests } }, 'sessions must be'],
      [{ rateLimit: { requests: {}, sessions } }, 'requests must be'],
      [{ rateLimit: { requests, sessions, links: 5 } }, 'links must be'],
      [{ rateLimit: { requests, sessions, creation: requests } }, 'creation is no option'],
      [{ checkEvery: 0 }, 'checkEvery'],
      [{ checkEvery: true }, 'checkEvery'],
      [{ hosted: 'https://app.example/verified' }, 'hosted needs an object'],
      [{ hosted: { redirectURI: 'https://app.example/verified' } }, 'redirectURI is no option'],
      [{ log: console }, 'log'],
      [{ authorization: () => true }, 'authorization is no option'],
      [{ ratelimit: false }, 'ratelimit is no option'],
    ],
  ],
  [
    'createWebhookHandler',
    [
      [{ secrets: undefined }, 'secrets'],
      [{ onEvent: undefined }, 'onEvent'],
      [{ onEvent: {} }, 'onEvent'],
      [{ seen: true }, 'seen'],
      [{ sessions: {} }, 'sessions has no markExpired'],
      [{ persona: {} }, 'forgetInquiry'],
      [{ tolerance: '300' }, 'tolerance'],
      [{ tolerance: null }, 'tolerance'],
      [{ log: 'console' }, 'log'],
      [{ secret: webhookSecret }, 'secret is no option'],
    ],
  ],
  [
    'createPersonaApi',
    [
      [{ apiKey: undefined }, 'API key'],
      [{ baseUrl: 'api.withpersona.com' }, 'base URL'],
      [{ baseUrl: null }, 'base URL'],
      [{ baseUrl: `https://user:${nowhere.apiKey}@api.withpersona.com` }, 'base URL'],
      [{ version: 2023 }, 'version'],
      [{ timeout: 0 }, 'timeout'],
      [{ timeout: '4500' }, 'timeout'],
      [{ fetch: 'fetch' }, 'fetch'],
      [{ processes: 0 }, 'processes'],
      [{ processes: '2' }, 'processes'],
      [{ environmentId: 'live' }, 'environmentId'],
      [{ environmentId: null }, 'environmentId'],
      [{ apikey: nowhere.apiKey }, 'apikey is no option'],
    ],
  ],
  [
    'createEncryptedSessionStore',
    [
      [{ store: undefined }, 'store'],
      [{ store: { get: store.get } }, 'store must be an object with the functions'],
      [{ secrets: undefined }, 'secrets'],
      [{ secrets: [] }, 'secrets'],
      [{ secrets: storeOptions.secrets[0] }, 'secrets'],
      [{ secrets: [undefined] }, 'secret'],
      [{ secrets: [...storeOptions.secrets, webhookSecret] }, '32 characters or longer'],
      [{ secret: storeOptions.secrets[0] }, 'secret is no option'],
    ],
  ],
  [
    'createSessionStore',
    [
      [{ maxSessions: 0 }, 'maxSessions'],
      [{ maxSessions: '5' }, 'maxSessions'],
      [{ maxSessions: Number.NaN }, 'maxSessions'],
      [{ log: 'console' }, 'log'],
      [{ maxSession: 5 }, 'maxSession is no option'],
    ],
  ],
  [
    'createRateLimit',
    [
      [{ log: 'console' }, 'log'],
      [{ points: 5 }, 'points is no option'],
    ],
  ],
])('%s', (name, wrong) => {
  const create = callers[name] ?? (() => {})

  test.each(wrong)('refuses %j', (changes, words) => {
    const make = () => create(changes)
    expect(make).toThrow(TypeError)
    expect(make).toThrow(words)
    expect(make).toThrow(name)
    expect(make).not.toThrow(nowhere.apiKey)
    expect(make).not.toThrow(webhookSecret)
  })

  test('names all mistakes at once', () => {
    const all: object = Object.assign({}, ...wrong.map(([changes]) => changes))
    const mistaken = new Set(wrong.flatMap(([changes]) => Object.keys(changes)))
    for (const option of mistaken) {
      const title = { apiKey: 'API key', baseUrl: 'base URL' }[option] ?? option
      expect(() => create(all)).toThrow(title)
    }
  })

  test('takes an option that is undefined as left out', () => {
    expect(() => create({ log: undefined, fetch: undefined, other: undefined })).not.toThrow()
  })

  test('refuses anything but an object', () => {
    const functions: Record<string, (options: never) => unknown> = {
      createInquiryHandler,
      createWebhookHandler,
      createPersonaApi,
      createEncryptedSessionStore,
      createSessionStore,
      createRateLimit,
    }
    const isOptional = name === 'createSessionStore' || name === 'createRateLimit'
    for (const options of [null, 'options', ...(isOptional ? [] : [undefined])]) {
      expect(() => functions[name]?.(options as never)).toThrow('needs an object of options')
    }
  })
})

test('createInquiryHandler takes methods of a class, and every limit', () => {
  class Inquiries {
    template = start.template
    find() {
      return null
    }
    claim() {
      return 'inq_1'
    }
  }
  const options = { start: new Inquiries(), outdatedTemplate: 'replace' as const, hostTimeout: 1 }
  expect(() =>
    createInquiryHandler({ ...inquiryOptions, ...options, rateLimit: createRateLimit() }),
  ).not.toThrow()
  const rateLimit = { requests, sessions, links: undefined }
  expect(() => callers['createInquiryHandler']?.({ rateLimit })).not.toThrow()
})

test('does not type-check without authenticate and authorize', () => {
  const { authenticate, authorize, ...rest } = inquiryOptions
  // @ts-expect-error `authorize` is missing.
  expect(() => createInquiryHandler({ ...rest, authenticate })).toThrow('authorize')
  // @ts-expect-error `authenticate` is missing.
  expect(() => createInquiryHandler({ ...rest, authorize })).toThrow('authenticate')
})
