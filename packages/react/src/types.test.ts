import { expectTypeOf, test } from 'vitest'
import type { ResumableInquiryOptions, ResumableInquiryProps } from './index.ts'

test('a flow is a modal or inline', () => {
  for (const presentation of ['modal', 'inline'] as const) {
    expectTypeOf({ presentation }).toExtend<ResumableInquiryProps>()
    expectTypeOf({ presentation }).toExtend<ResumableInquiryOptions>()
  }
  expectTypeOf<{ presentation: 'popup' }>().not.toExtend<ResumableInquiryProps>()
})

test('a flow has an endpoint or a function, not both', () => {
  type Both = { endpoint: string; fetchSession: () => Promise<never> }
  expectTypeOf<Pick<Both, 'endpoint'>>().toExtend<ResumableInquiryProps>()
  expectTypeOf<Pick<Both, 'fetchSession'>>().toExtend<ResumableInquiryProps>()
  expectTypeOf<Both>().not.toExtend<ResumableInquiryProps>()
})
