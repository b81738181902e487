import { type Queryable, sql } from '@levee/db'
import type { ServerCopy } from './mirror-plan.ts'

/** Where the messages of some conversations lie on servers that we may write to. */
export async function serverCopies(
  db: Queryable,
  conversationIds: string[],
): Promise<ServerCopy[]> {
  return db.rows<ServerCopy>(sql`
    select d.id as "deliveryId", d.mailbox_id as "mailboxId", c.id as "conversationId", c.status,
      c.imported, m.direction = 'incoming' and f.role is distinct from 'sent' as "isIncoming",
      exists (select from outgoing o join message reply on reply.id = o.message_id
        where o.answers_message_id = m.id and reply.state = 'sent') as "isAnswered",
      m.internet_message_id as "internetMessageId", f.path as home,
      coalesce(d.moved_to, f.path) as folder,
      case when d.moved_to is null then d.uid_validity else d.moved_to_uid_validity end as "uidValidity",
      case when d.moved_to is null then d.uid else d.moved_to_uid end as uid
    from conversation c
    join message m on m.conversation_id = c.id
    join delivery d on d.message_id = m.id
    join folder f on f.id = d.folder_id
    join mailbox b on b.id = d.mailbox_id
    where c.id = any(${conversationIds}::uuid[]) and b.protocol = 'imap' and b.mode = 'mirror'
      and f.path <> '' -- what was handed in directly is on no server
      and (d.moved_to is not null or d.fate not in ('moved', 'gone'))
    order by d.id`)
}

/** A copy that lies in `folder` now, under `uid` when the server said so. */
export type MovedCopy = {
  deliveryId: string
  folder: string
  uidValidity: number
  uid: number | null
}

/** Remembers that copies were moved away from where they were delivered. */
export async function recordMoves(db: Queryable, moves: MovedCopy[]): Promise<void> {
  if (moves.length === 0) return
  await db.run(sql`
    update delivery d set fate = 'moved', moved_to = moved.folder,
      moved_to_uid_validity = moved."uidValidity", moved_to_uid = moved.uid
    from jsonb_to_recordset(${sql.json(moves)})
      as moved("deliveryId" uuid, folder text, "uidValidity" bigint, uid bigint)
    where d.id = moved."deliveryId"`)
}

/**
 * Remembers that copies are back where they were delivered: there they are deliveries of their own,
 * under new UIDs, unless the mailbox's loop found them first.
 */
export async function recordReturns(db: Queryable, returns: MovedCopy[]): Promise<void> {
  if (returns.length === 0) return
  await db.run(sql`
    with back as (
      update delivery d set moved_to = null, moved_to_uid_validity = null, moved_to_uid = null
      from jsonb_to_recordset(${sql.json(returns)})
        as returned("deliveryId" uuid, "uidValidity" bigint, uid bigint)
      where d.id = returned."deliveryId"
      returning d.*, returned."uidValidity" as new_uid_validity, returned.uid as new_uid)
    insert into delivery
      (mailbox_id, folder_id, uid_validity, uid, message_id, raw_sha256, fate, internal_date,
        own_flags, seen_elsewhere_at, answered_elsewhere_at)
    select back.mailbox_id, back.folder_id, new_uid_validity, new_uid, back.message_id,
      back.raw_sha256, case when c.imported then 'imported' else 'filed' end, back.internal_date,
      back.own_flags, back.seen_elsewhere_at, back.answered_elsewhere_at
    from back join message m on m.id = back.message_id
    join conversation c on c.id = m.conversation_id
    where new_uid is not null
    on conflict (mailbox_id, folder_id, uid_validity, uid) do nothing`)
}

/** Remembers flags that we are about to set, so that nobody else is taken to have set them. */
export async function recordOwnFlags(
  db: Queryable,
  deliveryId: string,
  flags: string[],
): Promise<void> {
  await db.run(sql`
    update delivery set own_flags = array(select distinct unnest(own_flags || ${flags}::text[]))
    where id = ${deliveryId} and not own_flags @> ${flags}::text[]`)
}
