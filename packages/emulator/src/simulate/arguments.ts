import { z } from 'zod'
import type { SessionReport } from '../entities/inquiry-session.ts'

/** The argument of an order that needs to know nothing. */
export const nothing: z.ZodType<Record<string, never>> = z.strictObject({})

export const inquiryId: z.ZodType<string> = z.string()

export const report: z.ZodType<SessionReport> = z.enum(['unauthenticated', 'unknown', 'silence'])

/** How many times a standing order is carried out. */
export const times: z.ZodType<number> = z.int().min(1)

/** An SDK error, as a widget posts it. */
export const sdkError: {
  readonly status: z.ZodType<number>
  readonly code: z.ZodType<string>
  readonly message: z.ZodType<string | undefined>
} = { status: z.number(), code: z.string(), message: z.string().optional() }
