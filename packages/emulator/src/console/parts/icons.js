import { svg } from 'lit-html'

const paths = {
  alert: 'M12 8v5M12 16.500v.01M12 3.500l9 16H3z',
  back: 'M15 5l-7 7 7 7',
  check: 'M5 12.500l4.500 4.500L19 7',
  clock: 'M12 7v5l3.500 2M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18z',
  close: 'M6 6l12 12M18 6L6 18',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  open: 'M14 4h6v6M20 4l-9 9M18 14v6H4V6h6',
  plus: 'M12 5v14M5 12h14',
  search: 'M10.500 4a6.500 6.500 0 1 1 0 13 6.500 6.500 0 0 1 0-13zM15.500 15.500L20 20',
  snow: 'M12 3v18M4.200 7.500l15.600 9M19.800 7.500l-15.600 9',
  unplug: 'M4 4l16 16M9 5v4M15 5v4M7 9h6M17 9v2a5 5 0 0 1-1 3M7 9v2a5 5 0 0 0 5 5v5',
  undo: 'M9 7L4 12l5 5M4 12h11a5 5 0 0 1 0 10',
}

/** @typedef {keyof typeof paths} IconName */

/** @param {IconName} name */
export function icon(name) {
  return svg`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d=${paths[name]} />
  </svg>`
}
