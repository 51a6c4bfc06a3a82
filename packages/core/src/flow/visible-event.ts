import { isRecord } from '../wire/is-record.ts'

const granularEvents: ReadonlySet<string> = new Set(['click', 'form-update', 'step-transitioning'])
const secretKeys: ReadonlySet<string> = new Set(['sessionToken', 'fields', 'scopes'])

/** Tells whether the host wants an event. By default the SDK leaves granular ones out. */
export function isVisibleEvent(
  name: string,
  allowlist: readonly string[] | 'all' | undefined,
): boolean {
  if (allowlist === 'all') return true
  return allowlist === undefined ? !granularEvents.has(name) : allowlist.includes(name)
}

/** Returns an event's metadata without tokens and without what the person filled in. */
export function withoutSecrets(metadata: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(metadata)
      .filter(([key]) => !secretKeys.has(key))
      .map(([key, value]) => [key, withoutNestedSecrets(value)]),
  )
}

function withoutNestedSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNestedSecrets)
  return isRecord(value) ? withoutSecrets(value) : value
}
