import {
  decideInquiry,
  expireInquiry,
  publishTemplateVersion,
  startInquiry,
} from './inquiry-orders.ts'
import { cutNetwork, failApi, restore, restoreNetwork } from './network-orders.ts'
import type { Order } from './order.ts'
import { killOnLoad, killSession } from './session-orders.ts'
import type { Simulate } from './simulate.ts'
import { advanceTime } from './time-orders.ts'
import {
  addWebhook,
  redeliverEvent,
  releaseWebhooks,
  rotateWebhookSecret,
  webhooks,
} from './webhook-orders.ts'
import { reportError, widget } from './widget-orders.ts'

/** Every order by its name. */
export const orders: Readonly<Record<keyof Simulate, Order>> = {
  killSession,
  killOnLoad,
  expireInquiry,
  decideInquiry,
  startInquiry,
  publishTemplateVersion,
  widget,
  reportError,
  cutNetwork,
  restoreNetwork,
  failApi,
  advanceTime,
  addWebhook,
  webhooks,
  releaseWebhooks,
  redeliverEvent,
  rotateWebhookSecret,
  restore,
}

/** The name of an order in an address: `killSession` is `kill-session`. */
export function addressOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
