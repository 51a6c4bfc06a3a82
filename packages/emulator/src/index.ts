export { createPersonaEmulator } from './create-persona-emulator.ts'
export { readSeedFile } from './seed/read-seed.ts'
export { readTemplateFile } from './templates/read-template.ts'
export type { PersonaEmulator, PersonaEmulatorOptions } from './emulator.ts'
export type { OrderScope, Simulate } from './simulate/simulate.ts'
export type {
  WebhookAttemptRecord,
  WebhookDeliveryRecord,
  WebhookDeliveryStatus,
  CallRecord,
  InquiryRecord,
  OrderRecord,
  OrderedScope,
  SessionRecord,
  SessionStatus,
  StandingOrderName,
  TimeRecord,
} from './records.ts'
export type { Operation } from './operations.ts'
export type { Behaviours } from './behaviours.ts'
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
export type { MessageFate } from './faults/message-fate.ts'
export type { WidgetPart } from './faults/standing-orders.ts'
export type { WebhookFate } from './faults/webhook-fate.ts'
export type { AttemptOutcome, WebhookSignature } from './webhooks/delivery.ts'
export type { WebhookInclude, WebhookOptions } from './webhooks/webhook-options.ts'
export type { WidgetBehaviour } from './faults/widget-behaviour.ts'
