/** Does a piece of work when all that was asked before under the same key is done, or has failed. */
export type Turns = <Result>(key: string, work: () => Promise<Result>) => Promise<Result>

/** Makes {@link Turns} of its own. */
export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>()

  return async (key, work) => {
    const before = last.get(key) ?? Promise.resolve()
    const turn = before.then(work, work)
    last.set(key, turn)
    try {
      return await turn
    } finally {
      if (last.get(key) === turn) last.delete(key)
    }
  }
}
