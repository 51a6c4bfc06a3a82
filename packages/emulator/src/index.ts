export { createPersonaEmulator } from './create-persona-emulator.ts'
export { readSeedFile } from './seed/read-seed.ts'
export { readTemplateFile } from './templates/read-template.ts'
export type { PersonaEmulator, PersonaEmulatorOptions } from './emulator.ts'
export type { FaultScope, Simulate } from './simulate/simulate.ts'
export type {
  WebhookAttemptRecord,
  WebhookDeliveryRecord,
  WebhookDeliveryStatus,
  CallRecord,
  InquiryRecord,
  FaultRecord,
  ActiveFaultScope,
  SessionRecord,
  SessionStatus,
  ActiveFaultName,
  TimeRecord,
} from './records.ts'
export type { Operation } from './operations.ts'
export type { Behaviors } from './behaviors.ts'
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
export type { TemplateDefinition } from './entities/template-definition.ts'
export type { ApiFailure } from './faults/api-failure.ts'
export type { FrameRefusal } from './faults/frame-refusal.ts'
export type { MessageDeliveryMode } from './faults/message-delivery.ts'
export type { WidgetPart } from './faults/active-faults.ts'
export type { WebhookDeliveryMode } from './faults/webhook-delivery-mode.ts'
export type { AttemptOutcome, WebhookSignature } from './webhooks/delivery.ts'
export type { WebhookInclude, WebhookOptions } from './webhooks/webhook-options.ts'
export type { WidgetBehavior } from './faults/widget-behavior.ts'
