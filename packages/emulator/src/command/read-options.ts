import { type PersonaEmulatorOptions, withCliDefaults } from '../settings/options.ts'
import { readSeedFile } from '../seed/seed.ts'
import { readTemplateFile } from '../templates/template.ts'
import type { WebhookOptions } from '../webhooks/webhook-options.ts'
import type { ValueFlag } from './flags.ts'
import { type GivenFlags, UsageError } from './read-flags.ts'

/** @throws UsageError for an invalid value, Error for an invalid file */
export function readOptions(given: GivenFlags): PersonaEmulatorOptions {
  const template = given.value('template')
  const seed = given.value('seed')
  return withCliDefaults({
    port: readNumber(given, 'port', 0, 65_535),
    host: given.value('host'),
    apiKey: given.value('api-key'),
    webhookSecret: given.value('webhook-secret'),
    templateId: readTemplateId(given),
    webhooks: given.values('webhook').map(readWebhook),
    template: template === undefined ? undefined : readTemplateFile(template),
    seed: seed === undefined ? undefined : readSeedFile(seed),
    sessionCap: readNumber(given, 'session-cap', 1, 100_000),
    requestsPerMinute:
      given.value('requests-per-minute') === 'none'
        ? Infinity
        : readNumber(given, 'requests-per-minute', 1, 1e9, ', or none'),
  })
}

function readNumber(
  given: GivenFlags,
  name: ValueFlag,
  min: number,
  max: number,
  orElse = '',
): number | undefined {
  const text = given.value(name)
  if (text === undefined) return undefined
  const number = Number(text)
  if (!/^\d+$/.test(text) || number < min || number > max) {
    throw new UsageError(
      `--${name} cannot be ${text}: give a whole number from ${min} to ${max}${orElse}.`,
    )
  }
  return number
}

function readTemplateId(given: GivenFlags): string | undefined {
  const id = given.value('template-id')
  if (id !== undefined && !/^itmpl_\w+$/.test(id)) {
    throw new UsageError(`--template-id cannot be ${id}: give itmpl_ and then letters and digits.`)
  }
  return id
}

function readWebhook(url: string): WebhookOptions {
  if (!URL.canParse(url) || !/^https?:/.test(url)) {
    throw new UsageError(
      `--webhook cannot be ${url}: give an address that begins with http:// or https://.`,
    )
  }
  return { url }
}
