import { type Clock, createClock } from './state/clock.ts'
import { createEventLog, createEvents, type EventLog, type Events } from './state/events.ts'
import { type ActiveFaults, createActiveFaults } from './faults/active-faults.ts'
import { createIdempotencyKeys, type IdempotencyKeys } from './http/idempotency.ts'
import { createNetwork, type Network } from './http/network.ts'
import { createRateLimit, type RateLimit } from './http/rate-limit.ts'
import { createRequestLog, type RequestLog } from './state/request-log.ts'
import { createSessionTokens, type SessionTokens } from './state/session-tokens.ts'
import type { Settings } from './settings/settings.ts'
import { createStore, type Store } from './state/store.ts'
import { createWebhooks, type Webhooks } from './webhooks/webhooks.ts'
import { createWidgetChannels, type WidgetChannels } from './state/widget-channels.ts'

/** The state of one emulator. */
export interface EmulatorContext {
  readonly settings: Settings
  readonly clock: Clock
  readonly store: Store
  readonly events: Events
  readonly eventLog: EventLog
  readonly requests: RequestLog
  readonly changes: ChangeEmitter
  readonly tokens: SessionTokens
  readonly faults: ActiveFaults
  readonly network: Network
  readonly widgets: WidgetChannels
  readonly webhooks: Webhooks
  readonly rateLimit: RateLimit
  readonly idempotencyKeys: IdempotencyKeys
}

export function createEmulatorContext(settings: Settings): EmulatorContext {
  const clock = createClock()
  const events = createEvents()
  const changes = createChangeEmitter()
  return {
    settings,
    clock,
    store: createStore(settings.templateId, settings.template),
    events,
    eventLog: createEventLog(events, clock.now),
    requests: createRequestLog(),
    changes,
    tokens: createSessionTokens(new URL(settings.origin).host),
    faults: createActiveFaults(),
    network: createNetwork(),
    widgets: createWidgetChannels(changes.emit),
    webhooks: createWebhooks(clock, settings, changes.emit),
    rateLimit: createRateLimit(clock, settings.requestsPerMinute),
    idempotencyKeys: createIdempotencyKeys(clock),
  }
}

/** Notifies the dashboard of changes. */
export interface ChangeEmitter {
  emit(): void
  /** Returns an unsubscribe function. */
  on(listener: () => void): () => void
}

function createChangeEmitter(): ChangeEmitter {
  const listeners = new Set<() => void>()
  return {
    emit() {
      for (const listener of listeners) listener()
    },
    on(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
