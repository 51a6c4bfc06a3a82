/** What integrators report either way, since Persona's documents leave it open. */
export interface Behaviors {
  /**
   * What resuming a `created` inquiry brings: a token, as in running integrations, or a 409, as one
   * page of Persona's documents reads. @default 'token'
   */
  readonly resumeCreated: 'token' | 'conflict'
  /**
   * Whether resuming a `pending` inquiry counts its expiry from now, or leaves it alone.
   *
   * @default 'prolong'
   */
  readonly resumePending: 'prolong' | 'keep'
}

export const defaultBehaviors: Behaviors = { resumeCreated: 'token', resumePending: 'prolong' }
