import { randomInt } from 'node:crypto'

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** The prefixes of Persona's ids. */
export type IdentifierPrefix =
  | 'act'
  | 'acttp'
  | 'doc'
  | 'evt'
  | 'inq'
  | 'iqse'
  | 'itmpl'
  | 'itmplv'
  | 'req'
  | 'self'
  | 'ver'

/** Creates a random id in Persona's form, such as `inq_5FrMN7NAGgFdGGysCDd7DaBW`. */
export function createIdentifier(prefix: IdentifierPrefix): string {
  const text = randomText(24)
  // The log would mask it as the start of a session token.
  return text.includes('eyJ') ? createIdentifier(prefix) : `${prefix}_${text}`
}

/** Returns random letters and digits, without those that look alike. */
export function randomText(length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')
}
