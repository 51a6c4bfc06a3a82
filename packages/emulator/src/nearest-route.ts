import { routes } from './operations.ts'

/** The route that comes nearest to a call for which there is none, such as `GET /inquiries`. */
export function nearestRoute(method: string, path: string): string {
  // Comparing costs the product of both lengths, and no route is longer.
  const given = path.slice(0, 200)
  const rated = routes.map((route) => ({
    route,
    distance:
      distanceBetween(withIdsOf(given, route.path), given) + (route.method === method ? 0 : 0.5),
  }))
  const [nearest] = rated.toSorted((one, other) => one.distance - other.distance)
  return nearest ? `${nearest.route.method} ${nearest.route.path}` : ''
}

/** A route's path with the ids that stand in their places in another. */
function withIdsOf(path: string, template: string): string {
  const parts = path.split('/')
  return template
    .split('/')
    .map((part, index) => (part.startsWith('{') ? (parts[index] ?? part) : part))
    .join('/')
}

/** How many letters must be put in, taken out or changed to make one text of the other. */
function distanceBetween(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1]
      current.push(
        Math.min(
          at(previous, column) + 1,
          at(current, column - 1) + 1,
          at(previous, column - 1) + (isSame ? 0 : 1),
        ),
      )
    }
    previous = current
  }
  return at(previous, other.length)
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? 0
}
