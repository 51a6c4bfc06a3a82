import type { PersonaAccount } from './connect-persona.ts'
import type { RedisLocation } from './connect-redis.ts'
import type { DemoOptions } from './start-demo.ts'

/** The demo's options that come from environment variables. */
export type DemoSettings = Required<Pick<DemoOptions, 'port'>> &
  Pick<DemoOptions, 'databaseUrl' | 'redis' | 'persona' | 'sharedSecrets'>

const minSecretLength = 32

/**
 * Reads the settings from environment variables.
 *
 * @throws when they are invalid; the message says what to do
 */
export function readSettings(environment: NodeJS.ProcessEnv): DemoSettings {
  const sharedSecrets = readSecrets(environment['SESSION_SECRETS'])
  return {
    port: readPort(environment['PORT']),
    databaseUrl: environment['DATABASE_URL'] || undefined,
    sharedSecrets,
    redis: readRedis(environment['REDIS_URL'], sharedSecrets),
    persona: readAccount(environment),
  }
}

function readPort(text: string | undefined): number {
  const port = Number(text || 3000)
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port
  throw new Error(`PORT is "${text}", which is no port. Set it to a number up to 65535.`)
}

function readSecrets(text: string | undefined): [string, ...string[]] | undefined {
  const [first, ...others] = readList(text)
  if (first === undefined) return undefined
  if ([first, ...others].every((secret) => secret.length >= minSecretLength)) {
    return [first, ...others]
  }
  throw new Error(
    `One of SESSION_SECRETS is shorter than ${minSecretLength} characters, and could be guessed. Make another with: openssl rand -base64 32`,
  )
}

function readRedis(
  url: string | undefined,
  secrets: [string, ...string[]] | undefined,
): RedisLocation | undefined {
  if (!url) return undefined
  if (secrets !== undefined) return { url, secrets }
  throw new Error(
    'REDIS_URL is set and SESSION_SECRETS is not, so sessions would be readable in Redis. Give every process the same, made with: openssl rand -base64 32',
  )
}

function readAccount(environment: NodeJS.ProcessEnv): PersonaAccount | undefined {
  const { PERSONA_API_KEY, PERSONA_TEMPLATE_ID, PERSONA_API_URL } = environment
  if (!PERSONA_API_KEY && !PERSONA_TEMPLATE_ID) {
    if (!PERSONA_API_URL) return undefined
    throw new Error(
      'PERSONA_API_URL is set, and PERSONA_API_KEY and PERSONA_TEMPLATE_ID are not. Set all three as persona-emulator prints them.',
    )
  }
  if (!PERSONA_API_KEY || !PERSONA_TEMPLATE_ID) {
    throw new Error(
      `${PERSONA_API_KEY ? 'PERSONA_TEMPLATE_ID' : 'PERSONA_API_KEY'} is not set. ` +
        'Real Persona needs it and the other; the emulator needs neither.',
    )
  }
  if (PERSONA_API_URL && !URL.canParse(PERSONA_API_URL)) {
    throw new Error('PERSONA_API_URL is no address. Set it to what persona-emulator calls apiUrl.')
  }
  return {
    apiKey: PERSONA_API_KEY,
    templateId: PERSONA_TEMPLATE_ID,
    apiUrl: PERSONA_API_URL || undefined,
    webhookSecrets: readList(environment['PERSONA_WEBHOOK_SECRET']),
  }
}

function readList(text = ''): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
