/** An instant that a calendar shows, as the time that ends with it. */
export type CalendarEntry = { uid: string; at: Date; summary: string }

export type CalendarFile = {
  name: string
  /** When it was written. */
  stamp: Date
  entries: readonly CalendarEntry[]
}

const LONGEST_LINE = 75 // octets, without the line break (RFC 5545 §3.1)
const SHOWN = 30 * 60_000 // ms: what ends at midnight is seen on its own day

/** An iCalendar file (RFC 5545) of instants, in UTC. They take no time from whoever looks at them. */
export function writeCalendar({ name, stamp, entries }: CalendarFile): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Levee//Deadlines//EN',
    'CALSCALE:GREGORIAN',
    `NAME:${escapedText(name)}`,
    `X-WR-CALNAME:${escapedText(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT15M',
    ...(entries.length === 0 ? NOTHING : entries.flatMap((entry) => eventLines(entry, stamp))),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

/** A calendar holds at least one component (RFC 5545 §3.6). */
const NOTHING = [
  'BEGIN:VTIMEZONE',
  'TZID:UTC',
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0000',
  'END:STANDARD',
  'END:VTIMEZONE',
]

function eventLines({ uid, at, summary }: CalendarEntry, stamp: Date): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escapedText(uid)}`,
    `DTSTAMP:${utc(stamp)}`,
    `DTSTART:${utc(new Date(at.getTime() - SHOWN))}`,
    `DTEND:${utc(at)}`,
    `SUMMARY:${escapedText(summary)}`,
    'CLASS:PRIVATE',
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]
}

/** `20260312T160000Z` (RFC 5545 §3.3.5, form 2). */
function utc(at: Date): string {
  return at.toISOString().replaceAll(/[-:]|\.\d+/g, '')
}

/** RFC 5545 §3.3.11; control characters have no place in a text. */
function escapedText(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\\;,]/g, String.raw`\$&`)
    .replaceAll('\n', String.raw`\n`)
    .replaceAll(/\p{Cc}/gu, ' ')
}

/** Breaks a line after at most 75 octets, never within a character (RFC 5545 §3.1). */
function folded(line: string): string {
  let text = ''
  let octets = 0
  for (const character of line) {
    const size = octetsOf(character)
    if (octets + size > LONGEST_LINE) {
      text += '\r\n '
      octets = 1
    }
    text += character
    octets += size
  }
  return text
}

/** How long a character is in UTF-8; half of a pair becomes U+FFFD. */
function octetsOf(character: string): number {
  const point = character.codePointAt(0) ?? 0
  if (point < 0x80) return 1
  if (point < 0x800) return 2
  return point < 0x10000 ? 3 : 4
}
