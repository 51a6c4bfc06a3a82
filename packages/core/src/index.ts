export { createInquiryClient } from './client/inquiry-client.ts'
export type {
  FetchSession,
  GrantRequest,
  InquiryClient,
  InquiryClientOptions,
  SessionRequest,
} from './client/inquiry-client.ts'
export type { EndpointOptions } from './client/back-end.ts'
export type { Grant } from './client/session-memory.ts'
export { isResumableInquiryError, ResumableInquiryError } from './errors.ts'
export type { ResumableInquiryErrorCode, ResumableInquiryErrorDetails } from './errors.ts'
export { createInquiryFlow } from './flow/inquiry-flow.ts'
export type { InquiryFlow } from './flow/inquiry-flow.ts'
export type { Completion, FlowBehavior, FlowCallbacks, FlowOptions } from './flow/options.ts'
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
