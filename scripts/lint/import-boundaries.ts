import { relative, sep } from 'node:path'
import type { RuleTester } from 'oxlint/plugins-dev'
import { forbiddenImport } from './forbidden-import.ts'

type Rule = Parameters<RuleTester['run']>[1]

interface Source {
  type: string
  value?: unknown
  start: number
  end: number
  range: [number, number]
}

/** Reports the imports that `forbiddenImport` names, whatever form they take. */
export const importBoundaries: Rule = {
  create: (context) => {
    const file = relative(context.cwd, context.filename).split(sep).join('/')
    const check = (source: Source | null | undefined): void => {
      if (typeof source?.value !== 'string') return
      const message = forbiddenImport(file, source.value)
      if (message !== undefined) context.report({ message, node: source })
    }
    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      TSImportType: (node) => check(node.source),
      CallExpression: ({ callee, arguments: [first] }) => {
        if (callee.type === 'Identifier' && callee.name === 'require') check(first)
      },
    }
  },
}
