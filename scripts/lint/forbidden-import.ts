import { posix } from 'node:path'

const SCOPE = '@resumable-inquiry/'

/** What the shipped code of each workspace package may import of the others. */
const allowedImports: Record<string, readonly string[]> = {
  'packages/core': [],
  'packages/react': ['core', 'core/testing', 'core/wire'],
  'packages/server': ['core/wire'],
  'packages/emulator': [],
  'apps/demo': [
    'react',
    'react/continue',
    'react/query',
    'react/styles.css',
    'server',
    'server/redis',
    'emulator',
  ],
}

const WIRE = 'packages/core/src/wire'

/**
 * Returns why a file may not import a module, or `undefined` if it may. Dependencies point inward,
 * the wire contract imports nothing outside itself, and no relative import leaves its package.
 * Tests, stories and what is beside them may import any package.
 *
 * @param file path from the repository's root, with slashes
 */
export function forbiddenImport(file: string, specifier: string): string | undefined {
  const home = packageOf(file)
  const target = specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : undefined
  if (target !== undefined && !isWithin(home, target)) {
    return `A relative import must not leave ${home === '' ? 'the root' : home}.`
  }
  if (isTest(file)) return undefined
  if (isWithin(WIRE, file) && (target === undefined || !isWithin(WIRE, target))) {
    return `${WIRE} is the contract of both sides and imports nothing outside itself.`
  }
  const allowed = allowedImports[home]
  if (allowed === undefined || !specifier.startsWith(SCOPE)) return undefined
  if (allowed.includes(specifier.slice(SCOPE.length))) return undefined
  return `${home} must not import ${specifier}: ${describe(allowed)}.`
}

function packageOf(file: string): string {
  const [first = '', second = ''] = file.split('/')
  if (first === 'packages' || first === 'apps') return `${first}/${second}`
  return file.includes('/') ? first : ''
}

function isWithin(folder: string, path: string): boolean {
  return folder === '' ? packageOf(path) === '' : path.startsWith(`${folder}/`)
}

function isTest(file: string): boolean {
  return /\.test\.tsx?$|\/stories\//.test(file)
}

function describe(allowed: readonly string[]): string {
  if (allowed.length === 0) return 'it stands on no other package here'
  return `it may import ${allowed.map((name) => SCOPE + name).join(', ')}`
}
