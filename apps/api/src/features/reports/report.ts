import type { DeadlineReport, DeadlineReportQuery } from '@levee/contract'
import { dateText, type DayPace, DUE_LEVELS, paceByPresence, paceOf } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { requirePermission, type Viewer } from '../../http/viewer.ts'
import { listConversations } from '../conversations/service.ts'
import { closedByPeople } from './coming-queries.ts'
import { countOfMeasured, levelsOf, sum, USUAL_GROUP } from './figures.ts'
import {
  type DeskRow,
  deskRows,
  type ReceivedRow,
  receivedRows,
  repliedRows,
  type ResolvedRow,
  resolvedRows,
  rowNames,
  type Scope,
} from './queries.ts'
import { absencesOn, closersOf } from './presence.ts'
import { ageDays, backlogOf, calendarDays, reportDays } from './report-calendar.ts'
import { reportFrame, type ReportFrame, startsOf } from './report-frame.ts'
import { type Counted, reportRows } from './report-rows.ts'
import { timesPart } from './report-times.ts'
import { figure, type Selection } from './selection.ts'
import { sliceStarts, within } from './slices.ts'

const NEXT = 7 // deadlines that are shown
const LOOKED_AT = 30 // some of them rest
const WEEK = 7 * 86_400_000 // ms

type ReportDeps = Pick<Deps, 'db' | 'now'>

/** How deadlines stand and how long answers take, of what the viewer may see. */
export async function deadlineReport(
  deps: ReportDeps,
  viewer: Viewer,
  query: DeadlineReportQuery,
): Promise<DeadlineReport> {
  requirePermission(viewer, 'seeReports')
  const { db } = deps
  const { period: _, from: __, groupBy = USUAL_GROUP, ...selection } = query
  const frame = await reportFrame(db, deps.now(), query)
  const scope: Scope = { viewer, selection, groupBy }
  const [names, counted, next, presence] = await Promise.all([
    rowNames(db, groupBy),
    countAll(deps, scope, frame),
    nextDeadlines(deps, scope),
    presenceOf(deps, scope, frame),
  ])
  const { timeZone, current, previous } = frame
  return {
    at: frame.now.toISOString(),
    period: {
      from: dateText(current.from),
      to: dateText(current.to),
      previousFrom: dateText(previous.from),
      previousTo: dateText(previous.to),
    },
    calendar: {
      name: frame.hours.calendar.name,
      timeZone,
      dayMinutes: frame.hours.dayMinutes,
    },
    ...deskPart(counted, frame, { selection, presence }),
    ...timesPart(counted, frame, selection),
    groupBy,
    rows: reportRows(counted, frame, { scope, names }),
    next,
  }
}

type AllCounted = Counted & { received: ReceivedRow[] }

async function countAll({ db }: ReportDeps, scope: Scope, frame: ReportFrame): Promise<AllCounted> {
  const starts = sliceStarts(frame)
  const slices = startsOf(starts, frame)
  const first = starts.indexOf(frame.current.from) // older mail is counted when it is answered
  const since = new Date(frame.now.getTime() - WEEK)
  const [desk, replied, resolved, received] = await Promise.all([
    deskRows(db, scope, {
      now: frame.now,
      since,
      dayStarts: startsOf(calendarDays(frame), frame),
      ageStarts: startsOf(ageDays(frame), frame),
    }),
    repliedRows(db, scope, slices),
    resolvedRows(db, scope, { starts: slices, since }),
    receivedRows(db, scope, slices.slice(first)),
  ])
  const inSlices = received.map((row) => ({ ...row, slice: row.slice + first }))
  return { desk, replied, resolved, received: inSlices, starts }
}

/** How fast mail is closed on each day where people are away; null where nobody is, which needs no second look. */
async function presenceOf(
  { db }: ReportDeps,
  { viewer, selection }: Scope,
  frame: ReportFrame,
): Promise<((day: number) => DayPace) | null> {
  const { paceDays, now, hours } = frame
  const absences = await absencesOn(db, { from: paceDays.from, to: frame.calendarTo })
  if (absences.size === 0) return null
  const [from = now, to = now] = startsOf([paceDays.from, paceDays.to + 1], frame)
  const closed = await closedByPeople(db, { viewer, selection }, { from, to })
  return paceByPresence(closersOf(closed, absences), { days: paceDays, now, hours })
}

type DeskPart = Pick<DeadlineReport, 'open' | 'levels' | 'overdueWeekAgo' | 'backlog' | 'days'>

/** What is on the desk now. */
function deskPart(
  { desk, resolved, starts }: AllCounted,
  frame: ReportFrame,
  { selection, presence }: { selection: Selection; presence: ((day: number) => DayPace) | null },
): DeskPart {
  const levels = desk.filter(({ by }) => by === 'level')
  const { paceDays, now, hours } = frame
  const closed = countOfMeasured(within(resolved, starts, paceDays))
  const pace = paceOf(closed, paceDays, now, hours)
  return {
    open: figure(sum(levels), selection, { view: 'open' }),
    levels: levelsOf(levels, selection),
    overdueWeekAgo: overdueThen(levels, resolved),
    backlog: backlogOf(desk, frame, selection),
    days: reportDays(desk, frame, {
      selection,
      paceOn: pace > 0 ? (presence ?? (() => ({ pace, away: 0 }))) : null,
    }),
  }
}

/** What was overdue a week ago and still is, or was closed since then. */
function overdueThen(desk: readonly DeskRow[], resolved: readonly ResolvedRow[]): number {
  const still = desk.filter(({ level, isOld }) => isOld && level === DUE_LEVELS.indexOf('overdue'))
  return resolved.reduce((n, { overdueSince }) => n + overdueSince, sum(still))
}

/** What falls due next and runs, the most urgent first. */
async function nextDeadlines(
  deps: ReportDeps,
  { viewer, selection }: Scope,
): Promise<DeadlineReport['next']> {
  const { filter } = figure(0, selection, { view: 'open' })
  const { items } = await listConversations(deps, viewer, {
    ...filter,
    sort: 'dueAt',
    limit: LOOKED_AT,
  })
  const running = items.filter(({ dueState }) => dueState !== 'paused')
  return running.slice(0, NEXT).flatMap(({ id: conversationId, dueAt, ...item }) => {
    const { reference, subject, mailboxId, teamId, assigneeId } = item
    const { dueState, dueShare, dueInWorkingMinutes } = item
    if (dueAt === null) return []
    const facts = { dueAt, dueState, dueShare, dueInWorkingMinutes }
    return [{ conversationId, reference, subject, mailboxId, teamId, assigneeId, ...facts }]
  })
}
