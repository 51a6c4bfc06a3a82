export { failApi } from './fail-api.ts'
export { failWidget, refuseFrame } from './fail-widget.ts'
export { decideInquiry, expireInquiry, publishTemplateVersion, startInquiry } from './inquiries.ts'
export { cutNetwork, restoreNetwork } from './network.ts'
export { killOnLoad, killSession } from './sessions.ts'
export { advanceTime, freezeTime, runTime, setTime } from './time.ts'
export {
  addWebhook,
  redeliverEvent,
  releaseWebhooks,
  rotateWebhookSecret,
  webhooks,
} from './webhooks.ts'
export { messages, reportError, widget } from './widget.ts'
