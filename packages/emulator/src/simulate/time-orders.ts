import { z } from 'zod'
import { InvalidOrderError } from './invalid-order-error.ts'
import { defineOrder } from './order.ts'
import type { Order } from './order.ts'

// Far beyond, no date could be made of it.
const endOfTime = Date.UTC(9999, 11, 31)

export const advanceTime: Order = defineOrder(
  z.strictObject({ seconds: z.number().min(0) }),
  ({ clock }, { seconds }) => {
    if (clock.now() + seconds * 1000 > endOfTime) {
      throw new InvalidOrderError('seconds must not lead beyond the year 9999.')
    }
    clock.advance(seconds * 1000)
  },
)
