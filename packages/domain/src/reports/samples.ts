/** What was measured of one group in one stretch of days: whole minutes, in any order. */
export type Samples = { minutes: Int32Array }

/** Median and 90th percentile; null of nothing. */
export type Percentiles = { median: number | null; p90: number | null; n: number }

/**
 * The percentiles of everything that was measured: the smallest value that at least half, nine tenths, of them
 * do not exceed. One that was measured, so that it can be found again.
 */
export function percentilesOf(samples: readonly Samples[]): Percentiles {
  const n = samples.reduce((sum, { minutes }) => sum + minutes.length, 0)
  if (n === 0) return { median: null, p90: null, n }
  const values = new Int32Array(n)
  let place = 0
  for (const { minutes } of samples) {
    values.set(minutes, place)
    place += minutes.length
  }
  return { median: select(values, rank(0.5, n)), p90: select(values, rank(0.9, n)), n }
}

function rank(part: number, n: number): number {
  return Math.ceil(part * n) - 1
}

/** The value that would be at a place if all were in order (Hoare's FIND): many are not put in order for two. */
function select(values: Int32Array, place: number): number {
  let [low, high] = [0, values.length - 1]
  while (low < high) {
    const pivot = values[(low + high) >>> 1] ?? 0
    let [left, right] = [low, high]
    while (left <= right) {
      while ((values[left] ?? 0) < pivot) left++
      while ((values[right] ?? 0) > pivot) right--
      if (left <= right) swap(values, left++, right--)
    }
    if (place <= right) high = right
    else if (place >= left) low = left
    else break
  }
  return values[place] ?? 0
}

function swap(values: Int32Array, one: number, other: number): void {
  const value = values[one] ?? 0
  values[one] = values[other] ?? 0
  values[other] = value
}
