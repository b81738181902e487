import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DomainError } from '@levee/domain'
import { describe, expect, it } from 'vitest'
import { readClosures } from './read-closures.ts'

const frame = { from: '2026-01-01', to: '2027-12-31', timeZone: 'Europe/Paris' }
const calendar = (...events: string[]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Town hall//EN',
    ...events.flatMap((event) => ['BEGIN:VEVENT', ...event.split('|'), 'END:VEVENT']),
    'END:VCALENDAR',
  ].join('\r\n')
const read = (...events: string[]) => readClosures(calendar(...events), frame)

const hours = (from: string, to: string, date = '2026-07-01') => [
  { name: '', from: date, to: date, hours: [{ from, to }] },
]

describe('the closures of an iCalendar feed', () => {
  it('takes whole days; the end of an event is not one of them', () => {
    expect(
      read(
        'UID:1|DTSTART;VALUE=DATE:20260514|DTEND;VALUE=DATE:20260516|SUMMARY:Bridge\\, all closed',
        'UID:2|DTSTART;VALUE=DATE:20260301|SUMMARY:One day',
      ),
    ).toEqual([
      { name: 'One day', from: '2026-03-01', to: '2026-03-01', hours: null },
      { name: 'Bridge, all closed', from: '2026-05-14', to: '2026-05-15', hours: null },
    ])
  })

  it('takes hours on the wall of the calendar, whatever zone the feed writes', () => {
    expect(read('UID:1|DTSTART:20260701T100000Z|DTEND:20260701T113000Z')).toEqual(
      hours('12:00', '13:30'),
    )
    expect(read('UID:1|DTSTART;TZID=America/New_York:20260701T060000|DURATION:PT1H')).toEqual(
      hours('12:00', '13:00'),
    )
    expect(read('UID:1|DTSTART:20260701T140000|DTEND:20260702T090000')).toEqual([
      ...hours('14:00', '24:00'),
      ...hours('00:00', '09:00', '2026-07-02'),
    ])
  })

  it('repeats what repeats within the days that are asked for, without what was taken out or moved', () => {
    const yearly = 'UID:1|DTSTART;VALUE=DATE:20200102|RRULE:FREQ=YEARLY|SUMMARY:Stocktaking'
    expect(read(yearly).map(({ from }) => from)).toEqual(['2026-01-02', '2027-01-02'])
    const weekly = 'UID:2|DTSTART;VALUE=DATE:20260105|RRULE:FREQ=WEEKLY;COUNT=4'
    expect(
      read(
        `${weekly}|EXDATE;VALUE=DATE:20260112`,
        'UID:2|RECURRENCE-ID;VALUE=DATE:20260119|DTSTART;VALUE=DATE:20260120',
      ).map(({ from }) => from),
    ).toEqual(['2026-01-05', '2026-01-20', '2026-01-26'])
  })

  it('leaves out what was called off, or lasts no time', () => {
    expect(read('UID:1|DTSTART;VALUE=DATE:20260301|STATUS:CANCELLED')).toEqual([])
    expect(read('UID:1|DTSTART:20260301T100000Z|DTEND:20260301T100000Z')).toEqual([])
  })

  it('is not kept by an event that never ends to repeat', () => {
    const endless = 'UID:1|DTSTART:20260101T000000Z|DTEND:20260101T000100Z|RRULE:FREQ=SECONDLY'
    expect(read(endless).length).toBeLessThanOrEqual(2000)
  })

  it('refuses what is no calendar', () => {
    expect(() => readClosures('<html></html>', frame)).toThrow('no iCalendar file')
  })
})

const CORPORA =
  process.env['LEVEE_CORPORA'] ?? join(import.meta.dirname, '../../../../../shared/corpora')
const folder = join(CORPORA, 'cal-icalendar/calendars')

it.skipIf(!existsSync(folder))('reads or refuses the calendars of others, and never breaks', () => {
  const others = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
  const problems = others.map(problemOf).filter((problem) => problem !== null)
  expect(problems.filter((problem) => problem !== 'invalid')).toEqual([])
  expect(problems.length).toBeLessThan(others.length)
})

/** Null where it is read. */
function problemOf(text: string): unknown {
  try {
    readClosures(text, frame)
    return null
  } catch (error) {
    return error instanceof DomainError ? error.code : error
  }
}
