/** Persona's expiration intervals, in seconds. */
export interface Lifetimes {
  /** From creation. @default 86400 */
  readonly create: number
  /** From becoming `pending`. @default 86400 */
  readonly start: number
  /** From being resumed. @default 86400 */
  readonly resume: number
  /**
   * Of a one-time link, from its creation. Persona's documents say 24 hours, a note of 2023 says one.
   *
   * @default 86400
   */
  readonly oneTimeLink: number
  /** Of the widget's link to another device. @default 3600 */
  readonly handoffLink: number
}

export const defaultLifetimes: Lifetimes = {
  create: 86_400,
  start: 86_400,
  resume: 86_400,
  oneTimeLink: 86_400,
  handoffLink: 3_600,
}
