import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Calendar, OpenHours } from './calendar.ts'
import { type CompiledCalendar } from './compile-calendar.ts'
import { countDeadline } from './count-deadline.ts'
import { dateText, dayOfDate, holidaysIn } from './holidays.ts'
import { instantOf, localDay, MINUTE } from './local-time.ts'
import type { DeadlineTarget } from './policy.ts'
import { standstillsOf, workedBetween } from './standstills.ts'
import { aCalendar, aTarget, hoursOf } from './testing/a-calendar.ts'
import {
  isOpenAt,
  lastWorkingInstantBefore,
  workingInstantAfter,
  workingMinutesBetween,
} from './working-time.ts'
import { workingDaysBefore } from './working-days.ts'

const CORPORA =
  process.env['LEVEE_CORPORA'] ?? join(import.meta.dirname, '../../../../../shared/corpora')
const folder = (name: string): string => join(CORPORA, name)
const readJson = (path: string) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : [])
const isMissing = !existsSync(folder('sla-legal'))
if (isMissing) console.log(`Deadlines of others are not compared: ${CORPORA} is missing.`)

describe.skipIf(isMissing)('the public holidays of France', () => {
  const zones = isMissing
    ? []
    : readdirSync(folder('sla-holidays-fr'))
        .filter((name) => name.endsWith('.json') && name !== 'corpus.json')
        .map((name) => name.replace('.json', ''))

  it.each(zones)('are those of the official table in %s', (zone) => {
    const table: Record<string, string> = readJson(join(folder('sla-holidays-fr'), `${zone}.json`))
    const years = [...new Set(Object.keys(table).map((date) => Number(date.slice(0, 4))))]
    const set = { country: 'FR', zone: zone === 'metropole' ? null : zone, worked: [] }
    const ours = years.flatMap((year) => holidaysIn(set, year))
    expect(Object.fromEntries(ours.map(({ date, name }) => [date, name.fr]))).toEqual(table)
  })
})

type LegalCase = {
  id: string
  input: { rule: string; start: string; zone: string; tz?: string; days?: number }
  due: string
}

const OF_LAW: Partial<DeadlineTarget> = {
  workingDays: 'mondayToFriday',
  ends: 'midnight',
  waitsForOpening: false,
}
const EUROPE = { ...OF_LAW, movesToWorkingDay: true, leastWorkingDays: 2 }
const months = (count: number): Pick<DeadlineTarget, 'length'> => ({
  length: { count, unit: 'months' },
})

/** Each rule of the law as the options of a deadline. */
function legalTarget({ rule, days = 0 }: LegalCase['input']): DeadlineTarget {
  const rules: Record<string, Partial<DeadlineTarget>> = {
    'eu-month-1': { ...EUROPE, ...months(1) },
    'eu-month-3': { ...EUROPE, ...months(3) },
    'eu-days': { ...EUROPE, length: { count: days, unit: 'calendarDays' } },
    'fr-silence-2m': { ...OF_LAW, ...months(2) },
    'fr-cada-1m': { ...OF_LAW, ...months(1) },
    'fr-cpc-month-2': { ...OF_LAW, movesToWorkingDay: true, ...months(2) },
    'fr-franc-month-2': { ...OF_LAW, isClear: true, movesToWorkingDay: true, ...months(2) },
    'fr-jours-ouvres': { ...OF_LAW, length: { count: days, unit: 'workingDays' } },
    'fr-jours-ouvrables': {
      ...OF_LAW,
      workingDays: 'mondayToSaturday',
      length: { count: days, unit: 'workingDays' },
    },
  }
  return aTarget({ kind: 'statutory', ...rules[rule] })
}

describe.skipIf(isMissing)('deadlines of the law', () => {
  const cases: LegalCase[] = readJson(join(folder('sla-legal'), 'vectors.json'))

  it.each(cases)('$id: $input.start → $due', ({ input, due }) => {
    const zone = input.zone === 'metropole' ? null : input.zone
    const timeZone = input.tz ?? 'Europe/Paris'
    const hours = hoursOf(aCalendar({ timeZone, holidays: { country: 'FR', zone, worked: [] } }))
    const start = input.start.includes('T')
      ? Date.parse(input.start)
      : instantOf(dayOfDate(input.start), 10 * 60 * MINUTE, timeZone)
    const { dueAt } = countDeadline(start, legalTarget(input), [], hours)
    expect(dateText(localDay(dueAt - 1, timeZone))).toBe(due)
    expect(dueAt).toBe(instantOf(dayOfDate(due) + 1, 0, timeZone))
  })
})

type Ranges = [string, string][]
type HoursCase = {
  id: string
  input: {
    op: string
    hours: '24/7' | Record<string, Ranges>
    tz?: string
    holidays?: string[]
    breaks?: Record<string, Ranges>
    shifts?: Record<string, Ranges>
    start: string
    end: string
    seconds: number
    days: number
    history: [number, string][]
    startMin: number
    endMin: number
  }
  expected: unknown
}

describe.skipIf(isMissing)('working hours', () => {
  const cases: HoursCase[] = readJson(join(folder('sla-hours'), 'vectors.json'))

  it.each(cases)('$id: $input.op', ({ input, expected }) => {
    const answer = answered(input, hoursOf(calendarOf(input)))
    expect(answer).toEqual(typeof expected === 'string' ? new Date(expected) : expected)
  })
})

function answered(input: HoursCase['input'], hours: CompiledCalendar): unknown {
  const { op, seconds, days } = input
  const start = new Date(input.start ?? 0)
  switch (op) {
    case 'after-seconds':
      return workingInstantAfter(start, seconds / 60, hours)
    case 'before-seconds':
      return lastWorkingInstantBefore(start, seconds / 60, hours)
    case 'within-seconds':
      return workingMinutesBetween(start, new Date(input.end), hours) * 60
    case 'is-open':
      return isOpenAt(start, hours)
    case 'after-days':
      return days === 0
        ? workingInstantAfter(start, 0, hours)
        : new Date(countDeadline(start.getTime(), inDays(days), [], hours).dueAt)
    case 'before-days':
      return workingDaysBefore(start, days, hours)
    default:
      return workedMinutes(input, hours)
  }
}

function inDays(count: number): DeadlineTarget {
  return aTarget({
    length: { count, unit: 'workingDays' },
    waitsForOpening: false,
    ends: 'sameTime',
  })
}

const at = (minute: number): Date => new Date(minute * MINUTE)

/** The clock stands while the ticket is pending, and stops when it is closed. */
function workedMinutes(
  { history, startMin, endMin }: HoursCase['input'],
  hours: CompiledCalendar,
): number {
  const closed = history.find(([, state]) => state === 'closed')?.[0] ?? Infinity
  const pauses = history.flatMap(([minute, state], index) =>
    state === 'pending'
      ? [
          {
            from: at(minute),
            to: at(history[index + 1]?.[0] ?? 1e7),
            reason: 'waiting' as const,
          },
        ]
      : [],
  )
  const [from, to] = [startMin, Math.min(endMin, closed)].map((minute) => at(minute).getTime())
  return workedBetween(from ?? 0, to ?? 0, standstillsOf(pauses), hours) / MINUTE
}

function calendarOf(input: HoursCase['input']): Calendar {
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
  const { hours, holidays = [], breaks = {}, shifts = {} } = input
  const all: OpenHours[] = [{ from: '00:00', to: '24:00' }]
  return aCalendar({
    timeZone: input.tz ?? 'Etc/UTC',
    week: days.map((day) => (hours === '24/7' ? all : ranges(hours[day] ?? []))),
    exceptions: [
      ...dated(shifts).map((each) => ({ ...each, kind: 'open' as const })),
      ...dated(breaks).map((each) => ({ ...each, kind: 'closed' as const })),
      ...holidays.map((date) => ({
        kind: 'closed' as const,
        name: 'holiday',
        from: date,
        to: date,
        hours: null,
      })),
    ],
  })
}

function dated(list: Record<string, Ranges>) {
  return Object.entries(list).map(([date, hours]) => ({
    name: date,
    from: date,
    to: date,
    hours: ranges(hours),
  }))
}

function ranges(list: Ranges): OpenHours[] {
  return list.map(([from, to]) => ({ from, to }))
}
