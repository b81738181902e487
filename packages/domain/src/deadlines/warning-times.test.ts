import { describe, expect, it } from 'vitest'
import { aCalendar, hoursOf } from './testing/a-calendar.ts'
import { warningAt } from './warning-times.ts'

const at = (text: string): Date => new Date(`${text}+01:00`) // Paris in winter
const dueAt = at('2026-01-12T09:30') // a Monday
const hours = hoursOf(aCalendar())

describe('a warning', () => {
  it.each([
    ['two working hours before, on the Friday', -120, true, '2026-01-09T16:00'],
    ['one working hour before, at the opening', -60, true, '2026-01-12T08:30'],
    ['a day of the clock before', -1440, false, '2026-01-11T09:30'],
    ['at once', 0, true, '2026-01-12T09:30'],
    ['a working day after', 420, true, '2026-01-13T09:30'],
  ])('is due %s', (_, minutes, inWorkingTime, expected) => {
    const step = { minutes, inWorkingTime, to: 'assignee' as const, address: null }
    expect(warningAt(step, dueAt, hours)).toEqual(at(expected))
  })
})
