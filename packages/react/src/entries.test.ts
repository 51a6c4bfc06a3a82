import { expect, test } from 'vitest'
import * as main from './index.ts'
import * as query from './query.ts'

test('the query options are in their own entry alone, and the hook for their client is not', () => {
  const options = Object.keys(query)
  expect(options).toEqual(['inquiryQueryOptions', 'oneTimeLinkMutationOptions'])
  expect(Object.keys(main).filter((name) => options.includes(name))).toEqual([])
  expect(main).toHaveProperty('useInquiryClient')
})
