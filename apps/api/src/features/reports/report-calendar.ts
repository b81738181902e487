import type { DeadlineReport, ReportDay } from '@levee/contract'
import { closureOfDay, dateText, type DayPace, minutesOfDay, overflowOf } from '@levee/domain'
import { openDays, sum } from './figures.ts'
import type { DeskRow } from './queries.ts'
import type { ReportFrame } from './report-frame.ts'
import { figure, type Selection } from './selection.ts'

/** The days of the calendar and the one after them, as `deskRows` takes their starts. */
export function calendarDays({ calendarFrom, calendarTo }: ReportFrame): number[] {
  return Array.from({ length: calendarTo - calendarFrom + 2 }, (_, index) => calendarFrom + index)
}

/** Three weeks of days against what is usually closed in them; null while nothing was closed. */
export function reportDays(
  desk: readonly DeskRow[],
  frame: ReportFrame,
  { selection, paceOn }: { selection: Selection; paceOn: ((day: number) => DayPace) | null },
): ReportDay[] {
  return calendarDays(frame)
    .slice(0, -1)
    .map((day, index) => {
      const due = sum(desk.filter((row) => row.by === 'day' && row.day === index + 1))
      const usual = paceOn && paceOn(day)
      const capacity = usual && usual.pace * minutesOfDay(day, frame.hours)
      const closure = closureOfDay(day, frame.hours)
      const isOver = day < frame.today
      return {
        date: dateText(day),
        isOpen: closure === null,
        closure,
        due: figure(due, selection, { view: 'open', q: [`due:${dateText(day)}`] }),
        capacity: capacity === null ? null : Math.round(capacity * 10) / 10,
        away: usual?.away ?? 0,
        overflow: capacity === null || isOver ? 0 : overflowOf(due, capacity),
      }
    })
}

const AGES = [90, 30, 7] // days: mail that is as old, or older than the next

/** The days since which mail is of an age, as `deskRows` takes their starts: the oldest first. */
export function ageDays({ today }: ReportFrame): number[] {
  return AGES.map((days) => today - days + 1)
}

/** How old what is on the desk is, the newest first. */
export function backlogOf(
  desk: readonly DeskRow[],
  frame: ReportFrame,
  selection: Selection,
): DeadlineReport['backlog'] {
  const starts = ageDays(frame)
  const ages = [...starts.keys(), starts.length].map((age) => {
    const n = sum(desk.filter((row) => row.by === 'age' && row.age === age))
    const [from = null, next] = [starts[age - 1], starts[age]]
    const q = openDays('received', from, next === undefined ? null : next - 1)
    return {
      fromDays: AGES[age] ?? 0,
      toDays: age === 0 ? null : (AGES[age - 1] ?? 0) - 1,
      conversations: figure(n, selection, { view: 'open', q: [q] }),
    }
  })
  return ages.toReversed()
}
