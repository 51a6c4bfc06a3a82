/** Milliseconds to wait for a host's store before going on without it. */
const timeout = 1_000

/**
 * Waits for a call to a host's store, for up to a second.
 *
 * @throws {Error} when the promise rejects or takes too long
 */
export async function withTimeout<Result>(promise: Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const expired = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${timeout} ms`)), timeout)
  })
  try {
    return await Promise.race([promise, expired])
  } finally {
    clearTimeout(timer)
  }
}
