/** @import { VisitRequest } from '../widget-contract.ts' */

/**
 * The sides of a padding, in pixels; `null` where the SDK says nothing.
 *
 * @typedef {Record<'top' | 'bottom' | 'left' | 'right', number | null>} Padding
 */

/**
 * The SDK's options, in the frame's address.
 *
 * @typedef {object} Parameters
 * @property {string | null} containerId
 * @property {VisitRequest} visitRequest
 * @property {string | null} targetOrigin The origin of the host page.
 * @property {string | null} redirectUri Where the hosted flow redirects at the end.
 * @property {boolean} isInline
 * @property {string | null} styleVariant
 * @property {Padding} widgetPadding For an inline widget only.
 * @property {Padding} navigationPadding For an inline widget only.
 */

/**
 * @param {string} search
 * @returns {Parameters}
 */
export function readParameters(search) {
  const query = new URLSearchParams(search)
  return {
    containerId: query.get('container-id'),
    visitRequest: {
      inquiryId: query.get('inquiry-id'),
      sessionToken: query.get('session-token'),
      templateId: query.get('inquiry-template-id') ?? query.get('template-id'),
      templateVersionId: query.get('inquiry-template-version-id'),
      referenceId: query.get('reference-id'),
      fields: readFields(query),
    },
    targetOrigin: query.get('message-target-origin') ?? query.get('iframe-origin'),
    redirectUri: query.get('redirect-uri'),
    isInline: query.get('flow-type') === 'inline',
    styleVariant: query.get('style-variant'),
    widgetPadding: readPadding(query, 'widget-padding'),
    navigationPadding: readPadding(query, 'navigation-padding'),
  }
}

/** @param {URLSearchParams} query */
function readFields(query) {
  /** @type {Record<string, string>} */
  const fields = {}
  for (const [key, value] of query) {
    const name = /^fields\[([a-z0-9-]+)\]$/.exec(key)?.[1]
    if (name !== undefined) fields[name] = value
  }
  return fields
}

/**
 * @param {URLSearchParams} query
 * @param {string} name
 * @returns {Padding}
 */
function readPadding(query, name) {
  /** @param {string} side */
  const pixels = (side) => {
    const given = query.get(`${name}[${side}]`)
    const value = Number.parseFloat(given ?? '')
    return Number.isFinite(value) && value >= 0 ? value : null
  }
  return {
    top: pixels('top'),
    bottom: pixels('bottom'),
    left: pixels('left'),
    right: pixels('right'),
  }
}
