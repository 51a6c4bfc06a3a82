export { createPersonaEmulator } from './create-persona-emulator.ts'
export { readSeedFile } from './seed/seed.ts'
export { readTemplateFile } from './templates/template.ts'
export type { PersonaEmulator } from './emulator.ts'
export type { Behaviors, PersonaEmulatorOptions } from './settings/options.ts'
export type { ActiveFaultName, FaultRecord, Simulate } from './faults/faults.ts'
export type { FaultScope, WidgetPart } from './faults/active-faults.ts'
export type { ApiFailure } from './faults/failures.ts'
export type { FaultOptions } from './faults/fault.ts'
export type { FrameRefusal } from './faults/fail-widget.ts'
export type { WidgetBehavior } from './faults/widget.ts'
export type { MessageDeliveryMode } from './widget-contract.ts'
export type {
  WebhookAttemptRecord,
  WebhookDeliveryRecord,
  WebhookDeliveryStatus,
  CallRecord,
  InquiryRecord,
  SessionRecord,
  SessionStatus,
  TimeRecord,
} from './records.ts'
export type { Operation } from './operations.ts'
export type { Answers } from './entities/answers.ts'
export type { InquiryDecision, InquiryStatus } from './entities/inquiry.ts'
export type { SessionCreator, SessionReport } from './entities/inquiry-session.ts'
export type { Lifetimes } from './entities/lifetimes.ts'
export type {
  Choice,
  ConsentStep,
  DocumentStep,
  DoneStep,
  FormField,
  FormStep,
  ReviewStep,
  SelfieStep,
  Step,
} from './entities/step.ts'
export type { Seed, SeedInquiry } from './seed/seed.ts'
export type { TemplateDefinition } from './templates/template.ts'
export type { AttemptOutcome, WebhookDeliveryMode, WebhookSignature } from './webhooks/delivery.ts'
export type { WebhookInclude, WebhookOptions } from './webhooks/webhook-options.ts'
