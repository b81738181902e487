/** Milliseconds. */
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

const QUARTER = 15 * MINUTE // since 1972 no zone changes its offset between two quarters of an hour
const MOST_REMEMBERED = 20_000 // offsets a zone: 200 days of mail, about 1 MB

/** How far the clocks of one time zone are from UTC, asked of Intl once for each quarter of an hour. */
type Clock = { format: Intl.DateTimeFormat; offsets: Map<number, number> }

const clocks = new Map<string, Clock>()

/**
 * What to add to an instant for the time on the wall, in ms.
 * @throws {RangeError} when Intl does not know `timeZone`.
 */
export function offsetAt(instant: number, timeZone: string): number {
  const clock = clockOf(timeZone)
  const quarter = Math.floor(instant / QUARTER)
  const known = clock.offsets.get(quarter)
  if (known !== undefined) return known
  if (clock.offsets.size >= MOST_REMEMBERED) clock.offsets.clear()
  const offset = askOffset(quarter * QUARTER, clock.format)
  clock.offsets.set(quarter, offset)
  return offset
}

/** The day on the wall, as days since 1 January 1970. */
export function localDay(instant: number, timeZone: string): number {
  return Math.floor((instant + offsetAt(instant, timeZone)) / DAY)
}

/**
 * The instant at which the wall shows `time` (ms after midnight) on `day`.
 * When the clocks skip that time, the same time by the clocks before the skip.
 */
export function instantOf(day: number, time: number, timeZone: string): number {
  const wall = day * DAY + time
  const guess = wall - offsetAt(wall, timeZone)
  const instant = wall - offsetAt(guess, timeZone)
  const isSkipped = instant + offsetAt(instant, timeZone) !== wall
  return isSkipped ? wall - offsetAt(Math.min(guess, instant), timeZone) : instant
}

function clockOf(timeZone: string): Clock {
  const known = clocks.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const clock = { format, offsets: new Map<number, number>() }
  clocks.set(timeZone, clock)
  return clock
}

function askOffset(instant: number, format: Intl.DateTimeFormat): number {
  const shown: Partial<Record<string, number>> = {}
  for (const { type, value } of format.formatToParts(instant)) shown[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown
  return Date.UTC(year, month - 1, day, hour, minute, second) - instant
}
