import { type Db, sql } from '@levee/db'

/** What the server accepted. */
export type Accepted = {
  changes: { conversationId: string; revision: number; activityId: string; patch: object }[]
  notes: { conversationId: string; text: string }[]
  replies: { conversationId: string; text: string }[]
  /** Refused, since somebody else was first. */
  conflicts: number
  /** Where everybody was last. */
  places: Map<string, { conversationId: string; state: 'viewing' | 'writing' }>
}

export function nothingYet(): Accepted {
  return { changes: [], notes: [], replies: [], conflicts: 0, places: new Map() }
}

/**
 * Accepted changes that are not there: in the log as they were asked for, and on the mail as the last of them said;
 * notes and replies that are not there exactly once.
 */
export async function lostUpdates(db: Db, accepted: Accepted): Promise<number> {
  const lost = await Promise.all([
    missingFromLog(db, accepted),
    overwritten(db, accepted),
    notOnce(db, 'note', accepted.notes),
    notOnce(db, 'message', accepted.replies),
  ])
  return lost.reduce((sum, n) => sum + n, 0)
}

async function missingFromLog(db: Db, { changes }: Accepted): Promise<number> {
  const row = await db.row<{ n: number }>(sql`
    select count(*)::int as n
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb)
      as w("conversationId" uuid, revision int, "activityId" uuid, patch jsonb)
    where not exists (select from activity a where a.id = w."activityId"
      and a.conversation_id = w."conversationId" and a.revision = w.revision and a.after @> w.patch)`)
  return row?.n ?? 0
}

/** What a later accepted change did not say anything of must stand. */
async function overwritten(db: Db, { changes }: Accepted): Promise<number> {
  const row = await db.row<{ n: number }>(sql`
    with wanted as (
      select distinct on (w."conversationId", p.key) w."conversationId" as id, p.key, p.value
      from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb)
          as w("conversationId" uuid, revision int, patch jsonb)
        cross join jsonb_each(w.patch) p
      order by w."conversationId", p.key, w.revision desc),
    stands as (
      select c.id, jsonb_build_object('assigneeId', c.assignee_id, 'priority', c.priority, 'tagIds',
        array(select t.tag_id from conversation_tag t where t.conversation_id = c.id order by 1)) as fields
      from conversation c where c.id in (select id from wanted))
    select count(*)::int as n from wanted join stands using (id)
    where stands.fields -> wanted.key is distinct from wanted.value`)
  return row?.n ?? 0
}

async function notOnce(
  db: Db,
  table: 'note' | 'message',
  written: readonly { conversationId: string; text: string }[],
): Promise<number> {
  const row = await db.row<{ n: number }>(sql`
    select count(*)::int as n
    from jsonb_to_recordset(${JSON.stringify(written)}::jsonb) as w("conversationId" uuid, text text)
    where (select count(*) from ${sql.identifier(table)} n
      where n.conversation_id = w."conversationId" and position(w.text in n.text) > 0) <> 1`)
  return row?.n ?? 0
}

type Counted = { views: Record<string, number> }

/** Counts of a person that are not what there is. */
export async function wrongCounts(
  db: Db,
  { views }: Counted,
  { userId, mailboxId }: { userId: string; mailboxId: string },
): Promise<number> {
  const row = await db.row<Record<string, number>>(sql`
    select count(*) filter (where status in ('open', 'waiting'))::int as open,
      count(*) filter (where status = 'open' and assignee_id is null)::int as unassigned,
      count(*) filter (where status in ('open', 'waiting') and assignee_id = ${userId})::int as mine
    from conversation where ${mailboxId}::uuid = any(mailbox_ids) and merged_into is null`)
  return Object.entries(row ?? {}).filter(([view, n]) => views[view] !== n).length
}
