/** Runs `work`, or joins the call with the same key that is still running. */
export type SingleFlight<Result> = (key: string, work: () => Promise<Result>) => Promise<Result>

/** Creates a {@link SingleFlight} with keys of its own. */
export function createSingleFlight<Result>(): SingleFlight<Result> {
  const inFlight = new Map<string, Promise<Result>>()

  return (key, work) => {
    const running = inFlight.get(key)
    if (running !== undefined) return running
    const result = work().finally(() => inFlight.delete(key))
    inFlight.set(key, result)
    return result
  }
}
