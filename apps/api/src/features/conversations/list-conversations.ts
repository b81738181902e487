import type { Conversation, ConversationQuery } from '@levee/contract'
import { sql } from '@levee/db'
import type { Deps } from '../../deps.ts'
import type { Viewer } from '../../http/viewer.ts'
import { listConditions } from './list-conditions.ts'
import { cursorAfter, placeOf } from './list-cursor.ts'
import { pageQuery } from './list-query.ts'
import { listedConversations, type ListedRow } from './listed-conversation.ts'

const PAGE = 50

/** A page of the conversations of a view that the viewer may see. */
export async function listConversations(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  viewer: Viewer,
  query: ConversationQuery,
): Promise<{ items: Conversation[]; nextCursor: string | null }> {
  const { sort = 'receivedAt', limit = PAGE, cursor, mailbox } = query
  const at = now()
  const page = {
    ...listConditions(query, viewer, at),
    mailbox,
    sort,
    after: cursor === undefined ? undefined : placeOf(cursor, sort),
    limit: limit + 1, // one more tells whether there is a next page
  }
  const asked = pageQuery(page, viewer)
  const rows = asked ? await db.rows<ListedRow>(page.isSearched ? asked : sql.prepared(asked)) : []
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    items: await listedConversations(db, rows.slice(0, limit), at),
    nextCursor: last ? cursorAfter(placed(last), sort) : null,
  }
}

/** A deadline of mail off the desk is no longer a place in the order. */
function placed(row: ListedRow): Parameters<typeof cursorAfter>[0] {
  const isOnDesk = row.status === 'open' || row.status === 'waiting'
  return { id: row.id, lastMessageAt: row.lastMessageAt, dueAt: isOnDesk ? row.dueAt : null }
}
