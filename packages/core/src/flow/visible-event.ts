import { isRecord } from '../wire/is-record.ts'

const granularEvents: ReadonlySet<string> = new Set(['click', 'form-update', 'step-transitioning'])
const secretKeys: ReadonlySet<string> = new Set(['sessionToken', 'fields', 'scopes'])

/**
 * Tells whether the host asked for an event. By default the SDK leaves the granular ones out.
 */
export function isVisibleEvent(
  name: string,
  allowlist: readonly string[] | 'all' | undefined,
): boolean {
  if (allowlist === 'all') return true
  return allowlist === undefined ? !granularEvents.has(name) : allowlist.includes(name)
}

/** An event's metadata without what must not travel: tokens, and what the person filled in. */
export function withoutSecrets(metadata: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(metadata)
      .filter(([key]) => !secretKeys.has(key))
      .map(([key, value]) => [key, clean(value)]),
  )
}

function clean(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(clean)
  return isRecord(value) ? withoutSecrets(value) : value
}
