/**
 * Returns milliseconds of the monotonic clock, which corrections of the wall clock do not move.
 *
 * Some browsers stop it while the machine sleeps. A session that expired meanwhile is then noticed
 * when the widget reports it.
 */
export function now(): number {
  return performance.now()
}
