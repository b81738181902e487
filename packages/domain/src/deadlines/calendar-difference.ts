import type { CompiledCalendar } from './compile-calendar.ts'
import { DAY, localDay } from './local-time.ts'

/** A stretch of time, its end not in it. */
export type Stretch = { from: Date; to: Date }

const EDGE = DAY // ms: of the day on which a stretch begins and ends, whatever the wall says

/**
 * Within which stretches of some time two versions of a calendar are not the same: a deadline whose delay, and what
 * is told of it before, lies outside of all of them is the same by both.
 */
export function changedStretches(
  before: CompiledCalendar,
  after: CompiledCalendar,
  { from, to }: Stretch,
): Stretch[] {
  if (before.timeZone !== after.timeZone || before.dayMinutes !== after.dayMinutes)
    return [{ from, to: new Date(to.getTime() + EDGE) }]
  const stretches: { first: number; last: number }[] = []
  const end = localDay(to.getTime() + EDGE, after.timeZone)
  for (let day = localDay(from.getTime() - EDGE, after.timeZone); day <= end; day++) {
    if (isSameDay(day, before, after)) continue
    const open = stretches.at(-1)
    if (open?.last === day - 1) open.last = day
    else stretches.push({ first: day, last: day })
  }
  return stretches.map(({ first, last }) => ({
    from: new Date(after.startOf(first) - EDGE),
    to: new Date(after.startOf(last + 1) + EDGE),
  }))
}

function isSameDay(day: number, before: CompiledCalendar, after: CompiledCalendar): boolean {
  const [one, other] = [before.planOf(day).spans, after.planOf(day).spans]
  return (
    (before.holidayOn(day) === null) === (after.holidayOn(day) === null) &&
    one.length === other.length &&
    one.every(({ from, to }, place) => other[place]?.from === from && other[place].to === to)
  )
}
