import type { Presence, PresenceState } from '@levee/contract'
import { type Queryable, sql, type Tx } from '@levee/db'
import type { Viewer } from '../../http/viewer.ts'
import { visibleTo } from '../conversations/access.ts'

/** One window of a person, in one conversation. */
export type Window = { userId: string; tab: string; conversationId: string }

/** Who is where, of what the viewer may see; who writes in one window and looks in another writes. */
export async function presentPeople(
  db: Queryable,
  viewer: Viewer,
  since: Date,
): Promise<Presence[]> {
  return db.rows<Presence>(sql`
    select p.conversation_id as "conversationId", p.user_id as "userId", max(p.state) as state
    from presence p join conversation c on c.id = p.conversation_id
    where p.seen_at > ${since} and ${visibleTo(viewer)}
    group by 1, 2 order by 1, 2`)
}

/** Where these people are. */
export async function presenceOf(
  tx: Queryable,
  userIds: string[],
  since: Date,
): Promise<Presence[]> {
  return tx.rows<Presence>(sql`
    select conversation_id as "conversationId", user_id as "userId", max(state) as state
    from presence where user_id = any(${userIds}::uuid[]) and seen_at > ${since} group by 1, 2`)
}

/** A sign of life that says nothing new. @returns whether it was that. */
export async function prolong(
  db: Queryable,
  { userId, tab, conversationId }: Window,
  { state, now, since }: { state: PresenceState; now: Date; since: Date },
): Promise<boolean> {
  const prolonged = await db.run(sql`
    update presence set seen_at = ${now} where user_id = ${userId} and tab = ${tab}
      and conversation_id = ${conversationId} and state = ${state} and seen_at > ${since}`)
  return prolonged > 0
}

/** The window is in this conversation now, and in no other. */
export async function enter(
  tx: Tx,
  { userId, tab, conversationId }: Window,
  { state, now }: { state: PresenceState; now: Date },
): Promise<void> {
  await tx.run(sql`
    delete from presence where user_id = ${userId} and tab = ${tab} and conversation_id <> ${conversationId}
      and ${tab} <> ''`)
  await tx.run(sql`
    insert into presence (user_id, tab, conversation_id, state, seen_at)
    values (${userId}, ${tab}, ${conversationId}, ${state}, ${now})
    on conflict (user_id, tab, conversation_id) do update
      set state = excluded.state, seen_at = excluded.seen_at`)
}

export async function leave(tx: Tx, { userId, tab, conversationId }: Window): Promise<void> {
  await tx.run(sql`
    delete from presence
    where user_id = ${userId} and tab = ${tab} and conversation_id = ${conversationId}`)
}

/** Whether any window gave no sign of life since. */
export async function hasEnded(db: Queryable, since: Date): Promise<boolean> {
  const row = await db.row(sql`select from presence where seen_at <= ${since} limit 1`)
  return row !== undefined
}

/** Deletes windows that gave no sign of life since; answers where they were. */
export async function deleteEnded(tx: Tx, since: Date): Promise<Presence[]> {
  return tx.rows<Presence>(sql`
    with ended as (delete from presence where seen_at <= ${since}
      returning user_id, conversation_id, state)
    select conversation_id as "conversationId", user_id as "userId", max(state) as state
    from ended group by 1, 2`)
}

/** The mailboxes of some conversations, by their id. */
export async function mailboxesOf(tx: Queryable, ids: string[]): Promise<Map<string, string[]>> {
  const rows = await tx.rows<{ id: string; mailboxIds: string[] }>(sql`
    select id, mailbox_ids as "mailboxIds" from conversation where id = any(${ids}::uuid[])`)
  return new Map(rows.map(({ id, mailboxIds }) => [id, mailboxIds]))
}
