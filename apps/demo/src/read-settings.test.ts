import { expect, test } from 'vitest'
import { readSettings } from './read-settings.ts'

const secret = 'a secret of thirty-two characters'

test('defaults to port 3000 and the emulator', () => {
  expect(readSettings({})).toEqual({
    port: 3000,
    databaseUrl: undefined,
    redis: undefined,
    sharedSecrets: undefined,
    persona: undefined,
  })
})

test('treats an empty variable as missing', () => {
  const empty = { PORT: '', DATABASE_URL: '', REDIS_URL: '', SESSION_SECRETS: '' }

  expect(readSettings(empty)).toEqual(readSettings({}))
})

test('reads the settings that several processes share', () => {
  const another = `another ${secret}`
  const environment = { REDIS_URL: 'redis://cache', SESSION_SECRETS: `${secret}, ${another}` }

  expect(readSettings(environment)).toMatchObject({
    redis: { url: 'redis://cache', secrets: [secret, another] },
    sharedSecrets: [secret, another],
  })
})

test('reads a Persona account, or an emulator in another process', () => {
  const account = { PERSONA_API_KEY: 'a-key', PERSONA_TEMPLATE_ID: 'itmpl_a' }

  expect(readSettings(account).persona).toEqual({
    apiKey: 'a-key',
    templateId: 'itmpl_a',
    apiUrl: undefined,
    webhookSecrets: [],
  })
  expect(
    readSettings({
      ...account,
      PERSONA_API_URL: 'http://localhost:4010/api/v1',
      PERSONA_WEBHOOK_SECRET: 'wbhsec_old,wbhsec_new',
    }).persona,
  ).toMatchObject({
    apiUrl: 'http://localhost:4010/api/v1',
    webhookSecrets: ['wbhsec_old', 'wbhsec_new'],
  })
})

test.each([
  [{ PORT: 'http' }, 'PORT is "http"'],
  [{ REDIS_URL: 'redis://cache' }, 'REDIS_URL is set and SESSION_SECRETS is not'],
  [{ SESSION_SECRETS: `${secret},short` }, 'shorter than 32 characters'],
  [{ PERSONA_API_KEY: 'a-key' }, 'PERSONA_TEMPLATE_ID is not set'],
  [{ PERSONA_TEMPLATE_ID: 'itmpl_a' }, 'PERSONA_API_KEY is not set'],
  [
    { PERSONA_API_KEY: 'a-key', PERSONA_TEMPLATE_ID: 'itmpl_a', PERSONA_API_URL: 'localhost' },
    'PERSONA_API_URL is no address',
  ],
  [{ PERSONA_API_URL: 'http://localhost:4010/api/v1' }, 'PERSONA_API_URL is set'],
])('rejects %j, with advice', (environment, message) => {
  expect(() => readSettings(environment)).toThrow(message)
})
