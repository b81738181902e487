/** What was measured of one group in one stretch of days: whole minutes, in any order. */
export type Samples = { minutes: readonly number[] }

/** Median and 90th percentile; null of nothing. */
export type Percentiles = { median: number | null; p90: number | null; n: number }

/**
 * The percentiles of everything that was measured: the smallest value that at least half, nine tenths, of them
 * do not exceed. One that was measured, so that it can be found again.
 */
export function percentilesOf(samples: readonly Samples[]): Percentiles {
  const n = samples.reduce((sum, { minutes }) => sum + minutes.length, 0)
  if (n === 0) return { median: null, p90: null, n }
  const sorted = new Float64Array(n)
  let place = 0
  for (const { minutes } of samples) {
    sorted.set(minutes, place)
    place += minutes.length
  }
  sorted.sort()
  return { median: at(sorted, 0.5), p90: at(sorted, 0.9), n }
}

function at(sorted: Float64Array, part: number): number | null {
  return sorted[Math.ceil(part * sorted.length) - 1] ?? null
}
