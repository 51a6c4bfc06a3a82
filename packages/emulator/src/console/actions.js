import { RefusedError, tell } from './api.js'
import { refresh } from './refresh.js'
import { say, sayProblem } from './toasts.js'

/**
 * Sends a request and shows a toast with its result.
 *
 * @param {string} done
 * @param {string} path
 * @param {unknown} [body]
 * @returns {Promise<Record<string, unknown> | null>} `null` for a refusal
 */
export async function act(done, path, body) {
  try {
    const answer = await tell(path, body)
    say(done)
    refresh()
    return answer
  } catch (error) {
    sayProblem(error instanceof TypeError ? 'The emulator cannot be reached.' : messageOf(error))
    return null
  }
}

/**
 * Applies a fault.
 *
 * @param {string} done
 * @param {string} address
 * @param {unknown} [argument]
 */
export function simulate(done, address, argument) {
  return act(done, `simulate/${address}`, argument)
}

/** @param {string | null} referenceId */
export async function createInquiry(referenceId) {
  const answer = await act('Inquiry created.', 'inquiries', { referenceId })
  if (answer !== null) location.hash = `#/inquiries/${String(answer['id'])}`
}

/** @param {unknown} error */
function messageOf(error) {
  if (error instanceof RefusedError && error.status === 404)
    return 'There is no such inquiry or session.'
  return error instanceof Error ? error.message : String(error)
}
