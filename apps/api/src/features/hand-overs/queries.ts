import { type Queryable, sql, type Tx } from '@levee/db'
import type { Viewer } from '../../http/viewer.ts'
import { isSeenByUser, visibleTo } from '../conversations/access.ts'

/** What somebody has on the desk, the most urgent first. */
export async function heldBy(
  db: Queryable,
  viewer: Viewer,
  { userId, limit }: { userId: string; limit: number },
): Promise<{ ids: string[]; total: number }> {
  const rows = await db.rows<{ id: string; total: number }>(sql`
    select c.id, count(*) over ()::int as total from conversation c
    where c.assignee_id = ${userId} and c.status in ('open', 'waiting') and c.merged_into is null
      and ${visibleTo(viewer)}
    order by c.due_at nulls last, c.received_at, c.id limit ${sql.integer(limit)}`)
  return { ids: rows.map(({ id }) => id), total: rows[0]?.total ?? 0 }
}

/** Who may see mail of some mailboxes, and who works on it: the members of its team, or else of the mailboxes. */
export async function peopleOf(
  db: Queryable,
  { mailboxIds, teamId }: { mailboxIds: readonly string[]; teamId: string | null },
): Promise<{ id: string; isMate: boolean }[]> {
  const ids = sql`${mailboxIds}::uuid[]`
  return db.rows(sql`
    select u.id, case when ${teamId}::uuid is null
      then exists (select from mailbox_member m where m.user_id = u.id and m.mailbox_id = any(${ids}))
        or exists (select from mailbox_team m join team_member t using (team_id)
          where t.user_id = u.id and m.mailbox_id = any(${ids}))
      else exists (select from team_member t where t.team_id = ${teamId}::uuid and t.user_id = u.id)
      end as "isMate"
    from app_user u where ${isSeenByUser(sql`u`, ids)} order by u.id`)
}

/** Remembers what was given away in an absence. */
export async function saveHandOvers(
  tx: Tx,
  moves: readonly { absenceId: string; conversationId: string; givenTo: string | null }[],
  at: Date,
): Promise<void> {
  if (moves.length === 0) return
  await tx.run(sql`
    insert into hand_over (absence_id, conversation_id, given_to, at)
    select "absenceId", "conversationId", "givenTo", ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) as m("absenceId" uuid, "conversationId" uuid, "givenTo" uuid)
    on conflict (absence_id, conversation_id) do update set given_to = excluded.given_to, at = excluded.at`)
}

export type HandedOverRow = {
  conversationId: string
  givenTo: string | null
  at: Date
  incoming: number
  replies: number
  notes: number
  canTakeBack: boolean
}

/** What was given away in an absence and is not back, and what happened to it since. */
export async function handedOver(
  db: Queryable,
  viewer: Viewer,
  { absenceId, userId }: { absenceId: string; userId: string },
): Promise<HandedOverRow[]> {
  return db.rows<HandedOverRow>(sql`
    select c.id as "conversationId", h.given_to as "givenTo", h.at,
      (select count(*)::int from message m where m.conversation_id = c.id and m.direction = 'incoming'
        and m.created_at > h.at) as incoming,
      (select count(*)::int from message m where m.conversation_id = c.id and m.direction = 'outgoing'
        and m.created_at > h.at and m.state not in ('cancelled', 'failed')) as replies,
      (select count(*)::int from note n where n.conversation_id = c.id and n.created_at > h.at
        and n.deleted_at is null) as notes,
      (c.assignee_id is not distinct from h.given_to and c.status in ('open', 'waiting')) as "canTakeBack"
    from hand_over h join conversation c on c.id = h.conversation_id
    where h.absence_id = ${absenceId} and c.merged_into is null
      and c.assignee_id is distinct from ${userId} and ${visibleTo(viewer)}
    order by h.at, c.id`)
}

/** The absence of somebody who is away today; undefined for who has left, or is there. */
export async function absenceNow(
  db: Queryable,
  userId: string,
  now: Date,
): Promise<{ id: string; until: string } | undefined> {
  return db.row(sql`
    select id, to_day::text as until from absence
    where user_id = ${userId} and (select (${now}::timestamptz at time zone time_zone)::date
      from installation) between from_day and to_day limit 1`)
}

/**
 * Open mail of people who are away whose first warning has come, or that is near: it is locked, and what another
 * process has is left out.
 */
export async function pastWarning(
  tx: Tx,
  userIds: readonly string[],
  { now, limit }: { now: Date; limit: number },
): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(sql`
    select c.id from conversation c
    where c.assignee_id = any(${userIds}::uuid[]) and c.status = 'open' and c.merged_into is null
      and c.trust <> 'danger' and (c.snoozed_until is null or c.snoozed_until <= ${now})
      and (c.due_paused_at is null or c.due_paused_until <= ${now})
      and (c.due_soon_at <= ${now} or exists (select from deadline d
        where d.conversation_id = c.id and d.met_at is null and (d.next_warning_at <= ${now}
          or exists (select from deadline_warning w where w.deadline_id = d.id and w.due_at = d.due_at))))
    order by c.due_at nulls last, c.id limit ${sql.integer(limit)} for no key update of c skip locked`)
  return rows.map(({ id }) => id)
}
