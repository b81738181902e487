import { DomainError, type FeedClosure, instantOf, offsetAt } from '@levee/domain'
import ICAL from 'ical.js'
import { storableLine } from '../mime/storable-text.ts'
import { zoneOf } from '../mime/time-zone.ts'

/** The days of interest, `YYYY-MM-DD`, and the zone of the calendar that closes. */
export type ClosureFrame = { from: string; to: string; timeZone: string }

type Event = InstanceType<typeof ICAL.Component>
type Time = InstanceType<typeof ICAL.Time>
type Property = InstanceType<typeof ICAL.Property>

/** From when to when on the wall, in ms as if there were no zones. */
type Stretch = { from: number; to: number; isDay: boolean }

const DAY = 86_400_000 // ms
const MINUTE = 60_000
const MOST_CLOSURES = 2000
const MOST_REPEATS = 20_000 // of one event: half a century of days
const LONGEST_NAME = 200 // characters

/**
 * The closures that an iCalendar file (RFC 5545) tells between two days: each event that is not called
 * off closes the days, or the hours, that it takes; what repeats does so each time.
 * @throws {DomainError} `invalid` when it is no calendar.
 */
export function readClosures(text: string, frame: ClosureFrame): FeedClosure[] {
  const events = eventsOf(text)
  const moved = new Set(events.flatMap((event) => movedFrom(event) ?? []))
  return events
    .flatMap((event) => closuresOf(event, moved, frame))
    .toSorted((one, other) => one.from.localeCompare(other.from))
    .slice(0, MOST_CLOSURES)
}

function eventsOf(text: string): Event[] {
  try {
    return calendarsIn(ICAL.parse(text)).flatMap((each) =>
      new ICAL.Component(each).getAllSubcomponents('vevent'),
    )
  } catch {
    throw new DomainError('invalid', 'This is no iCalendar file.')
  }
}

type Parsed = [string, unknown[], unknown[]]

/** ical.js gives one calendar, or a list of them. */
function calendarsIn(parsed: Parsed | Parsed[]): Parsed[] {
  return isList(parsed) ? parsed : [parsed]
}

function isList(parsed: Parsed | Parsed[]): parsed is Parsed[] {
  return Array.isArray(parsed[0])
}

/** One time of an event that repeats, which another entry tells instead (RFC 5545 §3.8.4.4). */
function movedFrom(event: Event): string | null {
  const time: unknown = event.getFirstPropertyValue('recurrence-id')
  return time instanceof ICAL.Time ? repeatKey(event, time) : null
}

function repeatKey(event: Event, time: Time): string {
  return `${textOf(event, 'uid')} ${wallOf(time)}`
}

function closuresOf(event: Event, moved: ReadonlySet<string>, frame: ClosureFrame): FeedClosure[] {
  try {
    const start = event.getFirstProperty('dtstart')
    const first: unknown = start?.getFirstValue()
    if (!start || !(first instanceof ICAL.Time) || isCalledOff(event)) return []
    const length = lengthOf(event, first)
    const name = storableLine(textOf(event, 'summary')).slice(0, LONGEST_NAME)
    const times = timesOf(event, first, frame)
    const isMoved = (time: Time): boolean =>
      movedFrom(event) === null && moved.has(repeatKey(event, time))
    return times
      .filter((time) => !isMoved(time))
      .map((time) => stretchOf(time, length, { property: start, timeZone: frame.timeZone }))
      .flatMap((stretch) => closuresIn(stretch, name, frame))
  } catch {
    return [] // ical.js throws on an event that it does not understand; the others still count
  }
}

function isCalledOff(event: Event): boolean {
  return textOf(event, 'status').toUpperCase() === 'CANCELLED'
}

/** Whole days take one when nothing is said of their end, other events none (RFC 5545 §3.6.1). */
function lengthOf(event: Event, start: Time): number {
  const end: unknown = event.getFirstPropertyValue('dtend')
  if (end instanceof ICAL.Time) return Math.max(0, wallOf(end) - wallOf(start))
  const duration: unknown = event.getFirstPropertyValue('duration')
  if (duration instanceof ICAL.Duration) return Math.max(0, duration.toSeconds() * 1000)
  return start.isDate ? DAY : 0
}

function timesOf(event: Event, first: Time, { to }: ClosureFrame): Time[] {
  const isRepeated = event.hasProperty('rrule') || event.hasProperty('rdate')
  if (!isRepeated) return [first]
  const end = Date.parse(to) + DAY
  const expansion = new ICAL.RecurExpansion({ component: event, dtstart: first })
  const times: Time[] = []
  for (let looked = 0; looked < MOST_REPEATS; looked++) {
    const next: Time | null = expansion.next()
    if (!next || wallOf(next) > end) break
    times.push(next)
  }
  return times
}

/** When one time of an event is, on the wall of the calendar that closes. */
function stretchOf(
  time: Time,
  length: number,
  { property, timeZone }: { property: Property; timeZone: string },
): Stretch {
  const wall = wallOf(time)
  if (time.isDate) return { from: wall, to: wall + length, isDay: true }
  const day = Math.floor(wall / DAY)
  const zone = zoneOf(property.getParameter('tzid'))
  const isUtc = time.zone?.tzid === 'UTC'
  const instant = isUtc ? wall : zone === null ? null : instantOf(day, wall - day * DAY, zone)
  const from = instant === null ? wall : instant + offsetAt(instant, timeZone)
  return { from, to: from + length, isDay: false }
}

/** Whole days are one closure; hours are one for each day that they touch. */
function closuresIn(
  { from, to, isDay }: Stretch,
  name: string,
  frame: ClosureFrame,
): FeedClosure[] {
  const [first, end] = [
    Math.max(from, Date.parse(frame.from)),
    Math.min(to, Date.parse(frame.to) + DAY),
  ]
  if (end <= first) return []
  if (isDay) return [{ name, from: dateOf(first), to: dateOf(end - 1), hours: null }]
  const closures: FeedClosure[] = []
  for (let day = Math.floor(first / DAY) * DAY; day < end; day += DAY) {
    const [opens, closes] = [Math.max(first - day, 0), Math.min(end - day, DAY)]
    const isWhole = opens === 0 && closes === DAY
    const hours = isWhole ? null : [{ from: timeText(opens), to: timeText(closes) }]
    closures.push({ name, from: dateOf(day), to: dateOf(day), hours })
  }
  return closures
}

function textOf(event: Event, name: string): string {
  const value: unknown = event.getFirstPropertyValue(name)
  return typeof value === 'string' ? value : ''
}

/** What a time shows, whatever its zone. */
function wallOf({ year, month, day, hour, minute, second }: Time): number {
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

function dateOf(wall: number): string {
  return new Date(wall).toISOString().slice(0, 10)
}

/** To the minute; `24:00` is the end of the day. */
function timeText(time: number): string {
  const minutes = Math.round(time / MINUTE)
  return [Math.floor(minutes / 60), minutes % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')
}
