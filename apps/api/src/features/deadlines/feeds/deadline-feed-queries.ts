import type { DeadlineFeed } from '@levee/contract'
import { type Queryable, sql } from '@levee/db'
import type { DeadlineKind } from '@levee/domain'
import type { Viewer } from '../../../http/viewer.ts'
import { visibleTo } from '../../conversations/access.ts'

type FeedRow = Omit<DeadlineFeed, 'createdAt' | 'lastReadAt'> & {
  createdAt: Date
  lastReadAt: Date | null
}

const columns = sql`
  f.id, f.team_id as "teamId", f.created_at as "createdAt", f.last_read_at as "lastReadAt"`

export async function feedsOf(db: Queryable, userId: string): Promise<DeadlineFeed[]> {
  const rows = await db.rows<FeedRow>(sql`
    select ${columns} from deadline_feed f where f.user_id = ${userId} order by f.created_at, f.id`)
  return rows.map(feedOf)
}

/** Gives a feed another secret, or makes it. */
export async function saveFeed(
  db: Queryable,
  feed: { userId: string; teamId: string | null; tokenHash: Buffer; at: Date },
): Promise<DeadlineFeed> {
  const row = await db.row<FeedRow>(sql`
    insert into deadline_feed as f (user_id, team_id, token_hash, created_at)
    values (${feed.userId}, ${feed.teamId}, ${feed.tokenHash}, ${feed.at})
    on conflict (user_id, team_id) do update set id = new_id(), token_hash = excluded.token_hash,
      created_at = excluded.created_at, last_read_at = null
    returning ${columns}`)
  if (!row) throw new Error('PostgreSQL returned no row.')
  return feedOf(row)
}

export async function deleteFeed(db: Queryable, userId: string, id: string): Promise<number> {
  return db.run(sql`delete from deadline_feed where id = ${id} and user_id = ${userId}`)
}

/** Whose feed has this secret, and of which team; it is read now. */
export async function feedBySecret(
  db: Queryable,
  tokenHash: Buffer,
  now: Date,
): Promise<{ userId: string; teamId: string | null; teamName: string | null } | undefined> {
  return db.row(sql`
    update deadline_feed f set last_read_at = ${now} where f.token_hash = ${tokenHash}
    returning f.user_id as "userId", f.team_id as "teamId",
      (select name from team t where t.id = f.team_id) as "teamName"`)
}

export type FeedDeadline = {
  id: string
  kind: DeadlineKind
  dueAt: Date
  reference: string | null
  subject: string
}

const MOST_DEADLINES = 1000

/** The open deadlines of somebody or of a team, as far as the viewer may see them; what rests has no date. */
export async function deadlinesOfFeed(
  db: Queryable,
  viewer: Viewer,
  teamId: string | null,
): Promise<FeedDeadline[]> {
  const whose = teamId === null ? sql`c.assignee_id = ${viewer.id}` : sql`c.team_id = ${teamId}`
  return db.rows<FeedDeadline>(sql`
    select d.id, d.kind, d.due_at as "dueAt", c.reference, c.subject
    from deadline d join conversation c on c.id = d.conversation_id
    where d.met_at is null and (d.paused_at is null or d.paused_until is not null)
      and c.status in ('open', 'waiting') and c.trust <> 'danger' and ${whose} and ${visibleTo(viewer)}
    order by d.due_at, d.id limit ${sql.integer(MOST_DEADLINES)}`)
}

function feedOf({ createdAt, lastReadAt, ...row }: FeedRow): DeadlineFeed {
  return {
    ...row,
    createdAt: createdAt.toISOString(),
    lastReadAt: lastReadAt?.toISOString() ?? null,
  }
}
