export { isInquiryId } from './inquiry-id.ts'
export {
  inquiryStatuses,
  isFinishedInquiryStatus,
  isInquiryStatus,
  isOpenInquiryStatus,
} from './inquiry-status.ts'
export type { FinishedInquiryStatus, InquiryStatus, OpenInquiryStatus } from './inquiry-status.ts'
export {
  isTokenHash,
  parseCheckEvery,
  parseInquirySession,
  sessionReasons,
} from './inquiry-session.ts'
export type {
  FinishedSession,
  InquirySession,
  InquirySessionAnswer,
  SessionExpiry,
  SessionReason,
  SessionRequestBody,
  TokenSession,
  TokenlessSession,
} from './inquiry-session.ts'
export { parseInquirySummary } from './inquiry-summary.ts'
export type { InquirySummary } from './inquiry-summary.ts'
export { parseOneTimeLink } from './one-time-link.ts'
export type { OneTimeLink, OneTimeLinkRequestBody } from './one-time-link.ts'
export { parseProblemCode, problemContentType, problemStatuses } from './problem.ts'
export type { Problem, ProblemCode } from './problem.ts'
