import type { Uptime } from './running-worker.ts'

/** From when on the clock, which is set now and then, was how far ahead; ms. */
export type Setting = { at: number; offset: number }

/** When its clock first showed an instant, in ms since the epoch. */
export function firstShown(time: number, settings: readonly Setting[]): number {
  for (const [index, { at, offset }] of settings.entries()) {
    const until = settings[index + 1]?.at ?? Infinity
    const reached = Math.max(at, time - offset)
    if (reached < until) return reached
  }
  return Infinity
}

/** For how long of a stretch of time some worker ran, in ms. */
export function attended(from: number, to: number, uptimes: readonly Uptime[]): number {
  return uptimes.reduce((sum, up) => {
    return sum + Math.max(0, Math.min(to, up.to) - Math.max(from, up.from))
  }, 0)
}
