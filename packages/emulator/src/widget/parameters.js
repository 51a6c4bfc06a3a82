/**
 * What the SDK says in the frame's address.
 *
 * @typedef {object} Parameters
 * @property {string | null} containerId
 * @property {string | null} inquiryId
 * @property {string | null} templateId
 * @property {string | null} templateVersionId
 * @property {string | null} sessionToken
 * @property {string | null} targetOrigin Where messages go to, and come from.
 * @property {boolean} isInline
 * @property {string | null} styleVariant
 */

/**
 * @param {string} search
 * @returns {Parameters}
 */
export function readParameters(search) {
  const query = new URLSearchParams(search)
  return {
    containerId: query.get('container-id'),
    inquiryId: query.get('inquiry-id'),
    templateId: query.get('inquiry-template-id') ?? query.get('template-id'),
    templateVersionId: query.get('inquiry-template-version-id'),
    sessionToken: query.get('session-token'),
    targetOrigin: query.get('message-target-origin') ?? query.get('iframe-origin'),
    isInline: query.get('flow-type') === 'inline',
    styleVariant: query.get('style-variant'),
  }
}
