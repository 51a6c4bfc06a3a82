/**
 * Milliseconds of the monotonic clock, which no correction of the wall clock can move.
 *
 * Some browsers stop it while the machine sleeps. A session that died meanwhile is then noticed
 * when the widget says so rather than before.
 */
export function now(): number {
  return performance.now()
}
