import type { Place } from '../src/flow/place.ts'

/** A place that shows nothing. A frame is created in the body of the page. */
export const noPlace: Place = {
  isTaken: false,
  overlay: undefined,
  box: undefined,
  acquire() {},
  release() {},
  cover() {},
  uncover() {},
}
