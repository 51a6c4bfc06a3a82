export type {
  EndpointOptions,
  FetchSession,
  InquiryClientOptions,
  SessionRequest,
} from './client/client-options.ts'
export { createInquiryClient } from './client/inquiry-client.ts'
export type { InquiryClient, SessionQuery } from './client/inquiry-client.ts'
export type { CachedSession } from './client/session-cache.ts'
export { warnOnce } from './development.ts'
export { isResumableInquiryError, ResumableInquiryError } from './errors.ts'
export type { ResumableInquiryErrorCode, ResumableInquiryErrorDetails } from './errors.ts'
export { createInquiryFlow } from './flow/inquiry-flow.ts'
export type { InquiryFlow } from './flow/inquiry-flow.ts'
export type {
  Completion,
  FlowBehavior,
  FlowCallbacks,
  FlowOptions,
  OverlayTexts,
  OverlayUse,
  Presentation,
} from './flow/options.ts'
export type {
  ErrorState,
  FinishedState,
  FlowState,
  FlowStatus,
  IdleState,
  LoadingState,
  OpenState,
  Phase,
  RecoveringState,
  RecoveryCause,
} from './flow/state.ts'
export type { WidgetOptions } from './frame/widget-options.ts'
export type { LoadSdk, PersonaClient, PersonaSdk } from './frame/load-sdk.ts'
export { isFinishedInquiryStatus } from './wire/inquiry-status.ts'
