import type { Operation } from '../records.ts'

const inquiryActions: readonly Operation[] = [
  'resume',
  'expire',
  'generate-one-time-link',
  'approve',
  'decline',
  'mark-for-review',
]

/** What a REST call asks for, from its method and its path after `/api/v1`. */
export function readOperation(
  method: string,
  path: string,
): { operation: Operation; inquiryId: string | null } {
  const [resource, id, action] = path.split('/').filter((part) => part !== '')
  if (resource === 'inquiry-sessions') {
    return { operation: sessionOperation(method, id), inquiryId: null }
  }
  if (resource !== 'inquiries') return { operation: 'other', inquiryId: null }
  return { operation: inquiryOperation(method, id, action), inquiryId: id ?? null }
}

function inquiryOperation(method: string, id?: string, action?: string): Operation {
  if (id === undefined) return method === 'POST' ? 'create' : 'list'
  if (action !== undefined) return inquiryActions.find((known) => known === action) ?? 'other'
  return method === 'DELETE' ? 'redact' : 'retrieve'
}

function sessionOperation(method: string, id?: string): Operation {
  if (id !== undefined) return 'retrieve-session'
  return method === 'POST' ? 'create-session' : 'list-sessions'
}
