import { HOUR, offsetAt } from '../deadlines/local-time.ts'

/** How many messages came in one hour; hours in which none came are left out. */
export type BusyHour = { at: Date; messages: number }

/** `expected`: how many messages usually come in the time since the last one. */
export type Silence = { since: Date; expected: number; isUnusual: boolean }

/** Weeks of traffic that are learned from; holidays and seasons are older. */
export const LEARNED_WEEKS = 8
const FEWEST_WEEKS = 2
/** Messages that should have come: fewer are chance. With ten, a steady stream stops so long once in 22,000 times. */
const FEWEST_MISSED = 10
/** Mail comes in bursts and holidays exist: a silence is unusual when it is so much longer than the longest one. */
const LONGER = 1.5

const WEEK = 168 * HOUR

/**
 * Whether a mailbox has been silent for longer than it ever is. Time is measured in the messages that
 * usually come in it, by the hour of the week on the wall, so that a night counts for little.
 * @param hours what came, in order; what is older than `LEARNED_WEEKS` is not looked at.
 * @returns undefined as long as too little is known of the mailbox.
 */
export function silenceOf(
  hours: readonly BusyHour[],
  now: Date,
  timeZone: string,
): Silence | undefined {
  const known = hours.filter(({ at }) => now.getTime() - at.getTime() <= LEARNED_WEEKS * WEEK)
  const [first] = known
  const last = known.at(-1)
  if (!first || !last) return undefined
  const weeks = (now.getTime() - first.at.getTime()) / WEEK
  if (weeks < FEWEST_WEEKS) return undefined
  const usual = usualWeek(known, weeks, timeZone)
  let longest = 0
  for (const [index, { at }] of known.entries()) {
    const before = known[index - 1]
    if (before) longest = Math.max(longest, expectedBetween(before.at, at, usual, timeZone))
  }
  const expected = expectedBetween(last.at, now, usual, timeZone)
  const isUnusual = expected >= Math.max(FEWEST_MISSED, longest * LONGER)
  return { since: last.at, expected, isUnusual }
}

/**
 * How many messages usually come in an hour, by its first instant.
 * @param hours what came before `now`, in order.
 * @returns undefined as long as too little is known of the mailbox.
 */
export function usualTraffic(
  hours: readonly BusyHour[],
  now: Date,
  timeZone: string,
): ((hour: number) => number) | undefined {
  const [first] = hours
  if (!first) return undefined
  const weeks = (now.getTime() - first.at.getTime()) / WEEK
  if (weeks < FEWEST_WEEKS) return undefined
  const usual = usualWeek(hours, weeks, timeZone)
  return (hour) => usual[hourOfWeek(hour, timeZone)] ?? 0
}

/** Messages in each hour of a usual week, Thursday 0:00 first, as days are counted from 1 January 1970. */
function usualWeek(hours: readonly BusyHour[], weeks: number, timeZone: string): number[] {
  const usual = Array.from({ length: 168 }, () => 0)
  for (const { at, messages } of hours) {
    const hour = hourOfWeek(at.getTime(), timeZone)
    usual[hour] = (usual[hour] ?? 0) + messages / weeks
  }
  return usual
}

/** How many messages usually come between the hour of `from`, which is over, and `to`. */
function expectedBetween(from: Date, to: Date, usual: readonly number[], timeZone: string): number {
  let expected = 0
  for (let at = nextHour(from.getTime()); at < to.getTime(); at += HOUR) {
    const share = Math.min(1, (to.getTime() - at) / HOUR)
    expected += (usual[hourOfWeek(at, timeZone)] ?? 0) * share
  }
  return expected
}

function nextHour(instant: number): number {
  return (Math.floor(instant / HOUR) + 1) * HOUR
}

function hourOfWeek(instant: number, timeZone: string): number {
  const hour = Math.floor((instant + offsetAt(instant, timeZone)) / HOUR)
  return ((hour % 168) + 168) % 168
}
