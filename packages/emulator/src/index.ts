export { createPersonaEmulator } from './create-persona-emulator.ts'
export type { PersonaEmulator, PersonaEmulatorOptions } from './emulator.ts'
export type { OrderScope, Simulate } from './simulate/simulate.ts'
export type {
  CallRecord,
  InquiryRecord,
  Operation,
  SessionRecord,
  SessionStatus,
} from './records.ts'
export type { Answers } from './entities/answers.ts'
export type { InquiryDecision, InquiryStatus } from './entities/inquiry.ts'
export type { SessionCreator, SessionReport } from './entities/inquiry-session.ts'
export type { Lifetimes } from './entities/lifetimes.ts'
export type { StepName } from './entities/step.ts'
export type { ApiFailure } from './faults/api-failure.ts'
export type { WidgetBehaviour } from './faults/widget-behaviour.ts'
