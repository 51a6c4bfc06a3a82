/** How long things live, in seconds; Persona's intervals. */
export interface Lifetimes {
  /** From creation. @default 86400 */
  readonly create: number
  /** From becoming `pending`. @default 86400 */
  readonly start: number
  /** From being resumed. @default 86400 */
  readonly resume: number
  /**
   * A one-time link, from its creation. Persona's documents say 24 hours, and in a note of 2023 one.
   *
   * @default 86400
   */
  readonly oneTimeLink: number
  /** A link to another device, as the widget offers it. @default 3600 */
  readonly handoffLink: number
}

export const defaultLifetimes: Lifetimes = {
  create: 86_400,
  start: 86_400,
  resume: 86_400,
  oneTimeLink: 86_400,
  handoffLink: 3_600,
}
