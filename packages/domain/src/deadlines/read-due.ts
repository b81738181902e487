import { foldText } from '../conversations/fold-text.ts'
import { countOf, monthOf, unitOf, weekdayOf } from './due-words.ts'
import { DAY, HOUR, instantOf, localDay, MINUTE } from './local-time.ts'
import {
  addMonths,
  addWorkDays,
  dayOf,
  lastOfMonth,
  weekdayOfDay,
  workDayFrom,
  workDayUntil,
} from './work-days.ts'

const CLOSES = 17 * HOUR // when work ends, and a day that is named without a time

/** What words are relative to. */
export type DueFrame = { now: Date; timeZone: string }

/**
 * The deadline that somebody means by a few words, French or English: `dans 10 jours ouvrés`, `fin de
 * mois`, `tomorrow 17:00`, `12 mars`. Delays that end at a weekend go on to Monday.
 * @returns null where the words say none, or one that is over.
 */
export function readDue(text: string, { now, timeZone }: DueFrame): Date | null {
  const { words, time } = splitTime(foldText(text).replaceAll(/['’.,]+/g, ' '))
  const today = localDay(now.getTime(), timeZone)
  const delay = delayOf(words)
  if (delay?.unit === 'hour') return time === null ? inHours(delay.count, now) : null
  const at = (day: number): Date => new Date(instantOf(day, time ?? CLOSES, timeZone))
  const days = delay
    ? [dayAfter(today, delay)]
    : words === '' && time !== null
      ? [today, addWorkDays(today, 1)]
      : namedDays(words, today)
  return days.map(at).find((each) => each > now) ?? null
}

/** Takes `17:00`, `à 17h30`, `at 5 pm`, `midi` out of the words. */
function splitTime(text: string): { words: string; time: number | null } {
  const clock =
    /(?:^|\s)(?:(?:a|at|avant|before)\s+)?(?:(\d{1,2})\s*(?::|h(?!\p{L}))\s*([0-5]\d)?|(\d{1,2})\s*([ap])\s?m|(midi|noon))(?=\s|$)/u
  const found = clock.exec(text)
  const time = found && timeOf(found)
  const rest = found && time !== null ? text.replace(found[0], ' ') : text
  return { words: rest.replaceAll(/\s+/g, ' ').trim(), time }
}

function timeOf([, hour, minute, hour12, half, noon]: RegExpExecArray): number | null {
  if (noon) return 12 * HOUR
  const hours = hour12 ? (Number(hour12) % 12) + (half === 'p' ? 12 : 0) : Number(hour)
  return hours < 24 ? hours * HOUR + Number(minute ?? 0) * MINUTE : null
}

type Delay = { count: number; unit: NonNullable<ReturnType<typeof unitOf>> }

/** `dans 10 jours ouvrés`, `sous une semaine`, `in 3 days`, `2 weeks`. */
function delayOf(words: string): Delay | null {
  const found = /^(?:(?:dans|sous|d ici|in|within)\s)?(\S+)\s(.+)$|^(\d+)(\p{L}+)$/u.exec(words)
  const count = countOf(found?.[1] ?? found?.[3] ?? '')
  const unit = unitOf(found?.[2] ?? found?.[4] ?? '')
  return count === undefined || count === 0 || !unit ? null : { count, unit }
}

function inHours(count: number, now: Date): Date {
  return new Date(now.getTime() + count * HOUR)
}

function dayAfter(today: number, { count, unit }: Delay): number {
  switch (unit) {
    case 'workDay':
      return addWorkDays(today, count)
    case 'week':
      return workDayFrom(today + 7 * count)
    case 'month':
      return workDayFrom(addMonths(today, count))
    default:
      return workDayFrom(today + count)
  }
}

/** The days that words may mean, the likeliest first: a later one counts when the earlier is over. */
function namedDays(words: string, today: number): number[] {
  const date = new Date(today * DAY)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  const monday = today - weekdayOfDay(today)
  const plain = words.replace(/^(?:le|pour|avant|by|on|this|ce|cette)\s/, '')
  if (/^(?:aujourd hui|today|ce soir|tonight)$/.test(words)) return [today]
  if (/^(?:demain|tomorrow)$/.test(words)) return [today + 1]
  if (/^(?:apres[ -]demain|(?:the )?day after tomorrow)$/.test(words)) return [today + 2]
  if (/^(?:fin de (?:la )?semaine|end of (?:the )?week)$/.test(plain))
    return [monday + 4, monday + 11]
  if (/^(?:la )?semaine prochaine$|^next week$/.test(plain)) return [monday + 11]
  const endOf = (ahead: number): number => workDayUntil(lastOfMonth(year, month + ahead))
  if (/^(?:fin (?:de|du) mois|end of (?:the )?month)$/.test(plain)) return [endOf(0), endOf(1)]
  if (/^(?:le )?mois prochain$|^next month$/.test(plain)) return [endOf(1)]
  if (/^(?:fin de l annee|fin d annee|end of (?:the )?year)$/.test(plain))
    return [workDayUntil(lastOfMonth(year, 11)), workDayUntil(lastOfMonth(year + 1, 11))]
  return weekdayNamed(plain, today) ?? dateNamed(plain, { year, month })
}

/** `vendredi`, `lundi prochain`, `next Friday`: the coming one. */
function weekdayNamed(words: string, today: number): number[] | null {
  const weekday = weekdayOf(words.replace(/^next\s|\sprochain$/, ''))
  if (weekday === undefined) return null
  const ahead = (weekday - weekdayOfDay(today) + 7) % 7
  return ahead === 0 && words.includes(' ') ? [today + 7] : [today + ahead, today + ahead + 7]
}

/** `12 mars`, `1er avril 2027`, `March 12`, `12/03`, `2027-03-12`, `le 12`; days stand before months. */
function dateNamed(words: string, today: { year: number; month: number }): number[] {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(words)
  if (iso) return dates(Number(iso[3]), Number(iso[2]) - 1, [Number(iso[1])])
  const figures = /^(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}|\d{2}))?$/.exec(words)
  if (figures)
    return dates(Number(figures[1]), Number(figures[2]) - 1, yearsOf(figures[3], today.year))
  const day = /^(\d{1,2})(?:er|st|nd|rd|th)?$/.exec(words)
  if (day)
    return [today.month, today.month + 1].flatMap((month) =>
      dates(Number(day[1]), month % 12, [today.year + Math.floor(month / 12)]),
    )
  const named = /^(\d{1,2})(?:er|st|nd|rd|th)?\s(\p{L}+)(?:\s(\d{4}))?$/u.exec(words)
  const turned = /^(\p{L}+)\s(\d{1,2})(?:st|nd|rd|th)?(?:\s(\d{4}))?$/u.exec(words)
  const month = monthOf(named?.[2] ?? turned?.[1] ?? '')
  if (month === undefined) return []
  return dates(
    Number(named?.[1] ?? turned?.[2]),
    month,
    yearsOf(named?.[3] ?? turned?.[3], today.year),
  )
}

function yearsOf(written: string | undefined, thisYear: number): number[] {
  if (written === undefined) return [thisYear, thisYear + 1]
  return [written.length === 2 ? 2000 + Number(written) : Number(written)]
}

/** The date in each of the years in which it exists. */
function dates(date: number, month: number, years: number[]): number[] {
  if (date < 1 || month < 0 || month > 11) return []
  return years
    .filter((year) => dayOf(year, month, date) <= lastOfMonth(year, month))
    .map((year) => dayOf(year, month, date))
}
