import { expect, test } from 'vitest'
import { parseWebhooks } from './webhook-options.ts'

test.for([
  [{ url: 'ftp://localhost/' }, 'webhooks: [0].url must be a URL'],
  [{ url: 'http://me:word@localhost/' }, '[0].url must hold no user name or password'],
  [{ url: 'http://localhost/', events: ['inquiry.begun'] }, '[0].events[0] must be one of'],
] as const)('refuses an invalid webhook: %j', ([webhook, message]) => {
  expect(() => parseWebhooks([webhook])).toThrow(message)
})

test('does not repeat a URL with a password', () => {
  expect(() => parseWebhooks([{ url: 'http://me:word@localhost/' }])).toThrow(/^((?!word@).)*$/)
})
