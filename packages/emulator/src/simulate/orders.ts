import {
  decideInquiry,
  expireInquiry,
  publishTemplateVersion,
  startInquiry,
} from './inquiry-orders.ts'
import { cutNetwork, failApi, failWidget, restoreNetwork } from './network-orders.ts'
import type { Order } from './order.ts'
import { killOnLoad, killSession } from './session-orders.ts'
import type { Simulate } from './simulate.ts'
import { restore, takeBack } from './standing-orders.ts'
import { advanceTime, freezeTime, runTime, setTime } from './time-orders.ts'
import {
  addWebhook,
  redeliverEvent,
  releaseWebhooks,
  rotateWebhookSecret,
  webhooks,
} from './webhook-orders.ts'
import { messages, refuseFrame, reportError, widget } from './widget-orders.ts'

/** Every order by its name. */
export const orders: Readonly<Record<keyof Simulate, Order>> = {
  killSession,
  killOnLoad,
  expireInquiry,
  decideInquiry,
  startInquiry,
  publishTemplateVersion,
  widget,
  refuseFrame,
  messages,
  reportError,
  cutNetwork,
  restoreNetwork,
  failApi,
  failWidget,
  advanceTime,
  setTime,
  freezeTime,
  runTime,
  addWebhook,
  webhooks,
  releaseWebhooks,
  redeliverEvent,
  rotateWebhookSecret,
  takeBack,
  restore,
}

/** The name of an order in an address: `killSession` is `kill-session`. */
export function addressOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
