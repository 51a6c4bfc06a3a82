import { expectTypeOf, test } from 'vitest'
import type { ResumableInquiryOptions, ResumableInquiryProps } from './index.ts'

test('a flow is always a modal', () => {
  expectTypeOf<{ presentation: 'modal' }>().toExtend<ResumableInquiryProps>()
  expectTypeOf<{ presentation: 'inline' }>().not.toExtend<ResumableInquiryProps>()
  expectTypeOf<{ presentation: 'inline' }>().not.toExtend<ResumableInquiryOptions>()
})

test('a flow has an endpoint or a function, not both', () => {
  type Both = { endpoint: string; fetchSession: () => Promise<never> }
  expectTypeOf<Pick<Both, 'endpoint'>>().toExtend<ResumableInquiryProps>()
  expectTypeOf<Pick<Both, 'fetchSession'>>().toExtend<ResumableInquiryProps>()
  expectTypeOf<Both>().not.toExtend<ResumableInquiryProps>()
})
