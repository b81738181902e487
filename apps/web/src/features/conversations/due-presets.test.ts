import { compiledCalendar } from '@levee/domain'
import { describe, expect, it } from 'vitest'
import { duePresets, endOfWorkOn, isClosedOn } from './due-presets.ts'

function offered(now: string) {
  return duePresets({ now: new Date(now), timeZone: 'Europe/Paris' }).map(({ key, at }) => [
    key,
    at.toISOString(),
  ])
}

describe('the usual deadlines', () => {
  it('counts Monday to Friday, ends at 17:00 where the organisation is, and offers no day twice', () => {
    expect(offered('2026-03-12T09:42:00Z')).toEqual([
      ['today', '2026-03-12T16:00:00.000Z'],
      ['nextDay', '2026-03-13T16:00:00.000Z'], // the end of the week as well
      ['threeDays', '2026-03-17T16:00:00.000Z'],
      ['tenDays', '2026-03-26T16:00:00.000Z'],
      ['endOfMonth', '2026-03-31T15:00:00.000Z'], // summer time since 29 March
    ])
  })

  it('offers nothing that is over already: after Friday it is the next week that ends', () => {
    expect(offered('2026-03-13T20:00:00Z').map(([key]) => key)).toEqual([
      'nextDay',
      'threeDays',
      'endOfWeek',
      'tenDays',
      'endOfMonth',
    ])
  })

  it('does not end a delay on a day without work', () => {
    expect(offered('2026-03-15T08:00:00Z').map(([key]) => key)).not.toContain('today')
  })

  it('knows the hour on both sides of Greenwich, and no day that is over', () => {
    const now = new Date('2026-06-30T12:00:00Z')
    const frame = { now, timeZone: 'America/Cayenne' }
    const at = endOfWorkOn('2026-07-01', frame)
    expect(at?.toISOString()).toBe('2026-07-01T20:00:00.000Z')
    expect(endOfWorkOn('2026-06-29', frame)).toBeNull()
  })

  it('goes by the calendar of the mail where there is one: its hours, its holidays', () => {
    const hours = compiledCalendar({
      id: 'c',
      version: 1,
      name: 'Town hall',
      timeZone: 'Europe/Paris',
      week: [1, 2, 3, 4, 5, 6, 7].map((day) =>
        day < 6
          ? [{ from: '08:30', to: '16:30' }]
          : day === 6
            ? [{ from: '09:00', to: '12:00' }]
            : [],
      ),
      exceptions: [],
      holidays: { country: 'FR', zone: null, worked: [] },
      feedClosures: [],
    })
    const frame = { now: new Date('2026-05-22T08:00:00Z'), timeZone: 'Europe/Paris', hours } // the Friday before Whitsun
    const [today, next, third] = duePresets(frame).map(({ at }) => at.toISOString())
    expect([today, next, third]).toEqual([
      '2026-05-22T14:30:00.000Z',
      '2026-05-23T10:00:00.000Z',
      '2026-05-27T14:30:00.000Z', // Whit Monday does not count
    ])
    expect(['2026-05-23', '2026-05-24', '2026-05-25'].map((day) => isClosedOn(day, frame))).toEqual(
      [false, true, true],
    )
  })
})
