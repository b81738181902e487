import type { Holiday, HolidaySet } from './calendar.ts'
import { HOLIDAY_RULES, type HolidayRule } from './holiday-rules.ts'
import { DAY } from './local-time.ts'
import { dayOf } from './work-days.ts'

/** Tells the public holidays of a year; who knows more countries than `holidaysIn` gives its own. */
export type HolidaySource = (set: HolidaySet, year: number) => readonly Holiday[]

/** The countries and zones whose holidays `holidaysIn` knows. */
export const HOLIDAY_COUNTRIES: readonly { country: string; zones: readonly string[] }[] =
  Object.entries(HOLIDAY_RULES).map(([country, { zones }]) => ({
    country,
    zones: Object.keys(zones),
  }))

/** Whether `holidaysIn` knows a country and its zone. */
export function knowsHolidaysOf({ country, zone }: Pick<HolidaySet, 'country' | 'zone'>): boolean {
  const rules = HOLIDAY_RULES[country]
  return rules !== undefined && (zone === null || Object.hasOwn(rules.zones, zone))
}

/** The public holidays of a year in the order of the dates, those on which work goes on left out; one for each date. */
export function holidaysIn(set: HolidaySet, year: number): readonly Holiday[] {
  const rules = HOLIDAY_RULES[set.country]
  if (!rules) return []
  const all = [...rules.national, ...((set.zone !== null && rules.zones[set.zone]) || [])]
  const easter = easterSunday(year)
  const byDay = new Map<number, HolidayRule>()
  for (const rule of all) {
    if (year < (rule.since ?? -Infinity) || year > (rule.until ?? Infinity)) continue
    if (!set.worked.includes(rule.key)) byDay.set(dayOfRule(rule, year, easter), rule)
  }
  return [...byDay]
    .toSorted(([one], [other]) => one - other)
    .map(([day, { key, name }]) => ({ date: dateText(day), key, name }))
}

/** Every holiday of a country and zone by its key: what `worked` chooses from. */
export function holidayNames({
  country,
  zone,
}: Pick<HolidaySet, 'country' | 'zone'>): readonly Pick<Holiday, 'key' | 'name'>[] {
  const rules = HOLIDAY_RULES[country]
  const all = [...(rules?.national ?? []), ...((zone !== null && rules?.zones[zone]) || [])]
  const names = new Map(all.map(({ key, name }) => [key, name]))
  return [...names].map(([key, name]) => ({ key, name }))
}

const MOST_REMEMBERED = 4000 // days of traces: eleven years
const dateTexts = new Map<number, string>()

/** A day as `YYYY-MM-DD`; days are counted since 1 January 1970. */
export function dateText(day: number): string {
  const known = dateTexts.get(day)
  if (known !== undefined) return known
  if (dateTexts.size >= MOST_REMEMBERED) dateTexts.clear()
  const text = new Date(day * DAY).toISOString().slice(0, 10)
  dateTexts.set(day, text)
  return text
}

/** The day of `YYYY-MM-DD`, counted since 1 January 1970. */
export function dayOfDate(date: string): number {
  return Date.parse(date) / DAY
}

function dayOfRule({ when }: HolidayRule, year: number, easter: number): number {
  return 'easter' in when ? easter + when.easter : dayOf(year, when.month - 1, when.day)
}

/** Easter of the Gregorian calendar, as a day: the computation that Butcher's Almanac printed in 1876. */
function easterSunday(year: number): number {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const inCentury = year % 100
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30
  const toSunday =
    (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451)
  const sum = epact + toSunday - 7 * late + 114
  return dayOf(year, Math.floor(sum / 31) - 1, (sum % 31) + 1)
}
