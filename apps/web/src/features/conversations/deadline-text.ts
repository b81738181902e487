import type { Conversation } from '@levee/contract'
import { plural, t } from '@lingui/core/macro'
import {
  dayAndMonth,
  daysBetween,
  longDay,
  relativeDay,
  timeOfDay,
} from '../../formatting/dates.ts'
import type { Level } from '../../ui/level-icon.tsx'

export type Due = Pick<Conversation, 'dueAt' | 'dueState' | 'dueShare' | 'dueInWorkingMinutes'>

/** A deadline as it is shown: the level, a short text for a chip, a sentence, the same with the whole date, the time that is left. */
export type ShownDeadline = {
  level: Level
  share: number
  label: string
  sentence: string
  title: string
  left: string
}

const workingDay = 480 // minutes: 9:00–17:00
const farAway = 20 // working days: beyond them the date says more

/** How a deadline is shown, or null where there is none. */
export function shownDeadline(due: Due, now: Date): ShownDeadline | null {
  if (due.dueState === 'none' || due.dueAt === null) return null
  const day = shownDay(new Date(due.dueAt)).at
  const shown = describe(due, new Date(due.dueAt), now)
  return {
    ...shown,
    title: isNear(day, now) ? `${shown.sentence}, ${longDay(day)}` : shown.sentence,
  }
}

function describe(due: Due, dueAt: Date, now: Date): Omit<ShownDeadline, 'title'> {
  const minutes = due.dueInWorkingMinutes ?? 0
  const day = shownDay(dueAt)
  const name = isNear(day.at, now) ? relativeDay(daysBetween(now, day.at)) : longDay(day.at)
  const when = day.time === null ? name : t`${name} at ${day.time}`
  const left = workingTime(Math.abs(minutes))
  const share = Math.min(1, Math.max(0, due.dueShare ?? 0))
  const shown = { share, left, sentence: t`Due ${when}` }
  switch (due.dueState) {
    case 'overdue':
      return {
        ...shown,
        level: 'over',
        label: minutes === 0 ? t`Overdue` : t`${left} overdue`,
        sentence: t`Overdue since ${when}`,
      }
    case 'dueToday':
      return { ...shown, level: 'today', label: day.time ?? capitalised(relativeDay(0)) }
    case 'dueSoon':
      return { ...shown, level: 'soon', label: aheadLabel(day.at, now, minutes) }
    case 'running':
      return { ...shown, level: 'ok', label: aheadLabel(day.at, now, minutes) }
    case 'paused':
      return { ...shown, level: 'pause', label: t`Paused`, sentence: t`Paused, was due ${when}` }
    case 'none':
    case 'met':
      return {
        ...shown,
        share: 1,
        level: 'done',
        label: t`Answered`,
        sentence: t`Answered, was due ${when}`,
      }
  }
}

/** Minutes below two hours, hours below a working day, then working days. */
export function workingTime(minutes: number): string {
  if (minutes < 120) return t`${minutes} min`
  if (minutes < workingDay) return t`${Math.floor(minutes / 60)} h`
  return t`${Math.floor(minutes / workingDay)} d`
}

/** Midnight ends a day: it is shown as the day before, without a time. */
export function shownDay(at: Date): { at: Date; time: string | null } {
  if (timeOfDay(at) === '00:00') return { at: new Date(at.getTime() - 1), time: null }
  return { at, time: timeOfDay(at) }
}

function aheadLabel(at: Date, now: Date, minutes: number): string {
  const calendarDays = daysBetween(now, at)
  if (calendarDays === 0 || calendarDays === 1) return capitalised(relativeDay(calendarDays))
  const workDays = Math.floor(minutes / workingDay)
  if (workDays < 1) return workingTime(minutes)
  if (workDays > farAway) return dayAndMonth(at, now)
  return plural(workDays, { one: '# work day', other: '# work days' })
}

/** Yesterday, today or tomorrow: a day that goes by its name. */
function isNear(day: Date, now: Date): boolean {
  return Math.abs(daysBetween(now, day)) <= 1
}

function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1)
}
