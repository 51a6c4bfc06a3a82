import { inTime } from '../with-timeout.ts'
import type { Log } from '../logging/log.ts'
import type { SessionMemory, SessionOwner } from './session-store.ts'

/**
 * A memory that never rejects and never hangs: while the host's store fails, nothing is remembered, and
 * the log says so. A person gets their session all the same.
 */
export function createDependableMemory(store: SessionMemory, log: Log): SessionMemory {
  async function attempt<Result>(
    operation: keyof SessionMemory,
    { subjectId, inquiryId }: SessionOwner,
    work: () => Promise<Result>,
    secret?: string,
  ): Promise<Result | undefined> {
    try {
      return await inTime(work())
    } catch (error) {
      // Only the words, and none as long as a token: a store's error may carry the whole command, or
      // what was read, or the beginning of either.
      const told =
        secret === undefined ? String(error) : String(error).replaceAll(secret, '[token]')
      const words = told.replace(/[\w.-]{40,}/g, '[…]')
      const message = `sessions.${operation} failed, so that sessions may be spent without need: ${words}`
      log({
        level: 'error',
        event: 'session_memory',
        outcome: 'failed',
        subjectId,
        inquiryId,
        message,
      })
      return undefined
    }
  }

  return {
    get: (owner) => attempt('get', owner, () => store.get(owner)),
    set: (owner, session) =>
      attempt('set', owner, () => store.set(owner, session), session.sessionToken),
    delete: (owner) => attempt('delete', owner, () => store.delete(owner)),
  }
}
