import { createChangeEmitter } from './change-emitter.ts'
import type { ChangeEmitter } from './change-emitter.ts'
import { createClock } from './clock.ts'
import type { Clock } from './clock.ts'
import { createEvents } from './events.ts'
import type { Events } from './events.ts'
import { createFaults } from './faults/faults.ts'
import type { Faults } from './faults/faults.ts'
import { createEventLog } from './event-log.ts'
import type { EventLog } from './event-log.ts'
import { createIdempotencyKeys } from './idempotency-keys.ts'
import type { IdempotencyKeys } from './idempotency-keys.ts'
import { createRateWindow } from './rate-window.ts'
import type { RateWindow } from './rate-window.ts'
import { createRequestLog } from './request-log.ts'
import type { RequestLog } from './request-log.ts'
import { createSessionTokens } from './session-tokens.ts'
import type { SessionTokens } from './session-tokens.ts'
import type { Settings } from './settings.ts'
import { createStore } from './store.ts'
import type { Store } from './store.ts'
import { announceEvent } from './webhooks/announce-event.ts'
import { createWebhooks } from './webhooks/webhooks.ts'
import type { Webhooks } from './webhooks/webhooks.ts'
import { createWidgetChannels } from './widget-channels.ts'
import type { WidgetChannels } from './widget-channels.ts'

/** Everything that one emulator knows. */
export interface EmulatorContext {
  readonly settings: Settings
  readonly clock: Clock
  readonly store: Store
  readonly events: Events
  readonly tokens: SessionTokens
  readonly widgets: WidgetChannels
  readonly faults: Faults
  readonly requests: RequestLog
  readonly eventLog: EventLog
  readonly changes: ChangeEmitter
  readonly webhooks: Webhooks
  readonly rateWindow: RateWindow
  readonly idempotencyKeys: IdempotencyKeys
}

export function createEmulatorContext(settings: Settings): EmulatorContext {
  const clock = createClock()
  const events = createEvents()
  const changes = createChangeEmitter()
  events.on(changes.emit)
  clock.onTurned(changes.emit)
  const emulator: EmulatorContext = {
    settings,
    clock,
    store: createStore(settings.templateId, settings.template),
    events,
    tokens: createSessionTokens(new URL(settings.origin).host),
    widgets: createWidgetChannels(changes.emit),
    faults: createFaults(),
    requests: createRequestLog(),
    eventLog: createEventLog(events, clock),
    changes,
    webhooks: createWebhooks(clock, settings, changes.emit),
    rateWindow: createRateWindow(clock, settings.requestsPerMinute),
    idempotencyKeys: createIdempotencyKeys(clock),
  }
  events.on((event) => announceEvent(emulator, event))
  return emulator
}
