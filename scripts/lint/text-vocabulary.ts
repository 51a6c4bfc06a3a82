import { readSourceFiles } from '../structure/source-files.ts'
import { findPrivateWords, type FoundWord } from './private-words.ts'

/** Finds private words in Markdown, HTML and stylesheets, and in their paths. */
export function findPrivateWordsInTexts(root: string): string[] {
  return readSourceFiles(root, ['**/*.{md,mdx,html,css}']).flatMap(({ path, text }) => [
    ...findPrivateWords(path, 'name').map(({ message }) => `${path}: ${message}`),
    ...findInText(path, text).map(({ index, message }) => {
      return `${path}:${text.slice(0, index).split('\n').length}: ${message}`
    }),
  ])
}

function findInText(path: string, text: string): FoundWord[] {
  if (!path.endsWith('.css')) return findPrivateWords(text, 'prose')
  const comments = /\/\*.*?\*\//gs
  const blank = (part: string): string => part.replace(/\S/g, ' ')
  const names = text.replace(comments, blank)
  const inComments = [...text.matchAll(comments)].flatMap(({ 0: comment, index: start }) =>
    findPrivateWords(comment, 'comment').map((found) => ({ ...found, index: start + found.index })),
  )
  return [...findPrivateWords(names, 'name'), ...inComments]
}
