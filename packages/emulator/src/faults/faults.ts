import type { SessionReport } from '../entities/inquiry-session.ts'
import type { ApiFailure } from './api-failure.ts'
import type { FrameRefusal } from './frame-refusal.ts'
import type { MessageFate } from './message-fate.ts'
import { createNetwork } from './network.ts'
import type { Network } from './network.ts'
import { createStandingOrders } from './standing-orders.ts'
import type { StandingOrders } from './standing-orders.ts'
import type { WebhookFate } from './webhook-fate.ts'
import type { WidgetBehaviour } from './widget-behaviour.ts'

/** Everything that is wrong by order. */
export interface Faults {
  readonly network: Network
  readonly api: StandingOrders<ApiFailure>
  readonly widgetRequests: StandingOrders<ApiFailure>
  readonly widget: StandingOrders<WidgetBehaviour>
  readonly frame: StandingOrders<FrameRefusal>
  readonly messages: StandingOrders<MessageFate>
  readonly killOnLoad: StandingOrders<SessionReport | 'never'>
  readonly webhooks: StandingOrders<WebhookFate>
  clear(): void
}

export function createFaults(): Faults {
  return {
    network: createNetwork(),
    api: createStandingOrders(),
    widgetRequests: createStandingOrders(),
    widget: createStandingOrders(),
    frame: createStandingOrders(),
    messages: createStandingOrders(),
    killOnLoad: createStandingOrders(),
    webhooks: createStandingOrders(),
    clear() {
      this.network.restore()
      this.api.clear()
      this.widgetRequests.clear()
      this.widget.clear()
      this.frame.clear()
      this.messages.clear()
      this.killOnLoad.clear()
      this.webhooks.clear()
    },
  }
}
