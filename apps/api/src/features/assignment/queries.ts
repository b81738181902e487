import type { AssignmentReason } from '@levee/contract'
import { type Queryable, sql, type Tx } from '@levee/db'
import { type AssignmentMode, NO_WORK, plainWeek, weightOfDate, type Workload } from '@levee/domain'
import { today } from '../absences/service.ts'
import { isSeenByUser } from '../conversations/access.ts'
import { loadHours } from '../deadlines/service.ts'

/** A team that gives its mail out by itself. */
export type GivingTeam = {
  id: string
  assignment: Exclude<AssignmentMode, 'manual'>
  lastTurn: string | null
}

/**
 * Those of some teams that give their mail out by themselves, locked until the transaction ends: the same turn is
 * never given twice.
 */
export async function lockGivingTeams(tx: Tx, ids: readonly string[]): Promise<GivingTeam[]> {
  return tx.rows<GivingTeam>(sql`
    select id, assignment, last_turn as "lastTurn" from team
    where id = any(${[...new Set(ids)]}::uuid[]) and assignment <> 'manual'
    order by id for no key update`)
}

export async function saveTurn(
  tx: Tx,
  { id, lastTurn }: Pick<GivingTeam, 'id' | 'lastTurn'>,
): Promise<void> {
  await tx.run(sql`update team set last_turn = ${lastTurn} where id = ${id}`)
}

/** Somebody of a team, and what decides whether they can be given mail. */
export type Member = {
  id: string
  teamId: string
  awayUntil: string | null
  /** Of those that were asked for, the conversations that they may see. */
  seen: string[]
}

/** The members of some teams who have an account. */
export async function membersOf(
  tx: Queryable,
  teamIds: readonly string[],
  { conversationIds, now }: { conversationIds: readonly string[]; now: Date },
): Promise<Member[]> {
  return tx.rows<Member>(sql`
    select u.id, t.team_id as "teamId",
      (select max(a.to_day)::text from absence a
        where a.user_id = u.id and ${today(now)} between a.from_day and a.to_day) as "awayUntil",
      array(select c.id from conversation c where c.id = any(${conversationIds}::uuid[])
        and ${isSeenByUser(sql`u`, sql`c.mailbox_ids`)}) as seen
    from team_member t join app_user u on u.id = t.user_id
    where t.team_id = any(${teamIds}::uuid[]) and u.disabled_at is null`)
}

type OpenRow = {
  userId: string
  dueAt: Date | null
  calendarId: string | null
  calendarVersion: number | null
}

/** What these people have to do: their open conversations; one that rests weighs as if it had no date. */
export async function workloads(
  tx: Queryable,
  userIds: readonly string[],
  now: Date,
): Promise<Map<string, Workload>> {
  const rows = await tx.rows<OpenRow>(sql`
    select assignee_id as "userId",
      case when (snoozed_until is null or snoozed_until <= ${now}) and trust <> 'danger'
        and (due_paused_at is null or due_paused_until <= ${now}) then due_at end as "dueAt",
      due_calendar_id as "calendarId", due_calendar_version as "calendarVersion"
    from conversation where status = 'open' and merged_into is null
      and assignee_id = any(${userIds}::uuid[])`)
  const weights = await weigher(tx, rows, now)
  const works = new Map(userIds.map((id) => [id, NO_WORK]))
  for (const row of rows) {
    const { open, weight } = works.get(row.userId) ?? NO_WORK
    works.set(row.userId, { open: open + 1, weight: weight + weights(row) })
  }
  return works
}

/** How heavy some conversations are, by their id. */
export async function weightsOf(
  tx: Queryable,
  ids: readonly string[],
  now: Date,
): Promise<Map<string, number>> {
  const rows = await tx.rows<OpenRow & { id: string }>(sql`
    select id, assignee_id as "userId", due_at as "dueAt", due_calendar_id as "calendarId",
      due_calendar_version as "calendarVersion"
    from conversation where id = any(${ids}::uuid[])`)
  const weights = await weigher(tx, rows, now)
  return new Map(rows.map((row) => [row.id, weights(row)]))
}

async function weigher(
  tx: Queryable,
  rows: readonly OpenRow[],
  now: Date,
): Promise<(row: OpenRow) => number> {
  const counted = rows.flatMap(({ calendarId: id, calendarVersion: version }) =>
    id !== null && version !== null ? [{ id, version }] : [],
  )
  const hours = await loadHours(tx, counted)
  const zone = await tx.row<{ timeZone: string }>(
    sql`select time_zone as "timeZone" from installation`,
  )
  const week = plainWeek(zone?.timeZone ?? 'UTC')
  return ({ dueAt, calendarId, calendarVersion }) =>
    weightOfDate(dueAt, now, hours.get(`${calendarId}:${calendarVersion}`) ?? week)
}

/** Open mail of teams that give theirs out by themselves, for which nobody was there when it was to be given. */
export async function leftOvers(tx: Tx, limit: number): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(sql`
    select c.id from team t join conversation c on c.team_id = t.id
      cross join lateral (select a.after -> 'assignment' ->> 'userId' as "userId", a.after ? 'assignment' as "isChosen"
        from activity a where a.conversation_id = c.id
          and (a.after ? 'assigneeId' or a.after ? 'assignment')
          and not exists (select from activity u where u.undoes = a.id)
        order by a.seq desc limit 1) last
    where t.assignment <> 'manual' and c.status = 'open' and c.assignee_id is null
      and c.merged_into is null and last."isChosen" and last."userId" is null
    order by c.received_at, c.id limit ${sql.integer(limit)} for no key update of c skip locked`)
  return rows.map(({ id }) => id)
}

/** What last decided on the assignee of a conversation, and its reason where that was Levee. */
export async function lastChoice(
  db: Queryable,
  conversationId: string,
): Promise<{ at: Date; mailboxId: string | null; reason: AssignmentReason | null } | undefined> {
  return db.row(sql`
    select at, after ->> 'mailboxId' as "mailboxId", after -> 'assignment' as reason from activity a
    where conversation_id = ${conversationId} and (after ? 'assigneeId' or after ? 'assignment')
      and not exists (select from activity u where u.undoes = a.id)
    order by seq desc limit 1`)
}
