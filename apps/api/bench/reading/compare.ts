import { median } from '../intake/print.ts'

/** One side of a comparison: how it is measured, and what was measured round by round. */
export type Side = { measure: () => Promise<number>; values: number[] }

const WARM_UP = 0.2 // of the rounds: caches, compiled code, prepared statements

/** A side that has not been measured yet. */
export function side(measure: () => Promise<number>): Side {
  return { measure, values: [] }
}

/** Measures each side once a round; the first rounds do not count. */
export async function takeTurns(sides: readonly Side[], rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    for (const { measure, values } of sides) {
      const value = await measure()
      if (round >= rounds * WARM_UP) values.push(value)
    }
  }
}

/** How many times the one is the other, round by round: what disturbs a round disturbs both of its sides. */
export function ratio(one: Side, other: Side): number {
  return median(one.values.map((value, round) => value / (other.values[round] ?? Number.NaN)))
}

/** The middle of what was measured, for printing. */
export function middle({ values }: Side): number {
  return rounded(median(values))
}

/** For printing. */
export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}
