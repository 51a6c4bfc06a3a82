import { describe, expect, test } from 'vitest'
import { decideSession, type InquiryState, type SessionDecisionReason } from './decide-session.ts'

const current = { templateVersionId: 'itmplv_1', latestTemplateVersionId: 'itmplv_1' }
const outdated = { templateVersionId: 'itmplv_1', latestTemplateVersionId: 'itmplv_2' }
const inquiry = (status: string, rest: Partial<InquiryState> = {}): InquiryState => ({
  status,
  ...current,
  ...rest,
})

const again: SessionDecisionReason[] = ['session_expired', 'session_suspect']
const finished = ['completed', 'failed', 'needs_review', 'approved', 'declined']
const open = ['created', 'pending', 'expired']

const table: [InquiryState | undefined, SessionDecisionReason, string][] = [
  [undefined, 'start', 'read'],
  [undefined, 'refused', 'read'],
  [inquiry('created'), 'start', 'no_token'],
  [inquiry('pending'), 'start', 'stored_token'],
  [inquiry('expired'), 'start', 'resume'],
  [inquiry('invented_since'), 'start', 'stored_token'],
  [inquiry('created'), 'refused', 'no_token'],
  [inquiry('pending'), 'refused', 'try_later'],
  [inquiry('expired'), 'refused', 'try_later'],
  [inquiry('invented_since'), 'refused', 'try_later'],
  ...again.map((reason): [undefined, SessionDecisionReason, string] => [
    undefined,
    reason,
    'resume',
  ]),
  ...again.flatMap((reason) =>
    [...open, 'invented_since'].map((status): [InquiryState, SessionDecisionReason, string] => [
      inquiry(status),
      reason,
      'resume',
    ]),
  ),
]

test.each(table)('for %o because of %s it decides %s', (known, reason, action) => {
  expect(decideSession(known, reason)).toEqual({ action })
})

describe.each<SessionDecisionReason>(['start', 'refused', ...again])('because of %s', (reason) => {
  test.each(finished)('reports that an inquiry is %s', (status) => {
    expect(decideSession(inquiry(status), reason)).toEqual({ action: 'finished', status })
    expect(decideSession(inquiry(status, outdated), reason, 'replace')).toEqual({
      action: 'finished',
      status,
    })
  })
})

describe('an outdated template', () => {
  test.each(open)('replaces a %s inquiry at the start, if the host chooses so', (status) => {
    expect(decideSession(inquiry(status, outdated), 'start', 'replace')).toEqual({
      action: 'replace',
    })
    expect(decideSession(inquiry(status, outdated), 'start')).not.toEqual({ action: 'replace' })
    expect(decideSession(inquiry(status), 'start', 'replace')).not.toEqual({ action: 'replace' })
  })

  test.each(again)('does not affect a person in the flow: %s', (reason) => {
    expect(decideSession(inquiry('pending', outdated), reason, 'replace')).toEqual({
      action: 'resume',
    })
  })

  test('is not assumed if the latest version is unknown', () => {
    const unknown = inquiry('pending', { latestTemplateVersionId: null })
    expect(decideSession(unknown, 'start', 'replace')).toEqual({ action: 'stored_token' })
  })
})
