import type { SpreadProposal } from '@levee/contract'
import {
  dateText,
  dayOfDate,
  DomainError,
  isAway,
  minutesLeft,
  minutesOfDay,
  overflowOf,
  paceByPresence,
  paceWhenThere,
  type SpreadPerson,
  spreadMail,
} from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { requirePermission, type Viewer } from '../../http/viewer.ts'
import {
  closedByPeople,
  type ClosedRow,
  type DueMail,
  dueMails,
  type DueRow,
  dueRows,
} from './coming-queries.ts'
import { sum } from './figures.ts'
import { reportFrame, type ReportFrame, startsOf } from './report-frame.ts'
import { type Absences, absencesOn, closersOf } from './presence.ts'
import { figure, type Selection } from './selection.ts'

const FARTHEST = 366 // days: more is nobody's next week

/**
 * Whom to give what is due on a day. What somebody has due until then is compared with what they usually close
 * until then, in all that the viewer may see; nothing is changed.
 * @throws {DomainError} `invalid` when the day is over, or too far away.
 */
export async function proposeSpread(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  viewer: Viewer,
  { date, ...selection }: Selection & { date: string },
): Promise<SpreadProposal> {
  requirePermission(viewer, 'seeReports')
  const frame = await reportFrame(db, now(), selection)
  const day = dayOfDate(date)
  refuseFarDay(day, frame)
  const { paceDays } = frame
  const [start, end, from, to] = startsOf([day, day + 1, paceDays.from, paceDays.to + 1], frame)
  if (!start || !end || !from || !to) throw new Error('A day has no beginning.')
  const [mails, due, closed, closedOfAll, absences] = await Promise.all([
    dueMails(db, { viewer, selection }, { now: frame.now, from: start, to: end }),
    dueRows(db, { viewer, selection: {}, by: 'person' }, { now: frame.now, starts: [start, end] }),
    closedByPeople(db, { viewer, selection: {} }, { from, to }),
    closedByPeople(db, { viewer, selection }, { from, to }),
    absencesOn(db, { from: paceDays.from, to: day }),
  ])
  const people = peopleOf({ due, closed, absences }, day, frame)
  const { moves, due: after, left } = spreadMail(people, mails)
  const isToday = day === frame.today
  const measured = { days: paceDays, now: frame.now, hours: frame.hours }
  const { pace } = paceByPresence(closersOf(closedOfAll, absences), measured)(day)
  const capacity =
    pace * (isToday ? minutesLeft(day, frame.now, frame.hours) : minutesOfDay(day, frame.hours))
  const total = mails[0]?.total ?? 0
  const q = isToday ? 'due:today' : `due:${dateText(day)}`
  return {
    date,
    due: figure(total, selection, { view: 'open', q: [q] }),
    capacity: Math.round(capacity * 10) / 10,
    overflow: closedOfAll.length > 0 ? overflowOf(total, capacity) : 0,
    moves: moves.flatMap(({ mailId, fromId, toId }) => {
      const mail = mails.find(({ id }) => id === mailId)
      return mail ? [{ ...shown(mail), fromUserId: fromId, toUserId: toId }] : []
    }),
    left: left + total - mails.length,
    people: people.map(({ id, capacity: room, due: before }) => ({
      userId: id,
      capacity: Math.round(room * 10) / 10,
      dueBefore: before,
      dueAfter: after.get(id) ?? before,
    })),
  }
}

function shown({ id, reference, subject, dueAt }: DueMail) {
  return { conversationId: id, reference, subject, dueAt: dueAt.toISOString() }
}

function refuseFarDay(day: number, { today }: ReportFrame): void {
  if (day >= today && day <= today + FARTHEST) return
  throw new DomainError('invalid', 'Take a day from today on, within a year.', {
    errors: [{ path: 'date', message: 'is over, or too far away' }],
  })
}

/** Who closes mail, or has some to close: how much until the end of the day, and how much is due by then. */
function peopleOf(
  { due, closed, absences }: { due: readonly DueRow[]; closed: ClosedRow[]; absences: Absences },
  day: number,
  { today, paceDays, now, hours }: ReportFrame,
): SpreadPerson[] {
  const days = Array.from({ length: day - today + 1 }, (_, index) => today + index)
  const ids = new Set([...closed.map(({ userId }) => userId), ...due.map(({ key }) => key)])
  return [...ids].flatMap((id) => {
    if (id === null) return []
    const away = absences.get(id) ?? []
    const minutes = days
      .filter((each) => !isAway(each, away))
      .reduce((total, each) => total + minutesLeft(each, now, hours), 0)
    const own = { closed: sum(closed.filter(({ userId }) => userId === id)), away }
    const pace = paceWhenThere(own, { days: paceDays, now, hours })
    return [{ id, capacity: pace * minutes, due: sum(due.filter(({ key }) => key === id)) }]
  })
}
