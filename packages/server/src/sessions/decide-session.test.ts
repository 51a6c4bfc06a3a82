import { describe, expect, test } from 'vitest'
import { grant, type GrantedInquiry, type GrantReason } from './decide-session.ts'

const current = { templateVersionId: 'itmplv_1', latestTemplateVersionId: 'itmplv_1' }
const outdated = { templateVersionId: 'itmplv_1', latestTemplateVersionId: 'itmplv_2' }
const inquiry = (status: string, rest: Partial<GrantedInquiry> = {}): GrantedInquiry => ({
  status,
  redactedAt: null,
  ...current,
  ...rest,
})

const again: GrantReason[] = ['session_expired', 'session_suspect']
const finished = ['completed', 'failed', 'needs_review', 'approved', 'declined']
const open = ['created', 'pending', 'expired']

const table: [GrantedInquiry | undefined, GrantReason, string][] = [
  [undefined, 'start', 'read'],
  [undefined, 'refused', 'read'],
  [inquiry('created'), 'start', 'no_token'],
  [inquiry('pending'), 'start', 'live_token'],
  [inquiry('expired'), 'start', 'resume'],
  [inquiry('invented_since'), 'start', 'live_token'],
  [inquiry('created'), 'refused', 'no_token'],
  [inquiry('pending'), 'refused', 'try_later'],
  [inquiry('expired'), 'refused', 'try_later'],
  [inquiry('invented_since'), 'refused', 'try_later'],
  ...again.map((reason): [undefined, GrantReason, string] => [undefined, reason, 'resume']),
  ...again.flatMap((reason) =>
    [...open, 'invented_since'].map((status): [GrantedInquiry, GrantReason, string] => [
      inquiry(status),
      reason,
      'resume',
    ]),
  ),
]

test.each(table)('for %o because of %s it decides %s', (known, reason, action) => {
  expect(grant(known, reason)).toEqual({ action })
})

describe.each<GrantReason>(['start', 'refused', ...again])('because of %s', (reason) => {
  test.each(finished)('says that an inquiry is %s', (status) => {
    expect(grant(inquiry(status), reason)).toEqual({ action: 'finished', status })
    expect(grant(inquiry(status, outdated), reason, 'replace')).toEqual({
      action: 'finished',
      status,
    })
  })

  test.each([...open, ...finished])('finds nothing where a %s inquiry was redacted', (status) => {
    expect(grant(inquiry(status, { redactedAt: 1 }), reason)).toEqual({ action: 'not_found' })
  })
})

describe('a template that was published anew', () => {
  test.each(open)('replaces a %s inquiry at the start, where the host wants that', (status) => {
    expect(grant(inquiry(status, outdated), 'start', 'replace')).toEqual({ action: 'replace' })
    expect(grant(inquiry(status, outdated), 'start')).not.toEqual({ action: 'replace' })
    expect(grant(inquiry(status), 'start', 'replace')).not.toEqual({ action: 'replace' })
  })

  test.each(again)('leaves the inquiry of a person in the flow alone: %s', (reason) => {
    expect(grant(inquiry('pending', outdated), reason, 'replace')).toEqual({ action: 'resume' })
  })

  test('is not assumed where the latest version is unknown', () => {
    const unknown = inquiry('pending', { latestTemplateVersionId: null })
    expect(grant(unknown, 'start', 'replace')).toEqual({ action: 'live_token' })
  })
})
