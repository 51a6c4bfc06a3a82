import { expect, test } from 'vitest'
import { createPdf } from './pdf.ts'

function pdfOf(lines: readonly string[]): string {
  return Array.from(createPdf(lines), (byte) => String.fromCharCode(byte)).join('')
}

test('has the offsets of its objects and of their table', () => {
  const file = pdfOf(['one', 'two'])
  const offsets = [...file.matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) => Number(offset))
  expect(offsets).toHaveLength(5)
  offsets.forEach((offset, index) => {
    expect(file.slice(offset)).toMatch(new RegExp(`^${index + 1} 0 obj\n`))
  })
  const table = Number(/startxref\n(\d+)/.exec(file)?.[1])
  expect(file.slice(table)).toMatch(/^xref\n0 6\n/)
})

test('has the length of the text of a page', () => {
  const [, length, text = ''] =
    /\/Length (\d+) >>\nstream\n([^]*?)\nendstream/.exec(pdfOf(['one', 'two'])) ?? []
  expect(text).toHaveLength(Number(length))
})

test('escapes what would end a text, and replaces what its font does not have', () => {
  expect(pdfOf(['a (b) \\ é 日'])).toContain('(a \\(b\\) \\\\ é ?) Tj')
})

test.for([
  [0, 1],
  [48, 1],
  [49, 2],
] as const)('puts %d lines on %d pages', ([lines, pages]) => {
  const file = pdfOf(Array.from({ length: lines }, (_, index) => `line ${index}`))
  expect(file).toContain(`/Count ${pages}`)
  expect(file.match(/\/Type \/Page /g)).toHaveLength(pages)
})
