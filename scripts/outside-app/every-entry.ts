import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../command.ts'
import type { PublishedPackage } from '../published-packages.ts'

const EMULATOR = '@resumable-inquiry/emulator'

/**
 * Imports and type-checks every entry of the tarballs in a folder of the application. An import must
 * not change a global.
 */
export async function everyEntryWorks(
  folder: string,
  packages: readonly PublishedPackage[],
): Promise<boolean> {
  const cwd = join(folder, 'every-entry')
  mkdirSync(cwd)
  const modules = packages.flatMap((published) => published.modules)
  const importable = [...modules, ...packages.flatMap((published) => published.esmModules)]
  const assets = packages.flatMap(({ name, assets: paths }) =>
    paths.map((path) => path.replace('.', name)),
  )
  const write = (file: string, text: string): void => writeFileSync(join(cwd, file), text)
  write('package.json', JSON.stringify({ private: true, type: 'module' }))
  write('tsconfig.json', JSON.stringify(compilerOptions))
  const stylesheets = assets.filter((name) => name.endsWith('.css'))
  write(
    'every-entry.ts',
    [
      ...importable.map((name, index) => importAll(name, index)),
      ...stylesheets.map((name) => `import '${name}'`),
    ].join('\n'),
  )
  copyFileSync(new URL('global-changes.ts', import.meta.url), join(cwd, 'global-changes.ts'))
  write('import.mjs', `${expectNoGlobalChange}${callFor(importable, 'import(name)')}`)
  write('require.cjs', `${expectNoGlobalChange}${callFor(modules, 'require(name)')}`)
  write('resolve.cjs', `${list(assets)}.forEach((name) => require.resolve(name))\n`)
  write('serve.mjs', `import * as emulator from '${EMULATOR}'\n${serveWidget}`)
  write('serve.cjs', `const emulator = require('${EMULATOR}')\n${serveWidget}`)

  return (
    (await run('node', ['import.mjs'], { cwd })) &&
    (await run('node', ['require.cjs'], { cwd })) &&
    (await run('node', ['resolve.cjs'], { cwd })) &&
    (await run('node', ['serve.mjs'], { cwd })) &&
    (await run('node', ['serve.cjs'], { cwd })) &&
    (await run('npm', ['exec', '--', 'persona-emulator', '--help'], { cwd })) &&
    (await run('tsc', ['-p', '.'], { cwd })) &&
    (await run('tsc', ['-p', '.', '--module', 'esnext', '--moduleResolution', 'bundler'], { cwd }))
  )
}

// Vitest and zod, which the emulator imports, have state in globals.
const expectNoGlobalChange = `
async function expectNoGlobalChange(names, load) {
  const { findGlobalChanges } = await import('./global-changes.ts')
  await import('vitest')
  for (const name of names) {
    for (const change of await findGlobalChanges(() => load(name))) {
      if (change.startsWith('adds globalThis.__zod_')) continue
      console.error(name + ' ' + change)
      process.exitCode = 1
    }
  }
}
`

function callFor(names: readonly string[], load: string): string {
  return `void expectNoGlobalChange(${list(names)}, (name) => ${load})\n`
}

// The widget's files are not imported. Only serving them shows that the tarball contains them.
const serveWidget = `
void (async () => {
  const persona = await emulator.createPersonaEmulator({ port: 0 })
  const { status } = await fetch('http://' + persona.customHost + '/widget')
  await persona.close()
  if (status !== 200) throw new Error('The packed emulator answers ' + status + ' for its widget.')
})()
`

const compilerOptions = {
  compilerOptions: {
    target: 'ES2022',
    lib: ['ES2022', 'DOM', 'DOM.Iterable'],
    module: 'NodeNext',
    strict: true,
    noEmit: true,
    types: ['node'],
  },
  files: ['every-entry.ts'],
}

function importAll(name: string, index: number): string {
  return `import * as entry${index} from '${name}'\nexport const all${index} = entry${index}\n`
}

function list(names: readonly string[]): string {
  return JSON.stringify(names)
}
