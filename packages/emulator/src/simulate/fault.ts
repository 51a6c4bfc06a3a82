import type { z } from 'zod'
import { explain } from '../explain.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import { InvalidFaultError } from './invalid-fault-error.ts'

/** Something that can be made to happen, whoever asks for it: a test, a program, the page. */
export interface Fault {
  /** What the argument looks like. */
  readonly argument: z.ZodType
  /** @throws InvalidFaultError when the argument is not right */
  apply(emulator: EmulatorContext, argument: unknown): void
}

export function defineFault<Argument>(
  argument: z.ZodType<Argument>,
  apply: (emulator: EmulatorContext, argument: Argument) => void,
): Fault {
  return {
    argument,
    apply(emulator, given) {
      const read = argument.safeParse(given ?? {})
      if (!read.success) throw new InvalidFaultError(explain(read.error))
      apply(emulator, read.data)
    },
  }
}
