import {
  array,
  assert,
  double,
  integer,
  nat,
  option,
  property,
  record,
  constantFrom,
  subarray,
} from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayOfDate } from '../deadlines/holidays.ts'
import { aCalendar, hoursOf } from '../deadlines/testing/a-calendar.ts'
import { minutesOfDay, paceOf } from './capacity.ts'
import { forecastDays } from './forecast.ts'
import { paceByPresence } from './presence.ts'
import { periodsOf, weeksUntil } from './report-days.ts'
import { percentilesOf } from './samples.ts'
import { spreadMail } from './spread.ts'

const capacities = double({ min: 0, max: 20, noNaN: true })

describe('percentiles', () => {
  it('are values that were measured, which half and nine tenths do not exceed', () => {
    assert(
      property(array(array(nat(10_000))), (lists) => {
        const all = lists.flat()
        const { median, p90, n } = percentilesOf(
          lists.map((minutes) => ({ minutes: Int32Array.from(minutes) })),
        )
        expect(n).toBe(all.length)
        const sorted = all.toSorted((one, other) => one - other)
        const isAt = (value: number | null, part: number): boolean =>
          value === null
            ? n === 0
            : sorted.includes(value) &&
              sorted.filter((each) => each <= value).length >= part * n &&
              sorted.filter((each) => each < value).length < part * n
        expect([isAt(median, 0.5), isAt(p90, 0.9)]).toEqual([true, true])
      }),
    )
  })
})

describe('the pace of those who are there', () => {
  const hours = hoursOf(aCalendar())
  const from = dayOfDate('2026-01-05') // a Monday
  const measured = { days: { from, to: from + 27 }, now: new Date('2026-02-02T09:00:00Z'), hours }
  const today = from + 28
  const absence = integer({ min: -10, max: 50 }).chain((start) =>
    record({ from: constantFrom(from + start), to: integer({ min: 0, max: 20 }) }).map((span) => ({
      from: span.from,
      to: span.from + span.to,
    })),
  )
  const closer = record({ closed: nat(50), away: array(absence, { maxLength: 1 }) })

  it('is that of all together while nobody is ever away', () => {
    assert(
      property(array(nat(50)), (closed) => {
        const all = closed.reduce((sum, n) => sum + n, 0)
        const closers = closed.map((n) => ({ closed: n, away: [] }))
        const { pace, away } = paceByPresence(closers, measured)(today)
        expect(pace).toBeCloseTo(paceOf(all, measured.days, measured.now, hours))
        expect(away).toBe(0)
      }),
    )
  })

  it('closes in the days behind what was closed, and nothing of who is away', () => {
    assert(
      property(array(closer), nat(20), (closers, ahead) => {
        const paceOn = paceByPresence(closers, measured)
        const isGone = ({ away: [span] }: (typeof closers)[number]) =>
          span !== undefined && span.from <= today + ahead && today + ahead <= span.to
        const there = closers.filter((each) => !isGone(each))
        expect(paceOn(today + ahead)).toEqual({
          pace: paceByPresence(there, measured)(today + ahead).pace,
          away: closers.length - there.length,
        })
        const behind = Array.from({ length: 28 }, (_, index) => from + index)
        const worked = behind.reduce(
          (sum, day) => sum + paceOn(day).pace * minutesOfDay(day, hours),
          0,
        )
        const never = closers.filter(({ away: [span] }) =>
          behind.every(
            (day) => minutesOfDay(day, hours) === 0 || (span && span.from <= day && day <= span.to),
          ),
        )
        const all = closers.filter((each) => !never.includes(each))
        expect(worked).toBeCloseTo(all.reduce((sum, { closed }) => sum + closed, 0))
      }),
    )
  })
})

describe('the days of a report', () => {
  it('are two periods without a gap, the second up to today', () => {
    assert(
      property(constantFrom('week', 'month', 'quarter'), nat(40_000), (period, today) => {
        const { current, previous } = periodsOf(period, today)
        expect(current.to).toBe(today)
        expect(current.from).toBeLessThanOrEqual(today)
        expect(previous.to).toBe(current.from - 1)
        expect(periodsOf(period, previous.to)).toMatchObject({ current: previous })
      }),
    )
  })

  it('are whole weeks, and what there is of this one', () => {
    assert(
      property(nat(40_000), integer({ min: 1, max: 20 }), (today, count) => {
        const weeks = weeksUntil(today, count)
        expect(weeks).toHaveLength(count)
        expect(weeks.at(-1)?.to).toBe(today)
        const before = weeks.slice(1).map(({ from }) => ({ from: from - 7, to: from - 1 }))
        expect(weeks.slice(0, -1)).toEqual(before)
      }),
    )
  })
})

describe('the forecast', () => {
  const days = array(record({ due: nat(15), capacity: capacities }), { maxLength: 30 }).map(
    (list) => list.map((each, day) => ({ day, ...each })),
  )

  it('loses nothing: what is due by a day is done or late', () => {
    assert(
      property(days, nat(30), (coming, overdue) => {
        let [due, done] = [overdue, 0]
        for (const day of forecastDays(coming, overdue)) {
          due += day.due
          done += day.done
          expect(day.done).toBeLessThanOrEqual(day.capacity)
          expect(day.late).toBeCloseTo(Math.max(0, due - done), 6)
          expect(day.overflows).toBe(day.late > 0)
        }
        const total = overdue + coming.reduce((sum, day) => sum + day.due, 0)
        expect(done).toBeLessThanOrEqual(total + 1e-6)
      }),
    )
  })

  it('is never worse with more hands, nor better with more mail', () => {
    assert(
      property(days, nat(30), capacities, (coming, overdue, more) => {
        const late = forecastDays(coming, overdue)
        const helped = forecastDays(
          coming.map((day) => ({ ...day, capacity: day.capacity + more })),
          overdue,
        )
        const burdened = forecastDays(coming, overdue + 1)
        for (const [index, day] of late.entries()) {
          expect(helped[index]?.late ?? NaN).toBeLessThanOrEqual(day.late + 1e-6)
          expect(burdened[index]?.late ?? NaN).toBeGreaterThanOrEqual(day.late - 1e-6)
        }
      }),
    )
  })

  it('overflows on the day that is too full, unless the days before were quiet', () => {
    const full = [2, 6].map((due, day) => ({ day, due, capacity: 4 }))
    expect(forecastDays(full, 0).map(({ overflows }) => overflows)).toEqual([false, false])
    expect(forecastDays(full, 1).map(({ late }) => late)).toEqual([0, 1])
  })
})

describe('spreading a day', () => {
  const ids = ['a', 'b', 'c', 'd']
  const offices = record({
    people: array(record({ capacity: capacities, due: nat(25) }), { minLength: 4, maxLength: 4 }),
    mails: array(
      record({ assigneeId: option(constantFrom(...ids, 'gone')), eligible: subarray(ids) }),
      { maxLength: 40 },
    ),
  }).map(({ people, mails }) => ({
    people: people.map(({ capacity, due }, index) => {
      const id = ids[index] ?? ''
      const own = mails.filter(({ assigneeId }) => assigneeId === id).length
      return { id, capacity, due: own + due }
    }),
    mails: mails.map((mail, index) => ({ id: String(index), ...mail })),
  }))

  it('gives nobody more than they have room for, nor takes from who has room', () => {
    assert(
      property(offices, ({ people, mails }) => {
        const { moves, due } = spreadMail(people, mails)
        const byId = new Map(mails.map((mail) => [mail.id, mail]))
        expect(new Set(moves.map(({ mailId }) => mailId)).size).toBe(moves.length)
        for (const { mailId, fromId, toId } of moves) {
          expect(byId.get(mailId)?.assigneeId).toBe(fromId)
          expect(byId.get(mailId)?.eligible).toContain(toId)
          expect(toId).not.toBe(fromId)
        }
        for (const { id, capacity, due: before } of people) {
          const after = due.get(id) ?? NaN
          expect(after <= before || after <= capacity + 1e-6).toBe(true)
          expect(after >= before || after >= Math.floor(capacity)).toBe(true)
        }
      }),
    )
  })

  it('is done once: what it proposes leaves nothing to propose', () => {
    assert(
      property(offices, ({ people, mails }) => {
        const { moves, due, left } = spreadMail(people, mails)
        const to = new Map(moves.map(({ mailId, toId }) => [mailId, toId]))
        const after = spreadMail(
          people.map((person) => ({ ...person, due: due.get(person.id) ?? 0 })),
          mails.map((mail) => ({ ...mail, assigneeId: to.get(mail.id) ?? mail.assigneeId })),
        )
        expect(after).toMatchObject({ moves: [], left })
      }),
    )
  })
})
