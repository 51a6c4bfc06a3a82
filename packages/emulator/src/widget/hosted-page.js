/** @import { Visit } from './back-end.js' */
/** @import { HostPage } from './host-page.js' */
/** @import { Parameters } from './parameters.js' */
import { recallToken } from './session-memory.js'

/**
 * Replaces the page around the frame where the widget has its window to itself. There is no host to
 * post to, and at the end the person is redirected to the address in the parameters.
 *
 * @param {Parameters} parameters
 * @returns {HostPage}
 */
export function createHostedPage(parameters) {
  /** @type {Visit | null} */
  let visit = null
  const redirectUri = () => parameters.redirectUri ?? visit?.redirectUri ?? null

  return {
    begin(admitted) {
      visit = admitted
      hideToken(admitted)
    },
    leadsOn: () => redirectUri() !== null,
    post(name, metadata) {
      const address = redirectUri()
      if ((name !== 'complete' && name !== 'fail') || address === null) return
      // Going back would only show that the session is over.
      location.replace(withResult(address, visit?.referenceId ?? null, metadata ?? {}))
    },
    postError() {},
    listen() {},
    fallSilent() {},
    checkDeliveries() {},
  }
}

/**
 * Removes the token from the address, since the tab stores it, and a copied address must not let
 * anyone else in. Keeps it where the tab cannot store it, or reloading would lose the session.
 *
 * @param {Visit} visit
 */
function hideToken({ inquiryId, sessionToken }) {
  if (recallToken(inquiryId) !== sessionToken) return
  const kept = [...new URLSearchParams(location.search)].filter(([name]) => !isSpent(name))
  const query = new URLSearchParams([['inquiry-id', inquiryId], ...kept])
  history.replaceState(null, '', `/verify?${query.toString()}`)
}

/**
 * Whether a parameter has done its work: reloading continues the inquiry and begins no other.
 *
 * @param {string} name
 */
function isSpent(name) {
  const spent = [
    'inquiry-id',
    'session-token',
    'template-id',
    'inquiry-template-id',
    'inquiry-template-version-id',
    'reference-id',
  ]
  return spent.includes(name) || name.startsWith('fields[')
}

/**
 * @param {string} address
 * @param {string | null} referenceId
 * @param {Record<string, unknown>} result What the SDK would hand to `onComplete`.
 */
function withResult(address, referenceId, { inquiryId, status, fields }) {
  const target = new URL(address)
  target.searchParams.set('inquiry-id', String(inquiryId))
  if (referenceId !== null) target.searchParams.set('reference-id', referenceId)
  target.searchParams.set('status', String(status))
  for (const [name, field] of Object.entries(fields ?? {})) {
    for (const [part, value] of Object.entries(field ?? {})) {
      if (value !== null) target.searchParams.set(`fields[${name}][${part}]`, String(value))
    }
  }
  return target.href
}
