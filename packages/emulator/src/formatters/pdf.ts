/** Creates a PDF of one page, as long as its lines. Characters beyond Latin-1 become question marks. */
export function createPdf(lines: readonly string[]): Uint8Array<ArrayBuffer> {
  const height = 56 + 14 * Math.max(1, lines.length)
  const text = lines.map((line) => `(${escape(line)}) Tj T*`).join('\n')
  const content = `BT /F1 10 Tf 14 TL 56 ${height - 28} Td\n${text}\nET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [4 0 R] /Count 1 >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 ${height}] /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
  ]
  let file = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const table = `xref\n0 6\n0000000000 65535 f \n${offsets.join('')}`
  const end = `trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`
  // One byte a character keeps the offsets valid.
  return Uint8Array.from(file + table + end, (character) => character.charCodeAt(0))
}

function escape(line: string): string {
  return line
    .replace(/[^\x20-\x7e\xa0-\xff]/g, '?')
    .replace(/[\\()]/g, (character) => `\\${character}`)
}
