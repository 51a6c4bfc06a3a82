import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { getDefaultClient } from './default-client.ts'
import {
  createInquiryClient,
  InquiryProvider,
  ResumableInquiry,
  useResumableInquiry,
} from './index.ts'

const emptyRoot = '<div class="resumable-inquiry" data-state="idle" hidden=""></div>'

test('the component renders an empty element on a server, and requests no session', () => {
  const fetchSession = vi.fn<() => Promise<never>>()
  expect(renderToString(createElement(ResumableInquiry, { fetchSession }))).toBe(emptyRoot)
  expect(renderToString(createElement(ResumableInquiry, { endpoint: '/api' }))).toBe(emptyRoot)
  expect(fetchSession).not.toHaveBeenCalled()
})

test('the provider and the hook render on a server', () => {
  function Status() {
    const { state, inquiryId } = useResumableInquiry({ inquiryId: 'inq_a' })
    return `${state.status} ${inquiryId}`
  }
  const client = createInquiryClient()
  const tree = createElement(InquiryProvider, { client }, createElement(Status))
  expect(renderToString(tree)).toBe('idle inq_a')
})

test('a server does not share a default client', () => {
  const options = { endpoint: '/api/inquiries' }
  expect(getDefaultClient(options)).not.toBe(getDefaultClient(options))
})
