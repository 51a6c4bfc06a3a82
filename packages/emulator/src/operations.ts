/** The calls that the REST API knows, by their names here; paths as Persona's document has them. */
export const routes = [
  { operation: 'list', method: 'GET', path: '/inquiries' },
  { operation: 'create', method: 'POST', path: '/inquiries' },
  { operation: 'retrieve', method: 'GET', path: '/inquiries/{inquiry-id}' },
  { operation: 'update', method: 'PATCH', path: '/inquiries/{inquiry-id}' },
  { operation: 'redact', method: 'DELETE', path: '/inquiries/{inquiry-id}' },
  { operation: 'resume', method: 'POST', path: '/inquiries/{inquiry-id}/resume' },
  { operation: 'expire', method: 'POST', path: '/inquiries/{inquiry-id}/expire' },
  {
    operation: 'generate-one-time-link',
    method: 'POST',
    path: '/inquiries/{inquiry-id}/generate-one-time-link',
  },
  { operation: 'approve', method: 'POST', path: '/inquiries/{inquiry-id}/approve' },
  { operation: 'decline', method: 'POST', path: '/inquiries/{inquiry-id}/decline' },
  { operation: 'mark-for-review', method: 'POST', path: '/inquiries/{inquiry-id}/mark-for-review' },
  { operation: 'add-tag', method: 'POST', path: '/inquiries/{inquiry-id}/add-tag' },
  { operation: 'remove-tag', method: 'POST', path: '/inquiries/{inquiry-id}/remove-tag' },
  { operation: 'set-tags', method: 'POST', path: '/inquiries/{inquiry-id}/set-tags' },
  { operation: 'print', method: 'GET', path: '/inquiries/{inquiry-id}/print' },
  {
    operation: 'perform-simulate-actions',
    method: 'POST',
    path: '/inquiries/{inquiry-id}/perform-simulate-actions',
  },
  { operation: 'list-sessions', method: 'GET', path: '/inquiry-sessions' },
  { operation: 'create-session', method: 'POST', path: '/inquiry-sessions' },
  { operation: 'expire-all-sessions', method: 'POST', path: '/inquiry-sessions/expire-all' },
  { operation: 'retrieve-session', method: 'GET', path: '/inquiry-sessions/{inquiry-session-id}' },
  {
    operation: 'expire-session',
    method: 'POST',
    path: '/inquiry-sessions/{inquiry-session-id}/expire',
  },
  {
    operation: 'generate-session-one-time-link',
    method: 'POST',
    path: '/inquiry-sessions/{inquiry-session-id}/generate-one-time-link',
  },
  { operation: 'list-rate-limits', method: 'GET', path: '/rate-limits' },
] as const

/** A call that there is a route for. */
export type KnownOperation = (typeof routes)[number]['operation']

/** What a call asks for; `other` where there is no such route. */
export type Operation = KnownOperation | 'other'

/** Every operation, in the order of the routes. */
export const operations: readonly Operation[] = [
  ...routes.map(({ operation }) => operation),
  'other',
]

const templates = routes.map((route) => ({ ...route, parts: partsOf(route.path) }))

/** What a call asks for, by its method and its path below `/api/v1`, and for which inquiry. */
export function readOperation(
  method: string,
  path: string,
): { operation: Operation; inquiryId: string | null } {
  const parts = partsOf(path)
  // What answers GET answers HEAD.
  const verb = method === 'HEAD' ? 'GET' : method
  const route = templates.find(
    (template) => template.method === verb && matches(template.parts, parts),
  )
  const inquiryId = parts[0] === 'inquiries' ? (parts[1] ?? null) : null
  return { operation: route?.operation ?? 'other', inquiryId }
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '')
}

/** Whether a path's parts fit those of a route, where any text stands for an id. */
function matches(template: readonly string[], parts: readonly string[]): boolean {
  return (
    template.length === parts.length &&
    template.every((part, index) => part.startsWith('{') || part === parts[index])
  )
}
