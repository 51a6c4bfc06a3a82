import { createCallLog } from './call-log.ts'
import type { CallLog } from './call-log.ts'
import { createChanges } from './changes.ts'
import type { Changes } from './changes.ts'
import { createClock } from './clock.ts'
import type { Clock } from './clock.ts'
import { createEvents } from './events.ts'
import type { Events } from './events.ts'
import { createExchangeLog } from './exchange-log.ts'
import type { ExchangeLog } from './exchange-log.ts'
import { createFaults } from './faults/faults.ts'
import type { Faults } from './faults/faults.ts'
import { createHappenings } from './happenings.ts'
import type { Happenings } from './happenings.ts'
import { createIdempotencyKeys } from './idempotency-keys.ts'
import type { IdempotencyKeys } from './idempotency-keys.ts'
import { createRateWindow } from './rate-window.ts'
import type { RateWindow } from './rate-window.ts'
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
export interface World {
  readonly settings: Settings
  readonly clock: Clock
  readonly store: Store
  readonly events: Events
  readonly tokens: SessionTokens
  readonly widgets: WidgetChannels
  readonly faults: Faults
  readonly calls: CallLog
  readonly exchanges: ExchangeLog
  readonly happenings: Happenings
  readonly changes: Changes
  readonly webhooks: Webhooks
  readonly rateWindow: RateWindow
  readonly idempotencyKeys: IdempotencyKeys
}

export function createWorld(settings: Settings): World {
  const clock = createClock()
  const events = createEvents()
  const changes = createChanges()
  events.on(changes.note)
  clock.onTurned(changes.note)
  const world: World = {
    settings,
    clock,
    store: createStore(settings.templateId, settings.template),
    events,
    tokens: createSessionTokens(new URL(settings.origin).host),
    widgets: createWidgetChannels(changes.note),
    faults: createFaults(),
    calls: createCallLog(),
    exchanges: createExchangeLog(),
    happenings: createHappenings(events, clock),
    changes,
    webhooks: createWebhooks(clock, settings, changes.note),
    rateWindow: createRateWindow(clock, settings.requestsPerMinute),
    idempotencyKeys: createIdempotencyKeys(clock),
  }
  events.on((event) => announceEvent(world, event))
  return world
}
