/** Returns the median. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** Returns the value below which this fraction of the values lies. */
export function quantile(values: readonly number[], fraction: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  const position = (sorted.length - 1) * fraction
  const below = sorted[Math.floor(position)] ?? NaN
  const above = sorted[Math.ceil(position)] ?? NaN
  return below + (above - below) * (position - Math.floor(position))
}

/** Formats the median and the quartiles. */
export function spread(values: readonly number[], digits: number): string {
  const [low, middle, high] = [0.25, 0.5, 0.75].map((fraction) =>
    quantile(values, fraction).toFixed(digits),
  )
  return `${middle}   (middle half ${low} to ${high})`
}
