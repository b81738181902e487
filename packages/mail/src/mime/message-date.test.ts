import { describe, expect, it } from 'vitest'
import { corpusCases } from '../testing/corpora.ts'
import { headerFields } from './header-fields.ts'
import { readDate } from './message-date.ts'

type Expected = Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number> &
  Record<'tz_hour' | 'tz_minute', number> & { tz_before_gmt: boolean }

describe('reading a Date field', () => {
  it.each([
    // RFC 5322 §3.3 and its appendices A.1.1, A.5, A.6.2
    ['Fri, 21 Nov 1997 09:55:06 -0600', '1997-11-21T15:55:06Z'],
    ['Tue, 1 Jul 2003 10:52:37 +0200', '2003-07-01T08:52:37Z'],
    ['Thu, 13 Feb 1969 23:32 -0330 (Newfoundland Time)', '1969-02-14T03:02:00Z'],
    ['21 Nov 97 09:55:06 GMT', '1997-11-21T09:55:06Z'],
    ['Fri, 21 Nov 1997 09(comment):   55  :  06 -0600', '1997-11-21T15:55:06Z'],
    ['Sat, 31 Dec 2016 23:59:60 +0000', '2017-01-01T00:00:00Z'],
    ['2 Mar 2026 10:00:00 -0000', '2026-03-02T10:00:00Z'],
    // §4.3: years of two and three digits, zones with letters
    ['1 Jan 49 00:00 GMT', '2049-01-01T00:00:00Z'],
    ['1 Jan 70 00:00 GMT', '1970-01-01T00:00:00Z'],
    ['1 Jan 102 00:00 GMT', '2002-01-01T00:00:00Z'],
    ['1 Jul 2003 12:00:00 EDT', '2003-07-01T16:00:00Z'],
    ['1 Jan 2003 12:00:00 PST', '2003-01-01T20:00:00Z'],
    ['1 Jan 2003 12:00:00 UT', '2003-01-01T12:00:00Z'],
    ['1 Jan 2003 12:00:00 A', '2003-01-01T12:00:00Z'],
    ['1 Jan 2003 12:00:00 XYZ', '2003-01-01T12:00:00Z'],
    // what programs write
    ['Mon, 2 Mar 2026 10:00:00 CET', '2026-03-02T09:00:00Z'],
    ['Fri, 30 Aug 02 05:32:48 Eastern Daylight Time', '2002-08-30T09:32:48Z'],
    ['Sun, 2 Mar 2026 10:00:00 +0100', '2026-03-02T09:00:00Z'], // it was a Monday
    ['lun., 2 mars 2026 10:00:00 +0100', '2026-03-02T09:00:00Z'],
    ['Mon,2 Mar 2026 10:00:00+0100', '2026-03-02T09:00:00Z'],
    ['Mon, 2 March 2026, 10:00:00 +01:00', '2026-03-02T09:00:00Z'],
    ['Mon, 2 Mar 2026 10:00:00 GMT+0100', '2026-03-02T09:00:00Z'],
    ['Mon, 2 Mar 2026 10:00:00 +-0500', '2026-03-02T15:00:00Z'],
    ['Mon, 2 Mar 2026 10:00:00 -500', '2026-03-02T15:00:00Z'],
    ['Mon, 2 Mar 2026 10:00:00 (EST) -0500', '2026-03-02T15:00:00Z'],
    ['Mon, 2 Mar 2026 10:00:00 +9999', '2026-03-02T10:00:00Z'],
    ['Mon, 2 Mar 2026 12:05:00 AM', '2026-03-02T00:05:00Z'],
    ['Mon, 2 Mar 2026 03:05:00 p.m. +0000', '2026-03-02T15:05:00Z'],
    ['2-Mar-2026 10:00:00 +0100', '2026-03-02T09:00:00Z'],
    ['Mon Mar  2 10:00:00 2026', '2026-03-02T10:00:00Z'],
    ['Mon Mar  2 10:00:00 PST 2026', '2026-03-02T18:00:00Z'],
    ['Mon Mar 02 2026 10:00:00 GMT+0100 (CET)', '2026-03-02T09:00:00Z'],
    ['2026-03-02T10:00:00.123Z', '2026-03-02T10:00:00Z'],
    ['2026-03-02 10:00:00 +0100', '2026-03-02T09:00:00Z'],
    // what is no date, or in no time of e-mail
    ['yesterday', null],
    ['', null],
    ['31 Feb 2026 10:00:00 +0000', null],
    ['2 Mar 2026 25:00:00 +0000', null],
    ['2 Mar 2026 10:61:00 +0000', null],
    ['2 Foo 2026 10:00:00 +0000', null],
    ['2 Mar 2026', null],
    ['Mon, 1 Jan 1900 00:00:00 +0000', null],
    ['99999999999', null],
  ])('reads %j as %s', (value, instant) => {
    expect(readDate(value)).toEqual(instant === null ? null : new Date(instant))
  })

  const notDates = [' 4 8 15 16 23 42, 4 8 15 16 23 42, 4 8 15 16 23 42, '] // numbers without a colon
  const cases = corpusCases<{ header: string; expected: Expected | null }>(
    'mime-stalwart/fields/date.json',
  )
  it.skipIf(cases.length === 0)('agrees with the vectors of another reader', () => {
    const read = cases.map(({ header }) => {
      const [field] = headerFields(Buffer.from(`Date:${header}\n\n`))
      return { header, instant: readDate(field?.value ?? '') }
    })
    expect(read).toEqual(
      cases.map(({ header, expected }) => ({
        header,
        instant: notDates.includes(header) ? null : instantOf(expected),
      })),
    )
  })
})

function instantOf(expected: Expected | null): Date | null {
  if (!expected) return null
  const { year, month, day, hour, minute, second, tz_before_gmt, tz_hour, tz_minute } = expected
  const offset = (tz_hour * 60 + tz_minute) * (tz_before_gmt ? -1 : 1)
  return new Date(Date.UTC(year, month - 1, day, hour, minute - offset, second))
}
