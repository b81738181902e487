import { assert, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeCalendar } from './write-calendar.ts'

const stamp = new Date('2026-03-02T09:00:00.123Z')
const at = new Date('2026-03-29T22:00:00.000Z') // midnight in Paris, on the night of the change
const written = (summary: string) =>
  writeCalendar({ name: 'Mes échéances', stamp, entries: [{ uid: 'a@levee', at, summary }] })

describe('a calendar of deadlines', () => {
  it('shows an instant as the half hour that ends with it, in UTC', () => {
    expect(written('2026-000123 · Terrasse; avis, et\nsuite \\ fin').split('\r\n')).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Levee//Deadlines//EN',
      'CALSCALE:GREGORIAN',
      'NAME:Mes échéances',
      'X-WR-CALNAME:Mes échéances',
      'REFRESH-INTERVAL;VALUE=DURATION:PT15M',
      'BEGIN:VEVENT',
      'UID:a@levee',
      'DTSTAMP:20260302T090000Z',
      'DTSTART:20260329T213000Z',
      'DTEND:20260329T220000Z',
      String.raw`SUMMARY:2026-000123 · Terrasse\; avis\, et\nsuite \\ fin`,
      'CLASS:PRIVATE',
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ])
  })

  it('holds a component when there is no deadline', () => {
    const lines = writeCalendar({ name: 'X', stamp, entries: [] }).split('\r\n')
    expect(lines).toContain('BEGIN:VTIMEZONE')
    expect(lines).not.toContain('BEGIN:VEVENT')
  })

  it('has no line of more than 75 octets, and no text that reads otherwise when unfolded', () => {
    const text = string({ unit: 'grapheme', maxLength: 300 })
    assert(
      property(text, (subject) => {
        const lines = written(subject).split('\r\n')
        expect(
          Math.max(...lines.map((line) => new TextEncoder().encode(line).length)),
        ).toBeLessThan(76)
        const whole = lines.join('\r\n').replaceAll('\r\n ', '').split('\r\n')
        const read = whole.find((line) => line.startsWith('SUMMARY:'))?.slice(8)
        const plain = read?.replaceAll(/\\(.)/gs, (_, escaped) =>
          escaped === 'n' ? '\n' : escaped,
        )
        const expected = subject.replaceAll(/\r\n?/g, '\n').replaceAll(/[^\P{Cc}\n]/gu, ' ')
        expect(plain).toBe(expected)
      }),
    )
  })
})
