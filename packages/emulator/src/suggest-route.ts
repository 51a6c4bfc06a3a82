import { distanceBetween } from './distance-between.ts'
import { routes } from './operations.ts'

/**
 * What comes nearest to a call for which there is no route, such as `POST /inquiries`; with all the
 * methods of a path that has not the one that was tried.
 */
export function suggestRoute(method: string, path: string): string {
  // Comparing costs the product of both lengths, and no route is longer.
  const given = path.slice(0, 200)
  const [nearest] = routes
    .map((route) => ({
      ...route,
      distance:
        distanceBetween(withIdsOf(given, route.path), given) + (route.method === method ? 0 : 0.5),
    }))
    .toSorted((one, other) => one.distance - other.distance)
  if (!nearest) return ''
  const methods =
    nearest.method === method
      ? [method]
      : routes.filter((route) => route.path === nearest.path).map((route) => route.method)
  return `${methods.join(' or ')} ${nearest.path}`
}

/** A route's path with the ids that stand in their places in another. */
function withIdsOf(path: string, template: string): string {
  const parts = path.split('/')
  return template
    .split('/')
    .map((part, index) => (part.startsWith('{') ? (parts[index] ?? part) : part))
    .join('/')
}
