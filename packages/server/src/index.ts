export { createInquiryHandler } from './inquiry-handler.ts'
export type { InquiryHandler } from './inquiry-handler.ts'
export type { InquiryHandlerOptions, StartOptions } from './inquiry-handler-options.ts'
export type { Action, AuthorizationRequest, Subject } from './subject.ts'

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

export { grant } from './grant.ts'
export type { Grant, GrantedInquiry, GrantReason, OutdatedTemplate } from './grant.ts'

export { createSessionMemory } from './session-memory.ts'
export type {
  LiveSession,
  SessionMemory,
  SessionMemoryOptions,
  SessionOwner,
} from './session-memory.ts'
export { createSharedSessionMemory } from './shared-session-memory.ts'
export type { SharedSessionMemoryOptions, SharedStore } from './shared-session-memory.ts'
export { createRateLimit } from './rate-limit.ts'
export type { CountedRateLimit, RateLimit, RateLimiter } from './rate-limit.ts'
export type { Log, LogEntry, LogOutcome } from './log.ts'
