import { describe, expect, it } from 'vitest'
import { aCalendar } from '../../testing/a-calendar.ts'
import { changesOf, draftOf, problemsOf, withNextHours } from './calendar-draft.ts'

const week = aCalendar().week

describe('the draft of a calendar', () => {
  it('changes only what differs', () => {
    const calendar = aCalendar()
    const draft = draftOf(calendar)
    expect(changesOf(calendar, draft)).toEqual({})
    expect(changesOf(calendar, { ...draft, name: 'Library' })).toEqual({ name: 'Library' })
  })

  it('refuses hours that overlap or end before they begin', () => {
    const draft = draftOf(aCalendar())
    const monday = [
      { from: '09:00', to: '12:00' },
      { from: '11:00', to: '17:00' },
    ]
    expect(problemsOf(draft)).toEqual([])
    expect(problemsOf({ ...draft, week: [monday, ...week.slice(1)] })).toEqual(['hours'])
  })

  it('refuses exceptions without a name, with days in the wrong order, with no hours', () => {
    const exception = {
      kind: 'closed' as const,
      name: '',
      from: '2026-05-15',
      to: '2026-05-14',
      hours: [],
    }
    expect(problemsOf({ ...draftOf(aCalendar()), exceptions: [exception] })).toEqual([
      'exceptionName',
      'exceptionDays',
      'exceptionHours',
    ])
  })

  it('adds the afternoon after the morning, and nothing after midnight', () => {
    const morning = withNextHours([])
    const day = withNextHours(morning)
    expect(day).toEqual([
      { from: '09:00', to: '12:00' },
      { from: '14:00', to: '17:00' },
    ])
    const full = withNextHours(day)
    expect(withNextHours(full)).toEqual(full)
  })
})
