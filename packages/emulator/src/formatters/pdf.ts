const linesPerPage = 48

/** Creates a PDF with lines of text. Characters beyond Latin-1 become question marks. */
export function createPdf(lines: readonly string[]): Uint8Array<ArrayBuffer> {
  const pages = Array.from(
    { length: Math.max(1, Math.ceil(lines.length / linesPerPage)) },
    (_, n) => lines.slice(n * linesPerPage, (n + 1) * linesPerPage),
  )
  // Objects 1 to 3 are catalog, page tree and font; pages and contents follow in turn.
  const kids = pages.map((_, n) => `${4 + 2 * n} 0 R`).join(' ')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...pages.flatMap((page, n) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${5 + 2 * n} 0 R ` +
        '/Resources << /Font << /F1 3 0 R >> >> >>',
      toStream(page),
    ]),
  ]
  return toBytes(assemble(objects))
}

function toStream(lines: readonly string[]): string {
  const text = lines.map((line) => `(${escape(line)}) Tj T*`).join('\n')
  const content = `BT /F1 10 Tf 14 TL 56 786 Td\n${text}\nET`
  return `<< /Length ${content.length} >>\nstream\n${content}\nendstream`
}

function escape(line: string): string {
  return line
    .replace(/[^\x20-\x7e\xa0-\xff]/g, '?')
    .replace(/[\\()]/g, (character) => `\\${character}`)
}

function assemble(objects: readonly string[]): string {
  let file = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const size = objects.length + 1
  return (
    `${file}xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}` +
    `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`
  )
}

// One byte a character keeps the offsets valid.
function toBytes(file: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(file, (character) => character.charCodeAt(0))
}
