import { withoutComments } from './without-comments.ts'

/** Characters that are looked at: no date is longer, whatever stands around it. */
const LONGEST = 1000
/** The first e-mails, and the dates in the examples of RFC 5322, are younger; what is older is nonsense. */
const FIRST_MAIL = Date.UTC(1969, 0)
const FAR_AWAY = Date.UTC(3000, 0)

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Hours from UTC: the zones of RFC 5322 §4.3, and those that programs write and that mean one thing only. */
const ZONES = new Map(
  [
    'est -5, edt -4, cst -6, cdt -5, mst -7, mdt -6, pst -8, pdt -7',
    'eastern -5, central -6, mountain -7, pacific -8', // … Daylight Time
    'wet 0, west 1, bst 1, cet 1, cest 2, met 1, mest 2, mez 1, mesz 2, eet 2, eest 3, msk 3, msd 4',
    'hkt 8, jst 9, kst 9, aest 10, aedt 11, nzst 12, nzdt 13',
  ]
    .join(', ')
    .split(', ')
    .map((zone) => zone.split(' '))
    .map(([name = '', hours]) => [name, Number(hours)]),
)

const DAY = String.raw`(?<day>\d{1,2})`
const MONTH = String.raw`(?<month>[a-z]{3,9}\.?|\d{1,2})`
const TIME =
  String.raw`(?<hour>\d{1,2}) ?[:.] ?(?<minute>\d{1,2})(?: ?[:.] ?(?<second>\d{1,2})(?:[.,]\d{1,9})?)?` +
  String.raw`(?: ?(?<half>[ap])\.?m\b\.?)?`
const ZONE = String.raw`(?: ?(?<zone>(?:gmt|utc?|z)?[+-]{1,2}\d{1,2}:?\d{0,2}(?!\d)|[a-z]{1,9}(?: daylight| standard)?))?`

/** Forms of dates, white space being one space each. */
const FORMS = [
  // RFC 5322 §3.3: 21 Nov 1997 09:55:06 -0600; some write hyphens
  String.raw`(?<!\d)0?${DAY}[ .-]${MONTH}[ .,-] ?(?<year>\d{2,4})[ ,] ?(?:at )?${TIME}${ZONE}`,
  // the C library's: Fri Nov 21 09:55:06 1997, with a zone before or after the year
  String.raw`\b(?<month>[a-z]{3,9}) ${DAY},? ${TIME}${ZONE} (?<year>\d{4})(?: (?<after>[+-]\d{4}))?`,
  // JavaScript's: Fri Nov 21 1997 09:55:06 GMT-0600
  String.raw`\b(?<month>[a-z]{3,9}) ${DAY},? (?<year>\d{4}),? ${TIME}${ZONE}`,
  // ISO 8601: 1997-11-21T09:55:06-06:00
  String.raw`(?<!\d)(?<year>\d{4})[-/]${MONTH}[-/]${DAY}[ t]${TIME}${ZONE}`,
].map((form) => new RegExp(form, 'i'))

/**
 * The instant that a Date field names (RFC 5322 §3.3), with the obsolete forms (§4.3) and those that
 * programs write. The weekday is not looked at: where it contradicts the date, it is what is wrong.
 * Null for what is no date, or lies in no time of e-mail: nonsense must not sort a list.
 */
export function readDate(value: string): Date | null {
  const text = withoutComments(value.slice(0, LONGEST)).replace(/\s+/g, ' ')
  for (const form of FORMS) {
    const time = instant(form.exec(text)?.groups)
    if (time !== undefined) return time >= FIRST_MAIL && time < FAR_AWAY ? new Date(time) : null
  }
  return null
}

function instant(found: Record<string, string | undefined> | undefined): number | undefined {
  if (!found) return undefined
  const number = (name: string): number => Number(found[name] ?? 0)
  const [year, month, day] = [
    fullYear(found['year'] ?? ''),
    monthOf(found['month'] ?? ''),
    number('day'),
  ]
  const [hour, minute, second] = [
    hourOf(number('hour'), found['half']),
    number('minute'),
    number('second'),
  ]
  const isDay = new Date(Date.UTC(year, month, day)).getUTCDate() === day
  if (month < 0 || month > 11 || !isDay || hour > 23 || minute > 59 || second > 60) return undefined
  const offset = zoneOffset(found['after'] ?? found['zone'] ?? '')
  return Date.UTC(year, month, day, hour, minute, second) - offset * 60_000
}

/** Two and three digits (RFC 5322 §4.3): the latter are years since 1900, of programs with a Y2K bug. */
function fullYear(digits: string): number {
  const year = Number(digits)
  if (digits.length > 3) return year
  return digits.length === 2 && year < 50 ? 2000 + year : 1900 + year
}

function monthOf(name: string): number {
  return /^\d/.test(name) ? Number(name) - 1 : MONTHS.indexOf(name.slice(0, 3).toLowerCase())
}

function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined || hour > 12) return hour
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
}

/** Minutes from UTC; a zone that is not known, a military one among them, counts as UTC (§4.3). */
function zoneOffset(zone: string): number {
  const [, sign, hours = '', minutes = ''] = /([+-])(\d{1,2}?):?(\d{2})?$/.exec(zone) ?? []
  if (sign !== undefined) {
    const offset = Number(hours) * 60 + Number(minutes)
    if (Number(hours) > 23 || Number(minutes) > 59) return 0
    return sign === '-' ? -offset : offset
  }
  const [name = '', saving] = zone.toLowerCase().split(' ')
  const hoursOfZone = ZONES.get(name) ?? ZONES.get(name.slice(0, 3))
  return ((hoursOfZone ?? 0) + (saving === 'daylight' ? 1 : 0)) * 60
}
