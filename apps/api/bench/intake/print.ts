/** Prints one measure of a benchmark as one line of JSON. */
export function print(bench: string, metric: string, value: number, more: object = {}): void {
  const rounded = Math.round(value * 1000) / 1000
  process.stdout.write(`${JSON.stringify({ bench, metric, value: rounded, ...more })}\n`)
}

/** The middle of some measures; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length / 2
  const [low = 0, high = low] = sorted.slice(Math.ceil(half) - 1, Math.floor(half) + 1)
  return (low + high) / 2
}

/** The measure below which `share` of the others are. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0
}
