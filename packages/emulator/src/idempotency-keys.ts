import type { Clock } from './clock.ts'

/** What a call was answered, as far as a repeat of it gets to see. */
export interface KeptAnswer {
  readonly status: number
  readonly contentType: string | null
  readonly body: string
}

/** A call that was made under a key. */
export interface KeyedCall {
  /** What must be the same when the key comes again. */
  readonly fingerprint: string
  /** Settles when the call is answered. */
  readonly answer: Promise<KeptAnswer>
}

/** The answers to calls that carried an `Idempotency-Key`, kept for 24 hours. */
export interface IdempotencyKeys {
  find(key: string): KeyedCall | undefined
  keep(key: string, call: KeyedCall): void
  clear(): void
}

const day = 86_400_000

export function createIdempotencyKeys(clock: Clock): IdempotencyKeys {
  const calls = new Map<string, KeyedCall>()
  return {
    find: (key) => calls.get(key),
    keep(key, call) {
      calls.set(key, call)
      clock.at(clock.now() + day, () => {
        if (calls.get(key) === call) calls.delete(key)
      })
    },
    clear() {
      calls.clear()
    },
  }
}
