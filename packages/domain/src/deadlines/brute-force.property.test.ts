import {
  array,
  assert,
  boolean,
  constantFrom,
  type Arbitrary,
  integer,
  option,
  property,
  record,
  tuple,
} from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Calendar, CalendarException, OpenHours } from './calendar.ts'
import { changedStretches } from './calendar-difference.ts'
import type { CompiledCalendar } from './compile-calendar.ts'
import { countDeadline } from './count-deadline.ts'
import type { Standstill } from './count-days.ts'
import { nearFrom } from './due-state.ts'
import { dateText } from './holidays.ts'
import { DAY, MINUTE } from './local-time.ts'
import type { DeadlineTarget } from './policy.ts'
import { aCalendar, aTarget, hoursOf } from './testing/a-calendar.ts'
import { minutesOf, walked, walkedDays } from './testing/brute-force.ts'
import { afterWorkingTime, workingMinutesBetween } from './working-time.ts'

const isWhole = process.env['LEVEE_WHOLE_DEADLINES'] === '1'
const CASES = isWhole ? 100_000 : 250
const PATIENCE = isWhole ? 3_600_000 : 60_000 // ms

const ZONES = [
  'Europe/Paris',
  'America/New_York',
  'America/Sao_Paulo', // midnight was skipped and repeated until 2019
  'Australia/Lord_Howe', // half an hour
  'Indian/Reunion',
  'Asia/Beirut', // midnight
  'Pacific/Chatham',
] as const

const at = (year: number, month: number, day: number): number => Date.UTC(year, month, day)

/** Near what is hard: the nights in which clocks change, leap days, the turn of a year; and anything. */
const starts: Arbitrary<number> = tuple(
  constantFrom(
    at(2026, 2, 27),
    at(2026, 9, 23),
    at(2026, 2, 7),
    at(2026, 9, 31),
    at(2018, 10, 2),
    at(2018, 1, 16),
    at(2026, 3, 3),
    at(2024, 1, 27),
    at(2028, 1, 28),
    at(2025, 11, 30),
  ),
  integer({ min: 0, max: 4 * 1440 }),
).map(([near, minutes]) => near + minutes * MINUTE)

const times = integer({ min: 0, max: 96 }).map((quarter) => {
  const minutes = quarter * 15
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
})
const hours: Arbitrary<OpenHours> = tuple(times, times)
  .filter(([from, to]) => from !== to)
  .map(([one, other]) => (one < other ? { from: one, to: other } : { from: other, to: one }))
const someHours = array(hours, { minLength: 1, maxLength: 3 })
const week = array(array(hours, { maxLength: 2 }), { minLength: 7, maxLength: 7 })

type Rough = { kind: 'closed' | 'open'; ahead: number; days: number; hours: OpenHours[] | null }
const exceptions = array(
  record<Rough>({
    kind: constantFrom('closed', 'open'),
    ahead: integer({ min: -1, max: 12 }),
    days: constantFrom(1, 1, 2, 31), // a month that is closed as a whole
    hours: option(someHours, { nil: null }),
  }),
  { maxLength: 3 },
)
const holidays = option(
  record({
    country: constantFrom('FR'),
    zone: constantFrom(null, 'alsace-moselle', 'martinique'),
    worked: constantFrom([], ['whitMonday']),
  }),
  { nil: null },
)

type Case = { start: number; minutes: number; calendar: Calendar; pauses: Standstill[] }
const cases: Arbitrary<Case> = record({
  start: starts,
  minutes: integer({ min: 1, max: 900 }),
  zone: constantFrom(...ZONES),
  week,
  exceptions,
  holidays,
  pauses: array(tuple(integer({ min: 0, max: 2880 }), integer({ min: 1, max: 2880 })), {
    maxLength: 2,
  }),
})
  .map((rough) => ({
    start: rough.start,
    minutes: rough.minutes,
    calendar: aCalendar({
      timeZone: rough.zone,
      week: rough.week,
      exceptions: rough.exceptions.map((each) => dated(each, rough.start)),
      holidays: rough.holidays,
    }),
    pauses: inTurn(rough.start, rough.pauses),
  }))
  .filter(({ calendar }) => calendar.week.flat().some((each) => length(each) >= 120))

describe('a deadline in working minutes', () => {
  it(
    'is the minute at which a walk through every minute ends',
    () => {
      assert(
        property(cases, ({ start, minutes, calendar, pauses }) => {
          const target = aTarget({ length: { count: minutes, unit: 'workingMinutes' } })
          const { dueAt } = countDeadline(start, target, pauses, hoursOf(calendar))
          expect(dueAt).toBe(walked(start, minutes, calendar, pauses))
        }),
        { numRuns: CASES },
      )
    },
    PATIENCE,
  )

  it(
    'is never earlier for a later start, and adds up over its parts',
    () => {
      assert(
        property(
          cases,
          integer({ min: 0, max: 5000 }),
          integer({ min: 1, max: 900 }),
          ({ start, minutes, calendar }, later, more) => {
            const hoursOfIt = hoursOf(calendar)
            const due = (from: number, length: number): number =>
              afterWorkingTime(from, length * MINUTE, hoursOfIt)
            expect(due(start + later * MINUTE, minutes)).toBeGreaterThanOrEqual(due(start, minutes))
            expect(due(due(start, minutes), more)).toBe(due(start, minutes + more))
            expect(between(start, due(start, minutes), hoursOfIt)).toBe(minutes)
          },
        ),
        { numRuns: CASES },
      )
    },
    PATIENCE,
  )
})

describe('a deadline in days', () => {
  it(
    'is the day at which a walk through every day ends, and never earlier for a later start',
    () => {
      assert(
        property(
          cases,
          integer({ min: 1, max: 12 }),
          boolean(),
          ({ start, calendar }, count, startDayCounts) => {
            const target = aTarget({ length: { count, unit: 'workingDays' }, startDayCounts })
            const due = (from: number): number =>
              countDeadline(from, target, [], hoursOf(calendar)).dueAt
            expect(due(start)).toBe(walkedDays(start, { count, startDayCounts }, calendar))
            expect(due(start + 3 * 3600_000)).toBeGreaterThanOrEqual(due(start))
          },
        ),
        { numRuns: CASES / 10 },
      )
    },
    PATIENCE,
  )
})

const targets: Arbitrary<DeadlineTarget> = record({
  length: record({
    count: integer({ min: 1, max: 9 }),
    unit: constantFrom('workingDays', 'calendarDays', 'months', 'workingMinutes'),
  }),
  waitsForOpening: boolean(),
  workingDays: constantFrom('calendar', 'mondayToFriday', 'mondayToSaturday'),
  ends: constantFrom('closeOfBusiness', 'midnight', 'sameTime'),
  movesToWorkingDay: boolean(),
  isClear: boolean(),
  leastWorkingDays: constantFrom(0, 2),
}).map((over) => aTarget(over))

describe('another version of a calendar', () => {
  it(
    'leaves what lies outside of the days that it changes as it was',
    { timeout: PATIENCE },
    () => {
      const versions = tuple(exceptions, boolean(), boolean())
      let left = 0
      assert(
        property(cases, targets, versions, (before, target, [more, isFar, hasHolidays]) => {
          const { start, pauses, calendar: one } = before
          const far = more.map((each) => ({ ...each, ahead: each.ahead + (isFar ? 40 : 2) }))
          const other: Calendar = {
            ...one,
            exceptions: [...one.exceptions, ...far.map((each) => dated(each, start))],
            holidays: hasHolidays ? one.holidays : null,
          }
          const was = countedBy(hoursOf(one), { start, target, pauses })
          const span = { from: new Date(Math.min(start, was.near)), to: new Date(was.dueAt) }
          if (changedStretches(hoursOf(one), hoursOf(other), span).length > 0) return
          left++
          expect(countedBy(hoursOf(other), { start, target, pauses })).toEqual(was)
        }),
        { numRuns: CASES },
      )
      expect(left).toBeGreaterThan(CASES / 10)
    },
  )

  it('changes the days that it closes, and no others', () => {
    const closed = { kind: 'closed' as const, name: 'Pont', hours: null }
    const other = aCalendar({ exceptions: [{ ...closed, from: '2026-05-15', to: '2026-05-16' }] })
    const year = { from: new Date('2026-01-01T00:00:00Z'), to: new Date('2026-12-31T00:00:00Z') }
    expect(changedStretches(hoursOf(aCalendar()), hoursOf(other), year)).toEqual([
      { from: new Date('2026-05-13T22:00:00Z'), to: new Date('2026-05-16T22:00:00Z') }, // a day more on each side
    ])
  })
})

type Counting = { start: number; target: DeadlineTarget; pauses: readonly Standstill[] }

function countedBy(hoursOfIt: CompiledCalendar, { start, target, pauses }: Counting) {
  const { dueAt } = countDeadline(start, target, pauses, hoursOfIt)
  const minutes = Math.max(0, between(start, dueAt, hoursOfIt))
  return { dueAt, minutes, near: nearFrom(new Date(dueAt), minutes, hoursOfIt).getTime() }
}

function between(from: number, to: number, hoursOfIt: CompiledCalendar): number {
  return workingMinutesBetween(new Date(from), new Date(to), hoursOfIt)
}

function dated(rough: Rough, start: number): CalendarException {
  const day = Math.floor(start / DAY) + rough.ahead
  return {
    kind: rough.kind,
    name: 'exception',
    from: dateText(day),
    to: dateText(day + rough.days - 1),
    hours: rough.hours,
  }
}

/** One after the other, without touching. */
function inTurn(start: number, lengths: readonly (readonly [number, number])[]): Standstill[] {
  let end = start - 1440 * MINUTE
  return lengths.map(([wait, length]) => {
    const from = end + (wait + 1) * MINUTE
    end = from + length * MINUTE
    return { from, to: end }
  })
}

function length(hoursOfDay: OpenHours): number {
  const [from, to] = minutesOf(hoursOfDay)
  return to - from
}
