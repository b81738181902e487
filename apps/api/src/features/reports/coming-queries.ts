import { type Queryable, type Sql, sql } from '@levee/db'
import { DUE_LEVELS } from '@levee/domain'
import type { Viewer } from '../../http/viewer.ts'
import { dueLevel } from '../conversations/service.ts'
import { isSelected, type Selection } from './selection.ts'

type Asked = { viewer: Viewer; selection: Selection }

/** How much of somebody falls due on a day: 0 is overdue already, from 1 on a place in `starts`. */
export type DueRow = { key: string | null; day: number; n: number }

/** Whose: of a team or of a person. */
export type Owner = 'team' | 'person'
const OWNER: Record<Owner, Sql> = { team: sql`c.team_id`, person: sql`c.assignee_id` }

/** What falls due and runs, by whose it is and by day. The last of `starts` is the end of the last day. */
export function dueRows(
  db: Queryable,
  { viewer, selection, by }: Asked & { by: Owner },
  { now, starts }: { now: Date; starts: readonly Date[] },
): Promise<DueRow[]> {
  return db.rows<DueRow>(sql`
    select ${OWNER[by]} as key, case when c.due_at < ${now} then 0
        else width_bucket(c.due_at - interval '1 ms', ${starts}::timestamptz[]) end as day, count(*)::int as n
    from conversation c where c.due_at <= ${starts.at(-1)} and ${runs(now)} and ${isSelected(selection, viewer)}
    group by 1, 2`)
}

/** How much was closed, of each team and by whom. */
export type ClosedRow = { teamId: string | null; userId: string | null; n: number }

export function closedByPeople(
  db: Queryable,
  { viewer, selection }: Asked,
  { from, to }: { from: Date; to: Date },
): Promise<ClosedRow[]> {
  return db.rows<ClosedRow>(sql`
    select c.team_id as "teamId", c.assignee_id as "userId", count(*)::int as n from conversation c
    where c.resolved_at >= ${from} and c.resolved_at < ${to} and ${isSelected(selection, viewer)}
    group by 1, 2`)
}

/** Mail that falls due on a day, with those who may be given it. */
export type DueMail = {
  id: string
  reference: string | null
  subject: string
  dueAt: Date
  assigneeId: string | null
  eligible: string[]
  /** How many fall due then: more than are given, perhaps. */
  total: number
}

const MOST_MAILS = 1000 // of a day: as many as one change of many takes

/**
 * What falls due between two instants and runs, the most urgent first. It may be given to members of its
 * mailboxes, of its team where it has one.
 */
export function dueMails(
  db: Queryable,
  { viewer, selection }: Asked,
  { now, from, to }: { now: Date; from: Date; to: Date },
): Promise<DueMail[]> {
  return db.rows<DueMail>(sql`
    with member as (select mailbox_id, user_id from mailbox_member
      union select mailbox_id, user_id from mailbox_team join team_member using (team_id))
    select c.id, c.reference, c.subject, c.due_at as "dueAt", c.assignee_id as "assigneeId",
      array(select distinct m.user_id from member m join app_user u on u.id = m.user_id
        where m.mailbox_id = any(c.mailbox_ids) and u.disabled_at is null
          and (c.team_id is null or exists (select from team_member t
            where t.team_id = c.team_id and t.user_id = m.user_id)) order by 1) as eligible,
      (count(*) over ())::int as total
    from conversation c where c.due_at > ${from} and c.due_at <= ${to} and c.due_at >= ${now} and ${runs(now)}
      and ${isSelected(selection, viewer)}
    order by c.due_at, c.id limit ${sql.integer(MOST_MAILS)}`)
}

/** On the desk, with a clock that runs. */
function runs(now: Date): Sql {
  const levels = sql.integer(DUE_LEVELS.indexOf('paused')) // those before it
  return sql`c.status in ('open', 'waiting') and ${dueLevel(now)} < ${levels}`
}
