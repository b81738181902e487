import { foldText } from '../conversations/fold-text.ts'
import { type CompiledCalendar, plainWeek } from './compile-calendar.ts'
import { countOf, unitOf } from './due-words.ts'
import { HOUR, instantOf, localDay, MINUTE } from './local-time.ts'
import { namedDays } from './named-days.ts'
import { addMonths } from './work-days.ts'
import { addOpenDays, closingTimeOf, openDayFrom } from './open-days.ts'
import { afterWorkingTime } from './working-time.ts'

/** What words are relative to; without `hours` work goes on from Monday to Friday, 9 to 17. */
export type DueFrame = { now: Date; timeZone: string; hours?: CompiledCalendar }

/**
 * The deadline that somebody means by a few words, French or English: `dans 10 jours ouvrés`, `fin de
 * mois`, `tomorrow 17:00`, `12 mars`. Without a time it is when work ends; delays that end on a day that
 * is closed go on to the next that is open.
 * @returns null where the words say none, or one that is over.
 */
export function readDue(text: string, frame: DueFrame): Date | null {
  const { now, timeZone, hours = plainWeek(frame.timeZone) } = frame
  const { words, time } = splitTime(foldText(text).replaceAll(/['’.,]+/g, ' '))
  const today = localDay(now.getTime(), timeZone)
  const delay = delayOf(words)
  if (delay && isShort(delay.unit)) return time === null ? inTime(delay, now, hours) : null
  const at = (day: number): Date =>
    new Date(instantOf(day, time ?? closingTimeOf(day, hours), timeZone))
  const days = delay
    ? [dayAfter(today, delay, hours)]
    : words === '' && time !== null
      ? [today, addOpenDays(today, 1, hours)]
      : namedDays(words, today, hours)
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

/** `dans 10 jours ouvrés`, `sous une semaine`, `sous quinzaine`, `in 3 days`, `2 weeks`. */
function delayOf(words: string): Delay | null {
  const plain = words.replace(/^(?:dans|sous|d ici|in|within)\s/, '')
  if (/^(?:une )?huitaine$/.test(plain)) return { count: 8, unit: 'day' }
  if (/^(?:une )?quinzaine$|^(?:a )?fortnight$/.test(plain)) return { count: 15, unit: 'day' }
  const found = /^(\S+)\s(.+)$|^(\d+)(\p{L}+)$/u.exec(plain)
  const count = countOf(found?.[1] ?? found?.[3] ?? '')
  const unit = unitOf(found?.[2] ?? found?.[4] ?? '')
  return count === undefined || count === 0 || !unit ? null : { count, unit }
}

function isShort(unit: Delay['unit']): boolean {
  return unit === 'hour' || unit === 'minute' || unit === 'workHour'
}

function inTime({ count, unit }: Delay, now: Date, hours: CompiledCalendar): Date {
  if (unit === 'workHour') return new Date(afterWorkingTime(now.getTime(), count * HOUR, hours))
  return new Date(now.getTime() + count * (unit === 'minute' ? MINUTE : HOUR))
}

function dayAfter(today: number, { count, unit }: Delay, hours: CompiledCalendar): number {
  switch (unit) {
    case 'workDay':
      return addOpenDays(today, count, hours)
    case 'week':
      return openDayFrom(today + 7 * count, hours)
    case 'month':
      return openDayFrom(addMonths(today, count), hours)
    default:
      return openDayFrom(today + count, hours)
  }
}
