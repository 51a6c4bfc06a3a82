import type { z } from 'zod'
import { explain } from '../explain.ts'
import type { World } from '../world.ts'
import { InvalidOrderError } from './invalid-order-error.ts'

/** Something that can be made to happen, whoever asks for it: a test, a program, the page. */
export interface Order {
  /** What the argument looks like. */
  readonly argument: z.ZodType
  /** @throws InvalidOrderError when the argument is not right */
  carryOut(world: World, argument: unknown): void
}

export function defineOrder<Argument>(
  argument: z.ZodType<Argument>,
  carryOut: (world: World, argument: Argument) => void,
): Order {
  return {
    argument,
    carryOut(world, given) {
      const read = argument.safeParse(given ?? {})
      if (!read.success) throw new InvalidOrderError(explain(read.error))
      carryOut(world, read.data)
    },
  }
}
