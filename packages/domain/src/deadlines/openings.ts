import type { DayPlan } from './day-plan.ts'
import { DAY, MINUTE, offsetAt } from './local-time.ts'

/** When a calendar is open between two days, as instants in order, with the time that was open before each. */
export type Openings = {
  /** The days covered, the last one not included. */
  firstDay: number
  endDay: number
  starts: Float64Array
  ends: Float64Array
  /** Open ms before each start, and before the end of all. */
  before: Float64Array
}

/** A stretch in which the clocks of a zone keep one distance from UTC. */
type Stretch = { from: number; to: number; offset: number }

const QUARTER = 15 * MINUTE
const FARTHEST = 26 * 60 * MINUTE // a day on the wall begins and ends less than that from the same day of UTC

/**
 * The openings of some days. An instant is open when the wall then shows a time within the hours of the
 * day it shows: an hour that the clocks repeat counts twice, one that they skip not at all.
 */
export function openingsOf(
  { firstDay, endDay }: { firstDay: number; endDay: number },
  timeZone: string,
  planOf: (day: number) => DayPlan,
): Openings {
  const stretches = stretchesOf(firstDay * DAY - FARTHEST, endDay * DAY + FARTHEST, timeZone)
  const list: { from: number; to: number }[] = []
  let near = 0
  for (let day = firstDay; day < endDay; day++) {
    while ((stretches[near]?.to ?? Infinity) < day * DAY - FARTHEST) near++
    for (const span of planOf(day).spans)
      for (let index = near; index < stretches.length; index++) {
        const { from, to, offset } = stretches[index] ?? NEVER
        if (from > (day + 1) * DAY + FARTHEST) break
        const opens = Math.max(from, day * DAY + span.from - offset)
        const closes = Math.min(to, day * DAY + span.to - offset)
        if (closes > opens) list.push({ from: opens, to: closes })
      }
  }
  return tableOf(
    list.toSorted((one, other) => one.from - other.from),
    { firstDay, endDay },
  )
}

/** The place of the first opening that ends after an instant. */
export function placeAfter({ ends }: Openings, instant: number): number {
  let [low, high] = [0, ends.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ends[middle] ?? 0) > instant) high = middle
    else low = middle + 1
  }
  return low
}

/** How much was open from the first of the days up to an instant, ms. */
export function openUntil(openings: Openings, instant: number): number {
  const place = placeAfter(openings, instant)
  const inside = instant - (openings.starts[place] ?? Infinity)
  return (openings.before[place] ?? 0) + Math.max(0, inside)
}

/** The place of the opening in which, counted from the first of the days, so much has been open. */
export function placeOfTotal({ before }: Openings, total: number): number {
  let [low, high] = [0, before.length - 1]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((before[middle + 1] ?? 0) >= total) high = middle
    else low = middle + 1
  }
  return low
}

const NEVER: Stretch = { from: 0, to: 0, offset: 0 }

function tableOf(
  list: readonly { from: number; to: number }[],
  days: { firstDay: number; endDay: number },
): Openings {
  const starts = Float64Array.from(list, ({ from }) => from)
  const ends = Float64Array.from(list, ({ to }) => to)
  const before = new Float64Array(list.length + 1)
  for (const [index, { from, to }] of list.entries())
    before[index + 1] = (before[index] ?? 0) + to - from
  return { ...days, starts, ends, before }
}

function stretchesOf(from: number, to: number, timeZone: string): Stretch[] {
  const list: Stretch[] = []
  let start = from
  let offset = offsetAt(from, timeZone)
  for (let at = from; at < to; at += DAY) {
    const next = offsetAt(at + DAY, timeZone)
    if (next === offset) continue
    const change = changeBetween(at, at + DAY, timeZone)
    list.push({ from: start, to: change, offset })
    start = change
    offset = next
  }
  return [...list, { from: start, to: to + DAY, offset }]
}

/** When, to the quarter of an hour, the clocks were changed between two instants. */
function changeBetween(from: number, to: number, timeZone: string): number {
  const before = offsetAt(from, timeZone)
  let [low, high] = [Math.floor(from / QUARTER), Math.ceil(to / QUARTER)]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (offsetAt(middle * QUARTER, timeZone) === before) low = middle
    else high = middle
  }
  return high * QUARTER
}
