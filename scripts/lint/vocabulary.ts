import { relative, sep } from 'node:path'
import type { RuleTester } from 'oxlint/plugins-dev'
import { findPrivateWords } from './private-words.ts'

type Rule = Parameters<RuleTester['run']>[1]

interface Named {
  name: string
  start: number
  end: number
  range: [number, number]
}

/** Reports what `findPrivateWords` finds in a file's path, comments and identifiers; each identifier once. */
export const vocabulary: Rule = {
  create: ({ cwd, filename, sourceCode, report }) => {
    const checked = new Set<string>()
    const check = (node: Named): void => {
      if (checked.has(node.name)) return
      checked.add(node.name)
      for (const { message } of findPrivateWords(node.name, 'name')) report({ message, node })
    }
    return {
      Program: () => {
        const path = relative(cwd, filename).split(sep).join('/')
        for (const { message } of findPrivateWords(path, 'name')) {
          report({ message, loc: sourceCode.getLocFromIndex(0) })
        }
        for (const { value, start } of sourceCode.getAllComments()) {
          for (const { index, message } of findPrivateWords(value, 'comment')) {
            // The value lacks the two characters that open the comment.
            report({ message, loc: sourceCode.getLocFromIndex(start + 2 + index) })
          }
        }
      },
      Identifier: (node) => check(node),
      PrivateIdentifier: (node) => check(node),
      JSXIdentifier: (node) => check(node),
    }
  },
}
