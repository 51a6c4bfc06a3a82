import { createHmac, randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Returns a new secret, stored nowhere. */
export function createCookieSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** Reads the secret from a folder, and creates it at the first start. A restart keeps people signed in. */
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

/** Derives a secret for cookies, the same in every process that has `secret`. */
export function deriveCookieSecret(secret: string): string {
  return createHmac('sha256', secret).update('sign-in cookie').digest('base64url')
}
