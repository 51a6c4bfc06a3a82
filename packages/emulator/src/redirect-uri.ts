// These would run or show something in the name of the page that leads to them.
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

/** Whether the hosted flow may lead to an address in the end. An app's own scheme is fine. */
export function isRedirectUri(address: string): boolean {
  return URL.canParse(address) && !refusedSchemes.has(new URL(address).protocol)
}
