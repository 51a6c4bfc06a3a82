import { z } from 'zod'
import { type SessionReport, sessionReports } from '../entities/inquiry-session.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { formatZodError } from '../settings/format-zod-error.ts'

/** The groups of the dashboard, in its order. */
export const faultGroups = [
  'Time',
  'Network',
  'REST API',
  'Widget',
  'Sessions',
  'Inquiries',
  'Webhooks',
  'Active faults',
] as const

/** A fault, as `simulate`, its HTTP routes and the dashboard use it. */
export interface FaultDefinition<Output, Input = Output> {
  readonly name: string
  readonly group: (typeof faultGroups)[number]
  readonly label: string
  readonly summary: string
  /** Describes the fault while it is active. Without it, the fault is over at once. */
  readonly active?: string
  /** Checks the argument, and describes the form of the dashboard. */
  readonly argument: z.ZodType<Output, Input>
  apply(emulator: EmulatorContext, argument: Output): void
}

/**
 * A fault that `simulate` can apply.
 *
 * @typeParam Input the argument of `simulate`
 * @typeParam Output the argument with its defaults
 */
export interface Fault<Input, Output = Input> extends Omit<
  FaultDefinition<Output, Input>,
  'apply'
> {
  /** @throws InvalidFaultError when the argument is not valid */
  apply(emulator: EmulatorContext, argument: unknown): void
}

/** A fault that stays active until it is used up or cleared. */
export interface LastingFault<Input, Output = Input> extends Fault<Input, Output> {
  readonly active: string
}

/** Which inquiries a fault applies to, and how often. */
export interface FaultOptions {
  /** @default every inquiry */
  inquiryId?: string | undefined
  /** At least 1. @default until another fault with the same scope, `clearFault` or `restore` */
  times?: number | undefined
}

/** The argument of a fault without options. */
export type NoArgument = Record<string, never>

/** A fault that cannot be applied with the given argument. */
export class InvalidFaultError extends Error {
  override readonly name = 'InvalidFaultError'
}

export function defineFault<Output, Input>(
  definition: FaultDefinition<Output, Input> & { readonly active: string },
): LastingFault<Input, Output>
export function defineFault<Output, Input>(
  definition: FaultDefinition<Output, Input>,
): Fault<Input, Output>
export function defineFault<Output, Input>(
  definition: FaultDefinition<Output, Input>,
): Fault<Input, Output> {
  return {
    ...definition,
    apply(emulator, given) {
      const read = definition.argument.safeParse(given ?? {})
      if (!read.success) throw new InvalidFaultError(formatZodError(read.error))
      definition.apply(emulator, read.data)
    },
  }
}

export const noArgument: z.ZodType<NoArgument, NoArgument> = z.strictObject({})

export const inquiryId: z.ZodType<string, string> = z.string().meta({ title: 'Inquiry' })

/** The members of `FaultOptions`. The dashboard shows `whenEmpty` in an empty field. */
export const faultOptions: {
  readonly inquiryId: z.ZodOptional<z.ZodString>
  readonly times: z.ZodOptional<z.ZodInt>
} = {
  inquiryId: z.string().meta({ title: 'Inquiry', whenEmpty: 'every inquiry' }).optional(),
  times: z.int().min(1).meta({ title: 'How often', whenEmpty: 'until cleared' }).optional(),
}

export const report: z.ZodType<SessionReport, SessionReport> = z.enum(sessionReports)

// A longer timer would fire at once.
const maxDelay = 2 ** 31 - 1

/** Milliseconds. */
export const delay: z.ZodType<number, number> = z
  .number()
  .min(0)
  .max(maxDelay)
  .meta({ title: 'Delay in ms' })
