/** Does what may throw, reports it as an uncaught error, and goes on. */
export function attempt(task: () => void): void {
  try {
    task()
  } catch (error) {
    reportError(error)
  }
}
