import { expect, expectTypeOf, test } from 'vitest'
import * as main from './index.ts'
import type { ResumableInquiryOptions, ResumableInquiryProps } from './index.ts'
import * as query from './query.ts'

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

test('the query options are in their own entry alone, and the hook for their client is not', () => {
  const own = Object.keys(query)
  expect(own).toEqual(['inquiryQueryOptions', 'oneTimeLinkMutationOptions'])
  expect(Object.keys(main).filter((name) => own.includes(name))).toEqual([])
  expect(main).toHaveProperty('useInquiryClient')
})
