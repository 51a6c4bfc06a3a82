/** How many letters must be put in, taken out or changed to make one text of the other. */
export function distanceBetween(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1]
      current.push(
        Math.min(
          at(previous, column) + 1,
          at(current, column - 1) + 1,
          at(previous, column - 1) + (isSame ? 0 : 1),
        ),
      )
    }
    previous = current
  }
  return at(previous, other.length)
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? 0
}
