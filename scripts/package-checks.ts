import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './command.ts'
import { builtAppChecks } from './outside-app/built-app.ts'
import { everyEntryWorks } from './outside-app/every-entry.ts'
import { componentTests } from './outside-app/component-tests.ts'
import { nextAppChecks } from './outside-app/next-app.ts'
import { installApp } from './outside-app/outside-app.ts'
import { readPublishedPackages, type PublishedPackage } from './published-packages.ts'
import { checkSizes } from './sizes.ts'
import { check, type Step } from './steps.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** Builds and packs the packages, and checks the tarballs as another project uses them. */
export function packageChecks(): Step[] {
  const folder = temporaryFolder('tarballs')
  const packages = readPublishedPackages(folder)
  const app = temporaryFolder('outside-app')
  const everyPackage = ['--recursive', '--filter', './packages/*']
  return [
    check('Build', () => run('pnpm', [...everyPackage, 'run', 'build'])),
    check('Pack', () => run('pnpm', [...everyPackage, 'pack', '--pack-destination', folder])),
    ...packages.flatMap(({ name, tarball, assets, esmModules }) => [
      check(`publint of ${name}`, () => run('publint', ['run', tarball, '--strict'])),
      check(`Types of ${name}, packed`, () => {
        const others = [...assets, ...esmModules.map((module) => module.replace(name, '.'))]
        const notDual = others.length === 0 ? [] : ['--exclude-entrypoints', ...others]
        return run('attw', [tarball, '--profile', 'node16', '--format', 'ascii', ...notDual])
      }),
      ...esmModules.map((module) =>
        check(`Types of ${module}, packed`, () => {
          const entry = ['--entrypoints', module.replace(name, '.')]
          return run('attw', [tarball, '--profile', 'esm-only', '--format', 'ascii', ...entry])
        }),
      ),
    ]),
    check('Sizes', () => checkSizes()),
    check("'use client' in the built files", () => Promise.resolve(keepsUseClient(packages))),
    check('The tarballs in an app outside the workspace', () => installApp(app, packages)),
    check('Every entry of the tarballs in that app', () => everyEntryWorks(app, packages)),
    ...componentTests(app),
    ...builtAppChecks(app),
    ...nextAppChecks(app),
  ]
}

function keepsUseClient(packages: readonly PublishedPackage[]): boolean {
  const sources = packages.flatMap(({ folder }) =>
    globSync('src/**/*.{ts,tsx}', { cwd: folder })
      .filter((file) => startsWithUseClient(join(folder, file)))
      .map((file) => join(folder, file.replace(/^src/, 'dist').replace(/\.tsx?$/, ''))),
  )
  const lost = sources
    .flatMap((built) => [`${built}.js`, `${built}.cjs`])
    .filter((built) => existsSync(built) && !startsWithUseClient(built))
  for (const file of lost) console.error(`'use client' was lost: ${file.slice(root.length)}`)
  const kept = sources.filter((built) => existsSync(`${built}.js`)).length
  console.log(`${kept} files with 'use client'`)
  return kept > 0 && lost.length === 0
}

function startsWithUseClient(file: string): boolean {
  return /^["']use client["']/.test(readFileSync(file, 'utf8'))
}
