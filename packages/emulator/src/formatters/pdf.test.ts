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

test('has a page on which its lines fit', () => {
  const heightOf = (lines: number) =>
    Number(/MediaBox \[0 0 595 (\d+)\]/.exec(pdfOf(Array.from({ length: lines }, String)))?.[1])
  expect(heightOf(1)).toBeLessThan(100)
  expect(heightOf(100)).toBeGreaterThan(100 * 14)
})
