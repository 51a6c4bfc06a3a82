import { existsSync, globSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from './command.ts'
import { readSourceFiles } from './structure/source-files.ts'

const pages = readSourceFiles(root, ['**/*.md'])
const gitIgnore = read('.gitignore').split('\n')

describe.each(pages)('$path', ({ path, text }) => {
  test('names only paths of the repository that exist', () => {
    expect(pathsIn(text).filter((named) => !isThere(named))).toEqual([])
  })

  test('links only to pages and headings that exist', () => {
    expect(linksIn(text).filter((link) => !leadsSomewhere(link, path))).toEqual([])
  })
})

test('docs/security.md cites only files that exist, and titles of tests in them', () => {
  const citations = citationsIn(read('docs/security.md'))
  expect(citations.length).toBeGreaterThan(50)
  expect(citations.filter(({ file, title }) => !hasTitle(file, title))).toEqual([])
})

/** Finds what looks like a path from the repository's root, or from packages/, in backticks. */
function pathsIn(markdown: string): string[] {
  const paths = [...prose(markdown).matchAll(/`([^`\s]+)`/g)].map(([, code = '']) => code)
  return paths.flatMap((path) => {
    if (/^(packages|apps|e2e|scripts|docs|bench|\.storybook)\//.test(path)) return [path]
    return /^[\w-]+\/src\//.test(path) ? [`packages/${path}`] : []
  })
}

/** Finds the targets of links that lead neither to another site nor to an address. */
function linksIn(markdown: string): string[] {
  const links = [...prose(markdown).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
  return links.filter((link) => !/^[a-z]+:/.test(link))
}

function leadsSomewhere(link: string, from: string): boolean {
  const [target = '', heading] = link.split('#')
  const path = target === '' ? from : posix.join(posix.dirname(from), target)
  if (!isThere(path)) return false
  if (heading === undefined) return true
  return anchorsOf(path.endsWith('.md') ? path : `${path}/README.md`).includes(heading)
}

/** Returns the anchors that GitHub gives a page's headings. */
function anchorsOf(page: string): string[] {
  return [...prose(read(page)).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

/** Returns a page without its blocks of code. */
function prose(markdown: string): string {
  return markdown.replace(/^ *```.*?^ *```/gms, '')
}

/** Whether a path exists, something matches it as a pattern, or a program makes it. */
function isThere(path: string): boolean {
  if (gitIgnore.includes(`${path}/`)) return true
  return existsSync(join(root, path)) || globSync(path, { cwd: root }).length > 0
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

interface Citation {
  file: string
  /** Of a test in the file; empty where the whole file is cited. */
  title: string
}

/**
 * Reads the last column of the tables. Paths are in backticks, from the root or from `src` of a package
 * that the section's heading names; titles follow their path in quotation marks.
 */
function citationsIn(markdown: string): Citation[] {
  return markdown.split(/^## /m).flatMap((section) => {
    const [heading = '', ...lines] = section.split('\n')
    const folders = [...heading.matchAll(/`([^`]+)`/g)].map(([, folder]) => `${folder}/src`)
    const cells = lines.filter((line) => line.startsWith('|')).map((line) => line.split('|').at(-2))
    return folders.length === 0 ? [] : cells.flatMap((cell = '') => citationsInCell(cell, folders))
  })
}

function citationsInCell(cell: string, folders: string[]): Citation[] {
  const parts = [...cell.matchAll(/`(?<path>[^`]+\.tsx?)`|"(?<title>[^"]+)"/g)]
  let file = ''
  return parts.flatMap(({ groups: { path, title } = {} }) => {
    if (path !== undefined) {
      const candidates = [path, ...folders.map((folder) => posix.join(folder, path))]
      file = candidates.find(isThere) ?? path
    }
    return { file, title: title ?? '' }
  })
}

/** Whether a line of the file has the title, in which an ellipsis stands for anything. */
function hasTitle(file: string, title: string): boolean {
  if (!isThere(file)) return false
  const parts = title.split('…')
  return plainQuotes(read(file))
    .split('\n')
    .some((line) => {
      let end = 0
      return parts.map(plainQuotes).every((part) => {
        const start = line.indexOf(part, end)
        end = start + part.length
        return start !== -1
      })
    })
}

function plainQuotes(text: string): string {
  return text.replaceAll("\\'", "'").replaceAll('’', "'")
}
