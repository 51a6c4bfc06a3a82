import { z } from 'zod'
import { sessionReports } from '../entities/inquiry-session.ts'
import type { SessionReport } from '../entities/inquiry-session.ts'

/** The argument of a fault that needs to know nothing. */
export const nothing: z.ZodType<Record<string, never>> = z.strictObject({})

export const inquiryId: z.ZodType<string> = z.string()

export const report: z.ZodType<SessionReport> = z.enum(sessionReports)

/** How many times an active fault applies. */
export const times: z.ZodType<number> = z.int().min(1)

// A timer of more would fire at once.
const longestDelay = 2 ** 31 - 1

/** Milliseconds. */
export const delay: z.ZodType<number> = z.number().min(0).max(longestDelay)

/** An SDK error, as a widget posts it. */
export const sdkError: {
  readonly status: z.ZodType<number>
  readonly code: z.ZodType<string>
  readonly message: z.ZodType<string | undefined>
} = { status: z.number(), code: z.string(), message: z.string().optional() }
