export { ResumableInquiry } from './resumable-inquiry.tsx'
export type { OpenControl, ResumableInquiryProps } from './resumable-inquiry.tsx'
export { useResumableInquiry } from './use-resumable-inquiry.ts'
export type { FlowSettings, ResumableInquiryOptions } from './use-resumable-inquiry.ts'
export type { ResumableInquiryFlow } from './use-flow-handle.ts'
export { useInquiryClient } from './use-inquiry-client.ts'
export type { SessionSource } from './use-inquiry-client.ts'
export { InquiryProvider } from './inquiry-provider.tsx'
export type { InquiryProviderProps } from './inquiry-provider.tsx'
export type { Appearance, ErrorSlotContent, Slot, Slots } from './slots.ts'
export type { ErrorMessage, MessageOverrides, Messages } from './plain-messages.ts'

export {
  createInquiryClient,
  isResumableInquiryError,
  ResumableInquiryError,
} from '@resumable-inquiry/core'
export type {
  Completion,
  ErrorState,
  FetchSession,
  FinishedState,
  FlowCallbacks,
  FlowState,
  FlowStatus,
  IdleState,
  InquiryClient,
  InquiryClientOptions,
  LoadingState,
  OpenState,
  RecoveringState,
  RecoveryCause,
  ResumableInquiryErrorCode,
  SessionRequest,
} from '@resumable-inquiry/core'
export type {
  FinishedInquiryStatus,
  InquirySession,
  InquiryStatus,
  InquirySummary,
  OneTimeLink,
  SessionReason,
} from '@resumable-inquiry/core/wire'
