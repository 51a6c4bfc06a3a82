import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build, type Metafile } from 'esbuild'
import { root } from './command.ts'

/** What an app imports, and the most that its first chunk may weigh. */
interface Budget {
  name: string
  code: string
  /** Bytes of the entry and of all chunks that it imports statically, each compressed by itself. */
  budget: number
}

// A budget leaves a few dozen bytes. Raise it only for what is worth it to everyone who loads the page.
const budgets: readonly Budget[] = [
  {
    name: '`<ResumableInquiry>`',
    code: "export { ResumableInquiry } from '@resumable-inquiry/react'",
    budget: 12_480,
  },
  {
    name: '`useResumableInquiry`',
    code: "export { useResumableInquiry } from '@resumable-inquiry/react'",
    budget: 11_050,
  },
  {
    name: '`@resumable-inquiry/react`, all of it',
    code: "export * from '@resumable-inquiry/react'",
    budget: 12_650,
  },
  {
    name: '`@resumable-inquiry/react/query`',
    code: "export * from '@resumable-inquiry/react/query'",
    budget: 260,
  },
  {
    name: '`@resumable-inquiry/react/messages`',
    code: "export * from '@resumable-inquiry/react/messages'",
    budget: 960,
  },
  {
    name: '`@resumable-inquiry/core`',
    code: "export * from '@resumable-inquiry/core'",
    budget: 9_960,
  },
  {
    name: '`@resumable-inquiry/core/wire`',
    code: "export * from '@resumable-inquiry/core/wire'",
    budget: 930,
  },
]

interface Size extends Budget {
  /** Bytes that a page loads at once. */
  first: number
  /** Bytes that a page loads once a flow opens, or fails. */
  later: number
}

/**
 * Prints what the built packages weigh in an app, as a table for the README, and what is too much.
 *
 * @returns whether every entry is within its budget, and the README has the table.
 */
export async function checkSizes(): Promise<boolean> {
  const sizes = await Promise.all(budgets.map(measure))
  const table = toTable(sizes)
  console.log(`\n${table}\n`)
  const tooLarge = sizes.filter(({ first, budget }) => first > budget)
  for (const { name, first, budget } of tooLarge) {
    console.error(`${name} weighs ${first} bytes at first, and its budget is ${budget}.`)
  }
  const readme = normalize(readFileSync(join(root, 'README.md'), 'utf8'))
  const isShown = readme.includes(normalize(table))
  if (!isShown) console.error('README.md has another table of sizes. Replace it by this one.')
  return tooLarge.length === 0 && isShown
}

/** Bundles for production as an app does, whose own packages are not counted. */
async function measure(entry: Budget): Promise<Size> {
  const { metafile, outputFiles } = await build({
    stdin: { contents: entry.code, resolveDir: root, loader: 'js' },
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    outdir: 'out',
    write: false,
    metafile: true,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    external: ['react', 'react-dom', 'react/jsx-runtime', 'persona', '@tanstack/react-query'],
    alias: {
      '@resumable-inquiry/core': join(root, 'packages/core/dist'),
      '@resumable-inquiry/react': join(root, 'packages/react/dist'),
    },
  })
  const first = staticClosure(metafile)
  const sizes = outputFiles.map(({ path, contents }) => {
    const isFirst = [...first].some((output) => path.endsWith(output))
    return { isFirst, bytes: gzipSync(contents, { level: 9 }).length }
  })
  const sum = (isFirst: boolean) =>
    sizes.filter((size) => size.isFirst === isFirst).reduce((all, { bytes }) => all + bytes, 0)
  return { ...entry, first: sum(true), later: sum(false) }
}

/** Returns the outputs that are loaded with the entry. */
function staticClosure({ outputs }: Metafile): Set<string> {
  const found = new Set<string>()
  const visit = (path: string): void => {
    const output = outputs[path]
    if (output === undefined || found.has(path)) return
    found.add(path)
    for (const { kind, path: imported } of output.imports) {
      if (kind === 'import-statement') visit(imported)
    }
  }
  for (const [path, { entryPoint }] of Object.entries(outputs)) {
    if (entryPoint === '<stdin>') visit(path)
  }
  return found
}

function toTable(sizes: readonly Size[]): string {
  const rows = sizes.map(({ name, first, later }) => [name, toKilobytes(first), toKilobytes(later)])
  return [['import', 'at once', 'once needed'], ['-', '-', '-'], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}

function toKilobytes(bytes: number): string {
  return bytes === 0 ? '' : `${(bytes / 1000).toFixed(1)} kB`
}

/** Columns may be padded. */
function normalize(markdown: string): string {
  return markdown.replaceAll(/ *\| */g, '|').replaceAll(/-+/g, '-')
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.exitCode = (await checkSizes()) ? 0 : 1
}
