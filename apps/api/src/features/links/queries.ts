import type { ConversationLink, LinkKind } from '@levee/contract'
import { type Queryable, type Sql, sql, type Tx } from '@levee/db'
import { DomainError } from '@levee/domain'
import { announceAll } from '../../http/events.ts'
import type { Viewer } from '../../http/viewer.ts'
import { visibleTo } from '../conversations/access.ts'

type LinkRow = Omit<ConversationLink, 'createdAt'> & { createdAt: Date }

/**
 * The links of a conversation with others that the viewer may see, both ways. Those of mail that was merged count
 * where it is now.
 */
export async function linksOf(
  db: Queryable,
  viewer: Viewer,
  conversationId: string,
): Promise<ConversationLink[]> {
  return readLinks(db, viewer, { conversationId, which: sql`true` })
}

/** One of them; undefined when it is not there or not seen. */
export async function linkById(
  db: Queryable,
  viewer: Viewer,
  { conversationId, id }: { conversationId: string; id: string },
): Promise<ConversationLink | undefined> {
  const [link] = await readLinks(db, viewer, { conversationId, which: sql`l.id = ${id}` })
  return link
}

async function readLinks(
  db: Queryable,
  viewer: Viewer,
  { conversationId, which }: { conversationId: string; which: Sql },
): Promise<ConversationLink[]> {
  const rows = await db.rows<LinkRow>(sql`
    with recursive here(id) as (
      select ${conversationId}::uuid union
      select m.id from conversation m join here on m.merged_into = here.id)
    select l.id, l.kind, case when l.from_id in (select id from here) then 'out' else 'in' end as direction,
      json_build_object('id', c.id, 'reference', c.reference, 'subject', c.subject, 'status', c.status,
        'assigneeId', c.assignee_id) as conversation,
      l.created_by as "createdBy", l.created_at as "createdAt"
    from conversation_link l
      cross join lateral (
        with recursive up(id, merged_into) as (
          select e.id, e.merged_into from conversation e where e.id =
            case when l.from_id in (select id from here) then l.to_id else l.from_id end
          union all select n.id, n.merged_into from conversation n join up on n.id = up.merged_into)
        select id from up where merged_into is null) other
      join conversation c on c.id = other.id
    where (l.from_id in (select id from here) or l.to_id in (select id from here))
      and l.removed_at is null and c.id <> ${conversationId} and ${visibleTo(viewer)} and ${which}
    order by l.created_at, l.id`)
  return rows.map(({ createdAt, ...link }) => ({ ...link, createdAt: createdAt.toISOString() }))
}

type NewLink = { fromId: string; toId: string; kind: LinkKind; createdBy: string; at: Date }

/** @throws {DomainError} `conflict` when the two are linked already. */
export async function insertLink(
  tx: Tx,
  { fromId, toId, kind, createdBy, at }: NewLink,
): Promise<string> {
  const row = await tx.row<{ id: string }>(sql`
    insert into conversation_link (from_id, to_id, kind, created_by, created_at)
    values (${fromId}, ${toId}, ${kind}, ${createdBy}, ${at}) on conflict do nothing returning id`)
  if (!row) throw new DomainError('conflict', 'The two are linked already: remove that link first.')
  return row.id
}

/** @throws {DomainError} `conflict` when it is so already, or the two were linked anew. */
export async function setRemoved(
  tx: Tx,
  { id, removedAt }: { id: string; removedAt: Date | null },
): Promise<void> {
  const isNow = removedAt === null ? sql`l.removed_at is not null` : sql`l.removed_at is null`
  const changed = await tx.run(sql`
    update conversation_link l set removed_at = ${removedAt} where l.id = ${id} and ${isNow}
      and (${removedAt !== null} or not exists (select from conversation_link o where o.removed_at is null
        and least(o.from_id, o.to_id) = least(l.from_id, l.to_id)
        and greatest(o.from_id, o.to_id) = greatest(l.from_id, l.to_id)))`)
  if (changed === 0)
    throw new DomainError('conflict', 'This cannot be done any more: the link was changed since.')
}

/** Lets both ends of a link be shown anew. */
export async function announceEnds(tx: Tx, linkId: string): Promise<void> {
  const ends = await tx.rows<{
    conversationId: string
    mailboxIds: string[]
    revision: number
  }>(sql`
    select c.id as "conversationId", c.mailbox_ids as "mailboxIds", c.revision
    from conversation_link l join conversation c on c.id in (l.from_id, l.to_id)
    where l.id = ${linkId} and c.merged_into is null`)
  await announceAll(
    tx,
    ends.map((end) => ({ type: 'conversation.updated', ...end })),
  )
}
