/** The routes of the REST API, with the paths of Persona's OpenAPI document. */
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

/** The name of a route. */
export type KnownOperation = (typeof routes)[number]['operation']

/** The route of a call, or `other`. */
export type Operation = KnownOperation | 'other'

/** Every operation, in the order of the routes. */
export const operations: readonly Operation[] = [
  ...routes.map(({ operation }) => operation),
  'other',
]

const templates = routes.map((route) => ({ ...route, parts: partsOf(route.path) }))

/** Returns the operation of a call and the inquiry in its path, which is that below `/api/v1`. */
export function readOperation(
  method: string,
  path: string,
): { operation: Operation; inquiryId: string | null } {
  const parts = partsOf(path)
  // Hono routes HEAD to GET.
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

/** Returns the path of a REST call after `/api/v1`. */
export function apiPath(path: string): string {
  return path.replace(/^\/api\/v1/, '')
}

/** Returns the methods of a path after `/api/v1`. */
export function methodsOf(path: string): string[] {
  const parts = partsOf(path)
  return templates.filter((route) => matches(route.parts, parts)).map(({ method }) => method)
}

/** Whether a path fits a route, with any text for an id. */
function matches(template: readonly string[], parts: readonly string[]): boolean {
  return (
    template.length === parts.length &&
    template.every((part, index) => part.startsWith('{') || part === parts[index])
  )
}
