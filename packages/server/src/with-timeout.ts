/** Milliseconds that a person waits for a host's store before they are served without it. */
const patience = 1_000

/**
 * What a host's store promises, if it keeps its promise soon.
 *
 * @throws {Error} what the promise is rejected with, or when it takes too long
 */
export async function inTime<Result>(promise: Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${patience} ms`)), patience)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
