export { createInquiryHandler } from './inquiries/inquiry-handler.ts'
export type { InquiryHandler } from './inquiries/inquiry-handler.ts'
export type { InquiryHandlerOptions } from './inquiries/inquiry-handler-options.ts'
export type {
  AccessOptions,
  Action,
  AuthorizationRequest,
  HostFunctions,
  StartOptions,
  Subject,
} from './inquiries/access.ts'
export type { Awaitable, HostCallOptions } from './timeouts.ts'

export { hostedFlowUrl } from './hosted-flow-url.ts'
export type { HostedFlowOptions } from './hosted-flow-url.ts'

export { createWebhookHandler } from './webhooks/webhook-handler.ts'
export type { WebhookHandler } from './webhooks/webhook-handler.ts'
export type { WebhookHandlerOptions } from './webhooks/webhook-handler-options.ts'
export type {
  InquiryEvent,
  InquiryEventName,
  InquirySessionEvent,
  InquirySessionEventName,
  UnknownEvent,
  WebhookEvent,
} from './webhooks/webhook-event.ts'

export { createPersonaApi } from './persona/persona-api.ts'
export type {
  CreateInquiryOptions,
  InquiryFilter,
  OneTimeLinkOptions,
  PersonaApi,
  PersonaCallOptions,
  RetrieveInquiryOptions,
} from './persona/persona-api.ts'
export type { PersonaCaller } from './persona/call-pacer/leases.ts'
export type { PersonaApiOptions } from './persona/persona-connection.ts'
export type { Inquiry, NewInquiry, ResumedInquiry } from './persona/inquiry.ts'
export { PersonaApiError } from './persona/persona-api-error.ts'
export type { PersonaErrorDetails, PersonaErrorKind } from './persona/persona-api-error.ts'

export { decideSession } from './sessions/decide-session.ts'
export type {
  InquiryState,
  OutdatedTemplate,
  SessionDecision,
  SessionDecisionReason,
} from './sessions/decide-session.ts'
export { createSessionStore } from './sessions/session-store.ts'
export type {
  EndedToken,
  ExpiredSession,
  SessionOwner,
  SessionStore,
  SessionStoreOptions,
  StoredSession,
} from './sessions/session-store.ts'
export { createEncryptedSessionStore } from './sessions/encrypted-session-store.ts'
export type {
  EncryptedSessionStoreOptions,
  KeyValueStore,
} from './sessions/encrypted-session-store.ts'

export { createRateLimit } from './rate-limit/rate-limit.ts'
export type {
  CountedRateLimit,
  CountedRateLimiter,
  RateLimit,
  RateLimiter,
  RateLimitOptions,
} from './rate-limit/rate-limit.ts'
export type { Log, LogEntry, LogOutcome } from './logging/log.ts'
