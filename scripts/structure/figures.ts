import { posix } from 'node:path'
import {
  closureOf,
  createImportGraph,
  fileThatDefines,
  findCircles,
  type ImportGraph,
} from './import-graph.ts'
import { countLines, isTest, readSourceFiles, type SourceFile } from './source-files.ts'

/** A count that must not exceed its limit. */
export interface Figure {
  title: string
  value: number
  limit: number
  /** What was counted, a line for each. */
  counted: string[]
}

/** Counts what makes the source hard to read: import circles, long files, and files to open. */
export function measureStructure(root: string): Figure[] {
  const code = readSourceFiles(root, ['**/*.{ts,tsx,js,mjs}', '.storybook/*.{ts,tsx}'])
  const stylesheets = readSourceFiles(root, ['**/*.css'])
  const graph = createImportGraph(code)
  return [
    circles(graph),
    closure(graph, 'createInquiryHandler', 'packages/server/src', 22),
    closure(graph, 'createInquiryFlow', 'packages/core/src', 36),
    closure(graph, 'createApiRoutes', 'packages/emulator/src', 40),
    emulatorLines(readSourceFiles(root, ['packages/emulator/src/**/*.{ts,js,json}'])),
    smallFiles(graph, code, entryPoints(root)),
    longFiles('Code files', code, 350),
    longFiles('Stylesheets', stylesheets, 400),
    importsOfFlow(graph),
  ]
}

function circles(graph: ImportGraph): Figure {
  const found = findCircles(graph)
  return {
    title: 'Circles of imports, types included',
    value: found.length,
    limit: 0,
    counted: found.map((circle) => [...circle, circle[0]].join(' → ')),
  }
}

function closure(graph: ImportGraph, name: string, folder: string, limit: number): Figure {
  const files = closureOf(graph, fileThatDefines(graph, name, folder), folder)
  return { title: `Files behind ${name}`, value: files.length, limit, counted: files }
}

function emulatorLines(files: readonly SourceFile[]): Figure {
  const lines = files
    .filter(({ path }) => !isTest(path))
    .reduce((sum, { text }) => sum + countLines(text), 0)
  return { title: 'Lines of code in the emulator', value: lines, limit: 13_200, counted: [] }
}

/** Counts the files of at most 40 lines that exactly one file imports. Tests neither count nor import. */
function smallFiles(
  graph: ImportGraph,
  files: readonly SourceFile[],
  entries: ReadonlySet<string>,
): Figure {
  const importers = new Map<string, string[]>()
  for (const [path, { imports }] of graph) {
    if (isTest(path)) continue
    for (const target of imports.keys()) {
      importers.set(target, [...(importers.get(target) ?? []), path])
    }
  }
  const counted = files
    .filter(({ path, text }) => isInPackage(path) && !isTest(path) && countLines(text) <= 40)
    .filter(({ path }) => !entries.has(path) && !/^index\.tsx?$/.test(posix.basename(path)))
    .map(({ path }) => ({ path, by: importers.get(path) ?? [] }))
    .filter(({ by }) => by.length === 1)
    .map(({ path, by }) => `${path}, imported by ${by[0]}`)
  return { title: 'Small files with one importer', value: counted.length, limit: 24, counted }
}

function isInPackage(path: string): boolean {
  return /^packages\/[^/]+\/src\//.test(path)
}

/** Reads which files of the packages others import from outside: those in `exports` and `bin`. */
function entryPoints(root: string): Set<string> {
  const entries = readSourceFiles(root, ['packages/*/package.json']).flatMap(({ path, text }) => {
    const { exports, bin } = JSON.parse(text) as { exports?: unknown; bin?: unknown }
    return stringsIn([exports, bin]).map((entry) => posix.join(posix.dirname(path), entry))
  })
  return new Set(entries)
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []
}

function longFiles(title: string, files: readonly SourceFile[], limit: number): Figure {
  const counted = files
    .filter(({ path }) => !isTest(path))
    .map(({ path, text }) => ({ path, lines: countLines(text) }))
    .filter(({ lines }) => lines > limit)
    .map(({ path, lines }) => `${path}: ${lines}`)
  return { title: `${title} over ${limit} lines`, value: counted.length, limit: 0, counted }
}

/** Counts the imports of `flow/` in packages/core from anywhere but `index.ts` and `flow/` itself. */
function importsOfFlow(graph: ImportGraph): Figure {
  const core = 'packages/core/src/'
  const flow = `${core}flow/`
  const entries = [`${core}index.ts`, `${core}testing.ts`]
  const counted = [...graph]
    .filter(([path]) => path.startsWith(core) && !path.startsWith(flow))
    .filter(([path]) => !entries.includes(path))
    .flatMap(([path, { imports }]) => [...imports.keys()].map((target) => ({ path, target })))
    .filter(({ target }) => target.startsWith(flow))
    .map(({ path, target }) => `${path} imports ${target}`)
  return { title: 'Imports of the flow from below', value: counted.length, limit: 0, counted }
}
