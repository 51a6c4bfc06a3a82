// These would run code or show content on behalf of the page that redirects to them.
const refusedSchemes = new Set([
  'about:',
  'blob:',
  'data:',
  'file:',
  'filesystem:',
  'javascript:',
  'vbscript:',
  'view-source:',
])

/** Whether the hosted flow may redirect to an address. The scheme of an app is allowed. */
export function isRedirectUri(address: string): boolean {
  return URL.canParse(address) && !refusedSchemes.has(new URL(address).protocol)
}
