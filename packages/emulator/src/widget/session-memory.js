/**
 * The token of this tab's session for an inquiry. Persona keeps it in the same place, which is why
 * a new tab has none.
 *
 * @param {string} inquiryId
 * @returns {string | null}
 */
export function recallToken(inquiryId) {
  return attempt(() => sessionStorage.getItem(keyOf(inquiryId)))
}

/**
 * @param {string} inquiryId
 * @param {string} token
 */
export function rememberToken(inquiryId, token) {
  attempt(() => sessionStorage.setItem(keyOf(inquiryId), token))
}

/** @param {string} inquiryId */
export function forgetToken(inquiryId) {
  attempt(() => sessionStorage.removeItem(keyOf(inquiryId)))
}

/** @param {string} inquiryId */
function keyOf(inquiryId) {
  return `session-token:${inquiryId}`
}

/**
 * A browser that blocks storage in frames throws; the flow then works without the memory.
 *
 * @template Value
 * @param {() => Value} use
 * @returns {Value | null}
 */
function attempt(use) {
  try {
    return use()
  } catch {
    return null
  }
}
