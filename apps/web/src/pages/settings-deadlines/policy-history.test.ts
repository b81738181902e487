import type { DeadlineTarget } from '@levee/contract'
import { describe, expect, it } from 'vitest'
import { calendarDifferences } from '../settings-calendars/calendar-history.ts'
import { policyDifferences } from './policy-history.ts'

const target = (kind: DeadlineTarget['kind'], count: number): DeadlineTarget => ({
  kind,
  length: { count, unit: 'workingDays' },
  starts: 'received',
  waitsForOpening: true,
  startDayCounts: false,
  workingDays: 'calendar',
  ends: 'closeOfBusiness',
  movesToWorkingDay: false,
  isClear: false,
  leastWorkingDays: 0,
  pausedBy: [],
  warnings: [],
})
const policy = {
  name: 'Everyday',
  conditions: null,
  calendarId: null,
  targets: [target('firstReply', 3), target('resolution', 10)],
}
const day = [{ from: '09:00', to: '17:00' }]
const calendar = {
  name: 'Town hall',
  timeZone: 'Europe/Paris',
  week: [day, day, day, day, day, [], []],
  exceptions: [],
  holidays: null,
  feedClosures: 0,
}

describe('what a version changed', () => {
  it('names each deadline of a policy that is new, gone, longer, or counts otherwise', () => {
    const is = {
      ...policy,
      calendarId: 'c',
      targets: [target('firstReply', 5), { ...target('resolution', 10), startDayCounts: true }],
    }
    expect(policyDifferences(policy, is, new Map([['c', 'Library']]))).toEqual([
      { what: 'Calendar', was: 'the usual one', is: 'Library' },
      { what: 'First reply', was: '3 work days, 0 warnings', is: '5 work days, 0 warnings' },
      { what: 'Completion', was: '', is: 'counts otherwise, or warns at other times' },
    ])
    expect(policyDifferences(policy, { ...policy, targets: [] }, new Map())).toMatchObject([
      { what: 'First reply', is: '' },
      { what: 'Completion', is: '' },
    ])
    expect(policyDifferences(policy, policy, new Map())).toEqual([])
  })

  it('names the days, holidays and exceptions of a calendar', () => {
    const closed = { kind: 'closed' as const, name: 'Bridge', hours: null }
    const is = {
      ...calendar,
      week: [day, day, day, day, [{ from: '09:00', to: '12:00' }], [], []],
      holidays: { country: 'FR', zone: null, worked: [] },
      exceptions: [{ ...closed, from: '2026-05-15', to: '2026-05-15' }],
    }
    expect(calendarDifferences(calendar, is)).toEqual([
      { what: 'Friday', was: '09:00–17:00', is: '09:00–12:00' },
      { what: 'Public holidays', was: 'none', is: 'FR' },
      { what: 'Exceptions', was: '', is: 'Bridge 2026-05-15 closed' },
    ])
    expect(calendarDifferences(calendar, calendar)).toEqual([])
  })
})
