import type { Uptime } from './running-worker.ts'

/** From when on the clock, which is set now and then, was how far ahead; ms. */
export type Setting = { at: number; offset: number }

/** Stretches of real time, in ms since the epoch. */
type Stretches = readonly { from: number; to: number }[]

/** When, until it was given, a reminder was due by the clock: what is set back is not due until its time comes again. */
export function dueStretches(time: number, given: number, settings: readonly Setting[]): Stretches {
  return settings
    .map(({ at, offset }, index) => ({
      from: Math.max(at, time - offset),
      to: Math.min(settings[index + 1]?.at ?? Infinity, given),
    }))
    .filter(({ from, to }) => from < to)
}

/** How long all of it is, in ms. */
export function lengthOf(stretches: Stretches): number {
  return stretches.reduce((sum, { from, to }) => sum + to - from, 0)
}

/** The part of it in which some worker ran. */
export function attended(stretches: Stretches, uptimes: readonly Uptime[]): Stretches {
  return stretches.flatMap(({ from, to }) =>
    uptimes
      .map((up) => ({ from: Math.max(from, up.from), to: Math.min(to, up.to) }))
      .filter((part) => part.from < part.to),
  )
}
