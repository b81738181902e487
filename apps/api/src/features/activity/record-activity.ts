import type { ActivityKind } from '@levee/contract'
import { type Queryable, sql } from '@levee/db'

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
