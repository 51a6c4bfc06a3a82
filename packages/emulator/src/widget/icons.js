const drawings = {
  camera:
    '<path d="M6 16a4 4 0 014-4h5l3-4h12l3 4h5a4 4 0 014 4v20a4 4 0 01-4 4H10a4 4 0 01-4-4z"/><circle cx="24" cy="25" r="7.5"/>',
  cameraOff:
    '<path d="M6 6l36 36M14 12h-4a4 4 0 00-4 4v20a4 4 0 004 4h28M21 8h9l3 4h5a4 4 0 014 4v18M19 20a7.500 7.500 0 0010 10"/>',
  card: '<rect x="5" y="10" width="38" height="28" rx="5"/><circle cx="16" cy="22" r="4.5"/><path d="M9 33c1.500-4 4-5.500 7-5.500s5.500 1.500 7 5.500M28 19h10M28 25h10M28 31h6"/>',
  check: '<circle cx="24" cy="24" r="20"/><path d="M15 25l6 6 12-13"/>',
  chevron: '<path d="M18 11l13 13-13 13"/>',
  clock: '<circle cx="24" cy="24" r="20"/><path d="M24 13v12l8 5"/>',
  copy: '<rect x="16" y="16" width="25" height="25" rx="5"/><path d="M32 9.500A4.500 4.500 0 0027.500 7h-15A5.500 5.500 0 007 12.500v15A4.500 4.500 0 009.500 32"/>',
  cross: '<circle cx="24" cy="24" r="20"/><path d="M17 17l14 14M31 17L17 31"/>',
  device: '<rect x="14" y="4" width="20" height="40" rx="5"/><path d="M22 38h4"/>',
  passport:
    '<rect x="9" y="5" width="30" height="38" rx="5"/><circle cx="24" cy="20" r="7.5"/><path d="M16.500 20h15M24 12.500c-4.500 4.500-4.500 10.500 0 15M24 12.500c4.500 4.500 4.500 10.500 0 15M17 35h14"/>',
  shield:
    '<path d="M24 5l16 6v12c0 10-6.500 17-16 20C14.500 40 8 33 8 23V11z"/><path d="M17 24l5 5 9-10"/>',
  upload: '<path d="M24 31V11M16 18l8-8 8 8M8 31v5a3 3 0 003 3h26a3 3 0 003-3v-5"/>',
  user: '<circle cx="24" cy="17" r="8"/><path d="M8 41c2-9 8-13 16-13s14 4 16 13"/>',
  wheel:
    '<circle cx="24" cy="24" r="19"/><circle cx="24" cy="24" r="5"/><path d="M5.500 21c8-3 29-3 37 0M20.500 28.500L16 41M27.500 28.500L32 41"/>',
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
