/** @import { Visit } from '../widget-contract.ts' */
/** @import { HostPage } from './host-page.js' */
/** @import { Parameters } from './parameters.js' */
import { getStoredToken } from './stored-token.js'

/**
 * Creates the host page of the hosted flow, where the widget has the window to itself. There is
 * nothing to post to, and the end of the flow redirects to the redirect URI, if there is one.
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
      // Back would lead to a flow that is over.
      location.replace(withResult(address, visit?.referenceId ?? null, metadata ?? {}))
    },
    postError() {},
    listen() {},
    freeze() {},
    checkDeliveries() {},
  }
}

/**
 * Removes the token from the address, so that a copied address gives no access. Keeps it where the
 * browser blocks storage, or reloading would lose the session.
 *
 * @param {Visit} visit
 */
function hideToken({ inquiryId, sessionToken }) {
  if (getStoredToken(inquiryId) !== sessionToken) return
  const kept = [...new URLSearchParams(location.search)].filter(([name]) => !isForFirstLoad(name))
  const query = new URLSearchParams([['inquiry-id', inquiryId], ...kept])
  history.replaceState(null, '', `/verify?${query.toString()}`)
}

/**
 * Whether a parameter counts only until the inquiry is loaded. Reloading continues the inquiry.
 *
 * @param {string} name
 */
function isForFirstLoad(name) {
  const names = [
    'inquiry-id',
    'session-token',
    'template-id',
    'inquiry-template-id',
    'inquiry-template-version-id',
    'reference-id',
  ]
  return names.includes(name) || name.startsWith('fields[')
}

/**
 * Adds the result of the flow to the redirect URI, as Persona does.
 *
 * @param {string} address
 * @param {string | null} referenceId
 * @param {Record<string, unknown>} result What the SDK would pass to `onComplete`.
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
