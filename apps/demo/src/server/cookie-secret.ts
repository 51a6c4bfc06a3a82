import { createHmac, randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Makes a secret that dies with the process. */
export function createCookieSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** The secret kept in a folder, made at the first start, so that a restart signs nobody out. */
export async function readCookieSecret(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  const file = join(folder, 'cookie-secret')
  try {
    await writeFile(file, createCookieSecret(), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  const secret = (await readFile(file, 'utf8')).trim()
  if (secret.length < 32) {
    throw new Error(
      `${file} holds no secret, so nobody could be signed in safely. Delete it: a new one is made.`,
    )
  }
  return secret
}

/** The secret that every process makes of the same one, and that tells nothing of it. */
export function deriveCookieSecret(secret: string): string {
  return createHmac('sha256', secret).update('sign-in cookie').digest('base64url')
}
