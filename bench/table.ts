/** A line of a report. `isMet` goes with `aim`. */
export interface Row {
  readonly name: string
  readonly value: string
  readonly aim?: string
  readonly isMet?: boolean
}

/** Prints the title of a benchmark before it runs. */
export function printHeading(title: string): void {
  console.log(`\n${title}\n${'='.repeat(title.length)}\n`)
}

/** Prints names, values, and whether aims are met. */
export function printTable(rows: readonly Row[]): void {
  const width = (column: 'name' | 'value') => Math.max(...rows.map((row) => row[column].length))
  for (const { name, value, aim, isMet } of rows) {
    const verdict = aim === undefined ? '' : `aim: ${aim}: ${isMet === true ? 'met' : 'MISSED'}`
    const cells = [name.padEnd(width('name')), value.padEnd(width('value')), verdict]
    console.log(cells.join('   ').trimEnd())
  }
}
