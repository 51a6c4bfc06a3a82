import type { SessionReport } from '../entities/inquiry-session.ts'
import type { ApiFailure } from './api-failure.ts'
import type { FrameRefusal } from './frame-refusal.ts'
import type { MessageDeliveryMode } from './message-delivery.ts'
import { createNetwork } from './network.ts'
import type { Network } from './network.ts'
import { createActiveFaults } from './active-faults.ts'
import type { ActiveFaults } from './active-faults.ts'
import type { WebhookDeliveryMode } from './webhook-delivery-mode.ts'
import type { WidgetBehavior } from './widget-behavior.ts'

/** Everything that is wrong by a fault. */
export interface Faults {
  readonly network: Network
  readonly api: ActiveFaults<ApiFailure>
  readonly widgetRequests: ActiveFaults<ApiFailure>
  readonly widget: ActiveFaults<WidgetBehavior>
  readonly frame: ActiveFaults<FrameRefusal>
  readonly messages: ActiveFaults<MessageDeliveryMode>
  readonly killOnLoad: ActiveFaults<SessionReport | 'never'>
  readonly webhooks: ActiveFaults<WebhookDeliveryMode>
  clear(): void
}

export function createFaults(): Faults {
  return {
    network: createNetwork(),
    api: createActiveFaults(),
    widgetRequests: createActiveFaults(),
    widget: createActiveFaults(),
    frame: createActiveFaults(),
    messages: createActiveFaults(),
    killOnLoad: createActiveFaults(),
    webhooks: createActiveFaults(),
    clear() {
      this.network.restore()
      this.api.clearAll()
      this.widgetRequests.clearAll()
      this.widget.clearAll()
      this.frame.clearAll()
      this.messages.clearAll()
      this.killOnLoad.clearAll()
      this.webhooks.clearAll()
    },
  }
}
