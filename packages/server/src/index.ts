export { createInquiryHandler } from './inquiries/inquiry-handler.ts'
export type { InquiryHandler } from './inquiries/inquiry-handler.ts'
export type { InquiryHandlerOptions, StartOptions } from './inquiries/inquiry-handler-options.ts'
export type { Action, AuthorizationRequest, Subject } from './inquiries/subject.ts'

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
  PersonaApiOptions,
  PersonaCallOptions,
} from './persona/persona-api.ts'
export type { Inquiry, NewInquiry, ResumedInquiry } from './persona/inquiry.ts'
export { PersonaApiError } from './persona/persona-api-error.ts'
export type { PersonaErrorDetails, PersonaErrorKind } from './persona/persona-api-error.ts'

export { grant } from './sessions/decide-session.ts'
export type {
  Grant,
  GrantedInquiry,
  GrantReason,
  OutdatedTemplate,
} from './sessions/decide-session.ts'

export { createSessionMemory } from './sessions/session-store.ts'
export type {
  LiveSession,
  SessionMemory,
  SessionMemoryOptions,
  SessionOwner,
} from './sessions/session-store.ts'
export { createSharedSessionMemory } from './sessions/encrypted-session-store.ts'
export type { SharedSessionMemoryOptions, SharedStore } from './sessions/encrypted-session-store.ts'
export { createRateLimit } from './rate-limit/rate-limit.ts'
export type { CountedRateLimit, RateLimit, RateLimiter } from './rate-limit/rate-limit.ts'
export type { Log, LogEntry, LogOutcome } from './logging/log.ts'
