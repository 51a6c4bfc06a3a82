import { posix } from 'node:path'
import { parseSync, Visitor } from 'vite'
import type { SourceFile } from './source-files.ts'

export interface Module {
  /** Its relative imports, by path, and whether they import values or only types. */
  imports: ReadonlyMap<string, 'value' | 'type'>
  /** The names that it both exports and defines. */
  definitions: ReadonlySet<string>
}

/** The modules by their paths. */
export type ImportGraph = ReadonlyMap<string, Module>

/** Reads the relative imports of the files: static, dynamic, `export … from`, types, and JSDoc types in JavaScript. */
export function createImportGraph(files: readonly SourceFile[]): ImportGraph {
  const paths = new Set(files.map(({ path }) => path))
  return new Map(files.map((file) => [file.path, readModule(file, paths)]))
}

/** Matches `@import { A } from './a.js'`, also over several lines, and `import('./a.js')`. */
const jsdocImport = /(?:@import\s[^'"]*?\bfrom\s*|\bimport\(\s*)['"]([^'"]+)['"]/g

function readModule({ path, text }: SourceFile, paths: ReadonlySet<string>): Module {
  const { module, comments, program, errors } = parseSync(path, text)
  const [error] = errors
  if (error !== undefined) throw new Error(`${path} cannot be parsed: ${error.message}`)

  const imports = new Map<string, 'value' | 'type'>()
  const add = (specifier: string, isTypeOnly: boolean): void => {
    const target = resolve(path, specifier, paths)
    if (target === undefined || imports.get(target) === 'value') return
    imports.set(target, isTypeOnly ? 'type' : 'value')
  }
  const definitions = new Set<string>()
  for (const { moduleRequest, entries } of module.staticImports) {
    add(moduleRequest.value, entries.length > 0 && entries.every(({ isType }) => isType))
  }
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest, isType, exportName } of entries) {
      if (moduleRequest) add(moduleRequest.value, isType)
      else if (exportName.name) definitions.add(exportName.name)
    }
  }
  new Visitor({
    ImportExpression: ({ source }) => {
      if (source.type === 'Literal' && typeof source.value === 'string') add(source.value, false)
    },
    TSImportType: ({ source }) => add(source.value, true),
  }).visit(program)
  if (/\.m?js$/.test(path)) {
    const jsdoc = comments.filter(({ value }) => value.startsWith('*'))
    for (const { value } of jsdoc) {
      for (const [, specifier = ''] of value.matchAll(jsdocImport)) add(specifier, true)
    }
  }
  return { imports, definitions }
}

function resolve(from: string, specifier: string, paths: ReadonlySet<string>): string | undefined {
  if (!specifier.startsWith('.')) return undefined
  const target = posix.join(posix.dirname(from), specifier.replace(/\?.*$/, ''))
  const stem = target.replace(/\.js$/, '')
  const endings = ['.ts', '.tsx', '.js', '/index.ts', '/index.tsx']
  return [target, ...endings.map((ending) => stem + ending)].find((path) => paths.has(path))
}

/**
 * Finds circles of imports, types included: the shortest for each file, unless a circle found earlier
 * holds the file. The last file of a circle imports the first.
 */
export function findCircles(graph: ImportGraph): string[][] {
  const circles: string[][] = []
  for (const path of graph.keys()) {
    if (circles.flat().includes(path)) continue
    const circle = findCircleThrough(graph, path)
    if (circle !== undefined) circles.push(circle)
  }
  return circles
}

function findCircleThrough(graph: ImportGraph, start: string): string[] | undefined {
  const reached = new Set<string>()
  const ways = [[start]]
  for (const way of ways) {
    for (const next of graph.get(way.at(-1) ?? start)?.imports.keys() ?? []) {
      if (next === start) return way
      if (reached.has(next)) continue
      reached.add(next)
      ways.push([...way, next])
    }
  }
  return undefined
}

/** Returns the file and what it imports, directly or not, within the folder; types do not count. */
export function closureOf(graph: ImportGraph, path: string, folder: string): string[] {
  const reached = new Set([path])
  for (const file of reached) {
    for (const [next, kind] of graph.get(file)?.imports ?? []) {
      if (kind === 'value' && next.startsWith(`${folder}/`)) reached.add(next)
    }
  }
  return [...reached]
}

/** @throws if no file in the folder, or more than one, defines and exports the name */
export function fileThatDefines(graph: ImportGraph, name: string, folder: string): string {
  const files = [...graph].filter(
    ([path, { definitions }]) => path.startsWith(`${folder}/`) && definitions.has(name),
  )
  const [file] = files
  if (file === undefined || files.length > 1) {
    throw new Error(`${files.length} files in ${folder} define and export ${name}.`)
  }
  return file[0]
}
