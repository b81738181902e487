import type { DeadlineForecast, ForecastDay } from '@levee/contract'
import {
  closureOfDay,
  type CompiledCalendar,
  dateText,
  firstOverflow,
  forecastDays,
  minutesLeft,
  paceByPresence,
  paceOf,
} from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { requirePermission, type Viewer } from '../../http/viewer.ts'
import { closedByPeople, type ClosedRow, type DueRow, dueRows } from './coming-queries.ts'
import { sum } from './figures.ts'
import { type Absences, absencesOn, closersOf } from './presence.ts'
import { rowNames } from './queries.ts'
import { PACE_WEEKS, reportFrame, type ReportFrame, startsOf } from './report-frame.ts'
import { figure, rowOf, type Selection } from './selection.ts'

const DAYS = 21
type Part = Omit<DeadlineForecast, 'at' | 'weeks' | 'teams'>

/** Which of the days to come have more due than will be done at the usual pace: of all, and of each team. */
export async function deadlineForecast(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  viewer: Viewer,
  { days = DAYS, ...selection }: Selection & { days?: number },
): Promise<DeadlineForecast> {
  requirePermission(viewer, 'seeReports')
  const frame = await reportFrame(db, now(), selection)
  const { today, paceDays } = frame
  const dates = Array.from({ length: days }, (_, index) => today + index)
  const asked = { viewer, selection, by: 'team' } as const
  const [from = frame.now, to = frame.now] = startsOf([paceDays.from, paceDays.to + 1], frame)
  const starts = startsOf([...dates, today + days], frame)
  const [due, closed, absences, names] = await Promise.all([
    dueRows(db, asked, { now: frame.now, starts }),
    closedByPeople(db, asked, { from, to }),
    absencesOn(db, { from: paceDays.from, to: today + days - 1 }),
    rowNames(db, 'team'),
  ])
  const keys = [...closed.map(({ teamId }) => teamId), ...due.map(({ key }) => key)]
  const teams = [...new Set(keys)].map((teamId) => ({
    teamId,
    name: teamId === null ? null : (names.get(teamId) ?? null),
    ...partOf(
      {
        due: due.filter(({ key }) => key === teamId),
        closed: closed.filter((row) => row.teamId === teamId),
        absences,
        hours: frame.hoursOfTeam(teamId),
        selection: rowOf(selection, 'team', teamId),
      },
      dates,
      frame,
    ),
  }))
  return {
    at: frame.now.toISOString(),
    weeks: PACE_WEEKS,
    ...partOf({ due, closed, absences, hours: frame.hours, selection }, dates, frame),
    teams: teams.toSorted((one, other) => (one.name ?? LAST).localeCompare(other.name ?? LAST)),
  }
}

const LAST = '\uFFFF' // what has no name comes after all names

type Coming = {
  due: readonly DueRow[]
  closed: readonly ClosedRow[]
  absences: Absences
  hours: CompiledCalendar
  selection: Selection
}

function partOf(
  { due, closed, absences, hours, selection }: Coming,
  dates: readonly number[],
  { now, paceDays, today }: ReportFrame,
): Part {
  const total = closed.reduce((all, { n }) => all + n, 0)
  const pace = paceOf(total, paceDays, now, hours)
  const paceOn = paceByPresence(closersOf(closed, absences), { days: paceDays, now, hours })
  const on = (place: number): number => sum(due.filter(({ day }) => day === place))
  const coming = dates.map((day, index) => ({
    day,
    due: on(index + 1),
    capacity: paceOn(day).pace * minutesLeft(day, now, hours),
  }))
  const days = pace > 0 ? forecastDays(coming, on(0)) : []
  const first = firstOverflow(days)
  return {
    pacePerDay: rounded(pace * hours.dayMinutes),
    overdue: figure(on(0), selection, { view: 'open', q: ['due:overdue'] }),
    firstOverflow: first === null ? null : dateText(first),
    days: days.map(({ day, due: n, capacity, done, late, overflows }): ForecastDay => {
      const q = day === today ? 'due:today' : `due:${dateText(day)}`
      return {
        date: dateText(day),
        isOpen: closureOfDay(day, hours) === null,
        due: figure(n, selection, { view: 'open', q: [q] }),
        capacity: rounded(capacity),
        away: paceOn(day).away,
        done: rounded(done),
        late: rounded(late),
        overflows,
      }
    }),
  }
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}
