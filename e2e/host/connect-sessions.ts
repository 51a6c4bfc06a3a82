import { createEncryptedSessionStore, type SessionStore } from '@resumable-inquiry/server'
import { redisStore } from '@resumable-inquiry/server/redis'
import { createClient } from 'redis'

/** Sessions in Redis, as one process of the back end has them. */
export interface ConnectedSessions {
  readonly sessions: SessionStore
  close(): void
}

export async function connectSessions(url: string, secret: string): Promise<ConnectedSessions> {
  const client = createClient({ url })
  client.on('error', (error) => console.error('Redis:', error))
  await client.connect()
  return {
    sessions: createEncryptedSessionStore({ store: redisStore(client), secrets: [secret] }),
    close: () => client.destroy(),
  }
}
