/**
 * Returns the token of this tab's session of an inquiry. Persona stores it in `sessionStorage` too,
 * so that a new tab has none.
 *
 * @param {string} inquiryId
 * @returns {string | null}
 */
export function getStoredToken(inquiryId) {
  return attempt(() => sessionStorage.getItem(keyOf(inquiryId)))
}

/**
 * @param {string} inquiryId
 * @param {string} token
 */
export function storeToken(inquiryId, token) {
  attempt(() => sessionStorage.setItem(keyOf(inquiryId), token))
}

/** @param {string} inquiryId */
export function removeStoredToken(inquiryId) {
  attempt(() => sessionStorage.removeItem(keyOf(inquiryId)))
}

/** @param {string} inquiryId */
function keyOf(inquiryId) {
  return `session-token:${inquiryId}`
}

/**
 * Returns `null` where the browser blocks storage in frames and throws.
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
