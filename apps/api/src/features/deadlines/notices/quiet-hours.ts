import type { DeadlineSettings } from '@levee/contract'
import { instantOf, localDay, offsetAt } from '@levee/domain'

const DAY = 86_400_000 // ms
const MINUTE = 60_000

/** When somebody may be written to: at once, or when the quiet hours end on the wall. */
export function afterQuietHours(
  now: Date,
  { quietFrom, quietTo }: Pick<DeadlineSettings, 'quietFrom' | 'quietTo'>,
  timeZone: string,
): Date {
  const [from, to] = [msOf(quietFrom), msOf(quietTo)]
  const day = localDay(now.getTime(), timeZone)
  const time = now.getTime() + offsetAt(now.getTime(), timeZone) - day * DAY
  const isOvernight = from > to
  const isQuiet = isOvernight ? time >= from || time < to : time >= from && time < to
  if (!isQuiet) return now
  return new Date(instantOf(isOvernight && time >= from ? day + 1 : day, to, timeZone))
}

/** Today's date on the wall, and whether a time of it has come. */
export function todayAt(
  now: Date,
  time: string,
  timeZone: string,
): { day: string; hasCome: boolean } {
  const day = localDay(now.getTime(), timeZone)
  return {
    day: new Date(day * DAY).toISOString().slice(0, 10),
    hasCome: now.getTime() >= instantOf(day, msOf(time), timeZone),
  }
}

function msOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return (hours * 60 + minutes) * MINUTE
}
