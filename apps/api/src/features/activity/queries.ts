import type { ConversationChange, Mention, TimelineEntry } from '@levee/contract'
import { type Queryable, sql } from '@levee/db'
import { changeSubjects, type FieldChanges } from '@levee/domain'

/** An entry of the log, as it is taken back. */
export type Activity = FieldChanges & {
  id: string
  conversationId: string
  kind: string
  at: Date
  isUndone: boolean
}

type ChangeRow = Omit<ConversationChange, 'at' | 'subjects'> & { at: Date }

const MOST_CHANGES = 50 // enough to see what happened; a refusal is no history

/** What happened to a conversation after it had a revision, the oldest first. */
export async function changesSince(
  tx: Queryable,
  conversationId: string,
  revision: number,
): Promise<ConversationChange[]> {
  const rows = await tx.rows<ChangeRow>(sql`
    select a.id as "activityId", a.revision, a.at, a.actor_id as "actorId", a.kind, a.before, a.after,
      coalesce(u.name, (select coalesce(nullif(m.from_name, ''), m.from_address) from message m
        where a.kind in ('received', 'sent') and m.id = (a.after ->> 'messageId')::uuid)) as who
    from activity a left join app_user u on u.id = a.actor_id
    where a.conversation_id = ${conversationId} and a.revision > ${revision}
    order by a.seq limit ${MOST_CHANGES}`)
  return rows.map((row) => ({
    ...row,
    at: row.at.toISOString(),
    subjects: changeSubjects(row.kind, row.after),
  }))
}

/** One entry of the log; undefined when there is none with this id. */
export async function findActivity(tx: Queryable, id: string): Promise<Activity | undefined> {
  return tx.row<Activity>(sql`
    select id, conversation_id as "conversationId", kind, before, after, at,
      exists (select from activity u where u.undoes = a.id) as "isUndone"
    from activity a where id = ${id}`)
}

/** Several entries of the log that stand. */
export async function findActivities(tx: Queryable, ids: readonly string[]): Promise<Activity[]> {
  return tx.rows<Activity>(sql`
    select id, conversation_id as "conversationId", kind, before, after, at, false as "isUndone"
    from activity a where id = any(${ids}::uuid[])
      and not exists (select from activity u where u.undoes = a.id)
    order by id`)
}

/** The other entries of the log that one report made, in whatever mailbox, that stand. */
export async function sameCampaign(tx: Queryable, id: string): Promise<Activity[]> {
  return tx.rows<Activity>(sql`
    select a.id, a.conversation_id as "conversationId", a.kind, a.before, a.after, false as "isUndone"
    from activity r join activity a on a.after ->> 'campaign' = r.after ->> 'campaign'
    where r.id = ${id} and r.kind = 'reported' and a.kind = 'reported' and a.id <> r.id
      and not exists (select from activity u where u.undoes = a.id)
    order by a.id`)
}

type Entry = Omit<TimelineEntry, 'at'> & { at: Date }
type NoteEntry = Omit<Entry, 'rule' | 'mentions' | 'editedAt'> & {
  rule: { id: string; name: string } | null
  mentions: Mention[]
  editedAt: Date | null
}

/** The notes and the log of a conversation and of those merged into it, the oldest first. */
export async function timeline(tx: Queryable, conversationId: string): Promise<TimelineEntry[]> {
  const ids = sql`(select id from conversation where id = ${conversationId} or merged_into = ${conversationId})`
  const [notes, activities] = await Promise.all([
    tx.rows<NoteEntry>(sql`
      select 'note' as type, n.id, n.created_at as at, n.author_id as "actorId", n.text, n.mentions,
        n.edited_at as "editedAt",
        case when r.id is not null then jsonb_build_object('id', r.id, 'name', r.name) end as rule
      from note n left join rule r on r.id = n.rule_id where n.conversation_id in ${ids} and n.deleted_at is null`),
    tx.rows<Entry>(sql`
      select 'activity' as type, id, at, actor_id as "actorId", kind, before, after,
        exists (select from activity u where u.undoes = a.id) as undone
      from activity a where conversation_id in ${ids} and kind <> 'noted' order by at, seq`),
  ])
  const written = notes.map(({ rule, mentions, editedAt, ...note }) => ({
    ...note,
    ...(mentions.length > 0 && { mentions }),
    ...(editedAt && { editedAt: editedAt.toISOString() }),
    ...(rule && { rule }),
  }))
  return [...written, ...activities]
    .toSorted((one, other) => one.at.getTime() - other.at.getTime())
    .map((entry) => ({ ...entry, at: entry.at.toISOString() }))
}
