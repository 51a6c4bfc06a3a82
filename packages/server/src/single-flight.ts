/** Runs a piece of work, unless the same is under way already: then both get its one result. */
export type SingleFlight<Result> = (key: string, work: () => Promise<Result>) => Promise<Result>

/** Makes a {@link SingleFlight} of its own. */
export function createSingleFlight<Result>(): SingleFlight<Result> {
  const underWay = new Map<string, Promise<Result>>()

  return (key, work) => {
    const running = underWay.get(key)
    if (running !== undefined) return running
    const flight = work().finally(() => underWay.delete(key))
    underWay.set(key, flight)
    return flight
  }
}
