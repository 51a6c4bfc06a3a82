const drawings = {
  check: '<circle cx="24" cy="24" r="20"/><path d="M15 25l6 6 12-13"/>',
  clock: '<circle cx="24" cy="24" r="20"/><path d="M24 13v12l8 5"/>',
  cross: '<circle cx="24" cy="24" r="20"/><path d="M17 17l14 14M31 17L17 31"/>',
  card: '<rect x="5" y="10" width="38" height="28" rx="5"/><circle cx="16" cy="22" r="4.5"/><path d="M9 33c1.500-4 4-5.500 7-5.500s5.500 1.500 7 5.500M28 19h10M28 25h10M28 31h6"/>',
  shield:
    '<path d="M24 5l16 6v12c0 10-6.500 17-16 20C14.500 40 8 33 8 23V11z"/><path d="M17 24l5 5 9-10"/>',
  upload: '<path d="M24 31V11M16 18l8-8 8 8M8 31v5a3 3 0 003 3h26a3 3 0 003-3v-5"/>',
  user: '<circle cx="24" cy="17" r="8"/><path d="M8 41c2-9 8-13 16-13s14 4 16 13"/>',
  lock: '<rect x="9" y="21" width="30" height="20" rx="5"/><path d="M15 21v-6a9 9 0 0118 0v6"/>',
}

/** @typedef {keyof typeof drawings} IconName */

/**
 * @param {IconName} name
 * @returns {DocumentFragment}
 */
export function icon(name) {
  const template = document.createElement('template')
  template.innerHTML = `<svg class="icon" viewBox="0 0 48 48" aria-hidden="true">${drawings[name]}</svg>`
  return template.content
}
