import type { CompiledCalendar } from './compile-calendar.ts'
import { monthOf, weekdayOf } from './due-words.ts'
import { DAY } from './local-time.ts'
import { openDayUntil } from './open-days.ts'
import { dayOf, lastOfMonth, weekdayOfDay } from './work-days.ts'

/** The days that words may mean, the likeliest first: a later one counts when the earlier is over. */
export function namedDays(words: string, today: number, hours: CompiledCalendar): number[] {
  const date = new Date(today * DAY)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  const monday = today - weekdayOfDay(today)
  const plain = words.replace(/^(?:le|pour|avant|d ici|by|before|on|this|ce|cette)\s/, '')
  if (/^(?:aujourd hui|today|ce soir|tonight|eod|end of (?:the )?day)$/.test(plain)) return [today]
  if (/^fin de (?:la )?journee$/.test(plain)) return [today]
  if (/^(?:demain|tomorrow)$/.test(words)) return [today + 1]
  if (/^(?:apres[ -]demain|(?:the )?day after tomorrow)$/.test(words)) return [today + 2]
  if (/^(?:fin de (?:la )?semaine|end of (?:the )?week)$/.test(plain))
    return [monday, monday + 7].map((day) => endOfWeek(day, hours))
  if (/^(?:la )?semaine prochaine$|^next week$/.test(plain)) return [endOfWeek(monday + 7, hours)]
  const endOf = (ahead: number): number => openDayUntil(lastOfMonth(year, month + ahead), hours)
  if (/^(?:fin (?:de|du) mois|end of (?:the )?month)$/.test(plain)) return [endOf(0), endOf(1)]
  if (/^(?:le )?mois prochain$|^next month$/.test(plain)) return [endOf(1)]
  if (/^(?:fin de l annee|fin d annee|end of (?:the )?year)$/.test(plain))
    return [0, 1].map((ahead) => openDayUntil(lastOfMonth(year + ahead, 11), hours))
  if (/^(?:fin (?:de|du) trimestre|end of (?:the )?quarter)$/.test(plain))
    return [2 - (month % 3), 5 - (month % 3)].map(endOf)
  return weekdayNamed(plain, today) ?? dateNamed(plain, { year, month })
}

/** The last open day up to Friday; Friday, where the week has none. */
function endOfWeek(monday: number, hours: CompiledCalendar): number {
  const last = openDayUntil(monday + 4, hours)
  return last < monday ? monday + 4 : last
}

/** `vendredi`, `lundi prochain`, `next Friday`: the coming one; `vendredi en huit`: the one after. */
function weekdayNamed(words: string, today: number): number[] | null {
  const weekday = weekdayOf(words.replace(/^next\s|\sprochain$|\sen huit$/, ''))
  if (weekday === undefined) return null
  const ahead = (weekday - weekdayOfDay(today) + 7) % 7
  if (words.endsWith(' en huit')) return [today + ahead + 7]
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
