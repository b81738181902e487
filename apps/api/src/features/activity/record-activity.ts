import type { ActivityKind } from '@levee/contract'
import { type Queryable, type Sql, sql } from '@levee/db'

/** Who did what to a conversation: one entry of its log. Save the change first: the entry keeps the new revision. */
export type NewActivity = {
  conversationId: string
  /** Null: Levee itself. */
  actorId: string | null
  kind: ActivityKind
  before: object
  after: object
  at: Date
  /** The entry that this one takes back. */
  undoes?: string
}

/** Adds an entry to the log of a conversation and answers its id. */
export async function recordActivity(tx: Queryable, activity: NewActivity): Promise<string> {
  const recorded = await recordActivities(tx, [activity])
  return recorded.get(activity.conversationId) ?? ''
}

/** Adds an entry to the log of each of several conversations; answers the entries' ids by conversation. */
export async function recordActivities(
  tx: Queryable,
  activities: readonly NewActivity[],
): Promise<Map<string, string>> {
  const rows = await tx.rows<{ id: string; conversationId: string }>(sql`
    insert into activity (conversation_id, actor_id, kind, before, after, undoes, at)
    select "conversationId", "actorId", kind, before, after, undoes, at
    from jsonb_to_recordset(${JSON.stringify(activities)}::jsonb) as a("conversationId" uuid,
      "actorId" uuid, kind text, before jsonb, after jsonb, undoes uuid, at timestamptz)
    returning id, conversation_id as "conversationId"`)
  return new Map(rows.map(({ id, conversationId }) => [conversationId, id]))
}

/** What Levee itself did to a conversation. */
export type OwnActivity = Pick<NewActivity, 'conversationId' | 'kind' | 'before' | 'after'>

/**
 * Adds thousands of entries of Levee's own to the logs of conversations, in sets. The caller holds the locks of
 * these conversations since before this statement, so that nobody else adds to their chains.
 */
export async function recordInSets(
  tx: Queryable,
  activities: readonly OwnActivity[],
  at: Date,
): Promise<void> {
  for (const set of oncePerConversation(activities)) await tx.run(chained(set, at))
}

/** The first entries of all, the second ones …: each set is chained to what the one before it wrote. */
function oncePerConversation(activities: readonly OwnActivity[]): OwnActivity[][] {
  const sets: OwnActivity[][] = []
  const places = new Map<string, number>()
  for (const activity of activities) {
    const place = places.get(activity.conversationId) ?? 0
    places.set(activity.conversationId, place + 1)
    const set = (sets[place] ??= [])
    set.push(activity)
  }
  return sets
}

function chained(set: readonly OwnActivity[], at: Date): Sql {
  return sql`
    insert into activity (id, conversation_id, seq, kind, before, after, revision, at, prev_hash, hash)
    select e.*, activity_hash(prev_hash, id, conversation_id, seq, null, kind, before, after, null, revision, at)
    from (
      select new_id() as id, c.id as conversation_id, coalesce(last.seq, 0) + 1 as seq, r.kind, r.before, r.after,
        c.revision, ${at}::timestamptz(3) as at, coalesce(last.hash, '') as prev_hash
      from unnest(${set.map(({ conversationId }) => conversationId)}::uuid[],
          ${set.map(({ kind }) => kind)}::text[], ${set.map(({ before }) => JSON.stringify(before))}::jsonb[],
          ${set.map(({ after }) => JSON.stringify(after))}::jsonb[]) as r(id, kind, before, after)
        join conversation c on c.id = r.id
        left join lateral (select seq, hash from activity a where a.conversation_id = c.id
          order by seq desc limit 1) last on true
      offset 0) e` // `offset 0`: an id is made once, not where it is written and again where it is hashed
}
