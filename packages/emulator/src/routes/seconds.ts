import { z } from 'zod'

/** A number of seconds in a body; at most about 68 years, beyond which no date could be made. */
export const seconds: z.ZodOptional<z.ZodNullable<z.ZodInt>> = z
  .int()
  .min(1)
  .max(2 ** 31 - 1)
  .nullish()
