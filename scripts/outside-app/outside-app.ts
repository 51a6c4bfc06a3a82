import { copyFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root, run } from '../command.ts'
import type { PublishedPackage } from '../published-packages.ts'
import { writeReadmeExample } from './readme-example.ts'

const INSTALL_LIMIT = 3 * 60_000

/** What the application's tests need beside its template. */
const testTools = [
  '@testing-library/dom',
  '@testing-library/react',
  '@vitest/browser-playwright',
  'playwright',
]
/** The same with versions, for what is no dependency here: the demo would wait for it. */
const otherTools = {
  jest: '30.5.2',
  'jest-environment-jsdom': '30.5.2',
  jsdom: '31.0.1',
  next: '16.4.6',
}
const COLOR_SCHEME = 'color-scheme: light dark;'
const STYLES = "import '@resumable-inquiry/react/styles.css'"

/** A build of the application, and what its page has. */
export interface Build {
  readonly name: string
  /** Whether the page's own stylesheet has `color-scheme: light dark`, as the template's does. */
  readonly hasColorScheme: boolean
  /** Whether the page imports `@resumable-inquiry/react/styles.css`. */
  readonly hasStyles: boolean
}

/**
 * Creates an application as `npm create vite` does, with one of Next.js and tests beside
 * it, and installs the tarballs. Dependencies of the repository have the same version here.
 */
export async function installApp(
  folder: string,
  packages: readonly PublishedPackage[],
): Promise<boolean> {
  const template = ['.', '--template', 'react-ts', '--no-interactive']
  if (!(await run('create-vite', template, { cwd: folder }))) return false
  for (const name of ['verification.tsx', 'host.css']) {
    copyFileSync(source(name), join(folder, 'src', name))
  }
  copyFileSync(source('back-end.ts'), join(folder, 'back-end.ts'))
  for (const name of ['component-tests', 'next']) {
    cpSync(fileURLToPath(new URL(name, import.meta.url)), join(folder, name), { recursive: true })
  }
  writeReadmeExample(join(folder, 'component-tests'))
  // Next.js adds its own options.
  const compilerOptions = { allowImportingTsExtensions: true, strict: true, types: ['node'] }
  writeFileSync(join(folder, 'next/tsconfig.json'), JSON.stringify({ compilerOptions }))
  const app = "export { Verification as default } from './verification.tsx'\n"
  writeFileSync(join(folder, 'src/App.tsx'), app)

  const { dependencies, devDependencies } = readManifest(folder)
  const ours = readManifest(root).devDependencies
  const versions = {
    ...dependencies,
    ...devDependencies,
    ...Object.assign({}, ...packages.map(({ peers }) => peers)),
    ...Object.fromEntries(testTools.map((name) => [name, 'latest'])),
    ...otherTools,
  } as Record<string, string>
  const install = ['install', '--no-audit', '--no-fund', '--loglevel', 'error']
  const wanted = [
    ...packages.map(({ tarball }) => tarball),
    ...Object.entries(versions).map(([name, version]) => `${name}@${ours[name] ?? version}`),
  ]
  return await run('npm', [...install, ...wanted], { cwd: folder, timeout: INSTALL_LIMIT })
}

/** Builds the application for production, as its `npm run build` does. */
export async function buildApp(folder: string, build: Build): Promise<boolean> {
  keep(build.hasColorScheme, COLOR_SCHEME, join(folder, 'src/index.css'))
  keep(build.hasStyles, STYLES, join(folder, 'src/verification.tsx'))
  const output = ['--outDir', pageFolderOf(folder, build), '--logLevel', 'warn']
  return await run('npm', ['run', '--silent', 'build', '--', ...output], { cwd: folder })
}

/** Returns the folder of the page of a build. */
export function pageFolderOf(folder: string, { name }: Build): string {
  return join(folder, 'builds', name)
}

/** Comments a part of a file out, or in. */
function keep(isKept: boolean, part: string, file: string): void {
  const comment = `/* ${part} */`
  const text = readFileSync(file, 'utf8').replace(comment, part)
  if (!text.includes(part)) throw new Error(`There is no "${part}" in ${file}.`)
  writeFileSync(file, isKept ? text : text.replace(part, comment))
}

function source(name: string): string {
  return fileURLToPath(new URL(`app/${name}`, import.meta.url))
}

function readManifest(
  folder: string,
): Record<'dependencies' | 'devDependencies', Record<string, string>> {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  ) as Partial<Record<'dependencies' | 'devDependencies', Record<string, string>>>
  return { dependencies, devDependencies }
}
