import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A text file, with its path from the repository's root, with slashes. */
export interface SourceFile {
  path: string
  text: string
}

/** Reads the files that match, except those that an installation, a build or a test run writes. */
export function readSourceFiles(root: string, patterns: string[]): SourceFile[] {
  return globSync(patterns, {
    cwd: root,
    exclude: (path) => /(^|[\\/])(node_modules|dist|\w+-static|test-results|.+-report)$/.test(path),
  })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

/** Returns whether a file is a test, or a tool for tests or stories. */
export function isTest(path: string): boolean {
  return /\.(test|spec)\.tsx?$|\/(testing|conformance|stories)\//.test(path)
}

export function countLines(text: string): number {
  return text.replace(/\n$/, '').split('\n').length
}
