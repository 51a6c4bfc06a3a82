import {
  decideInquiry,
  expireInquiry,
  publishTemplateVersion,
  startInquiry,
} from './inquiry-faults.ts'
import { cutNetwork, failApi, failWidget, restoreNetwork } from './network-faults.ts'
import type { Fault } from './fault.ts'
import { killOnLoad, killSession } from './session-faults.ts'
import type { Simulate } from './simulate.ts'
import { restore, clearFault } from './active-faults.ts'
import { advanceTime, freezeTime, runTime, setTime } from './time-faults.ts'
import {
  addWebhook,
  redeliverEvent,
  releaseWebhooks,
  rotateWebhookSecret,
  webhooks,
} from './webhook-faults.ts'
import { messages, refuseFrame, reportError, widget } from './widget-faults.ts'

/** Every fault by its name. */
export const faults: Readonly<Record<keyof Simulate, Fault>> = {
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
  clearFault,
  restore,
}

/** The name of a fault in an address: `killSession` is `kill-session`. */
export function addressOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
