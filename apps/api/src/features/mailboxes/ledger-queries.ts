import type { LedgerFate, LedgerLine } from '@levee/contract'
import { type Queryable, type Sql, sql } from '@levee/db'
import type { LedgerPlace } from './ledger-cursor.ts'

type FateCounts = Record<
  'filed' | 'newsletters' | 'spam' | 'imported' | 'sent' | 'quarantined' | 'moved' | 'gone',
  number
>

const fate = (word: string): Sql => sql`(count(*) filter (where fate = ${word}))::integer`

/** How many deliveries met each fate. */
export async function fateCounts(db: Queryable, mailboxId: string): Promise<FateCounts> {
  const row = await db.row<FateCounts>(sql`
    select ${fate('filed')} as filed, ${fate('newsletters')} as newsletters,
      ${fate('spam')} as spam, ${fate('imported')} as imported, ${fate('sent')} as sent,
      ${fate('quarantined')} as quarantined, ${fate('moved')} as moved, ${fate('gone')} as gone
    from delivery where mailbox_id = ${mailboxId}`)
  if (!row) throw new Error('PostgreSQL returned no row.')
  return row
}

/** `missing`: how many of what the server shows are not `known`. */
export type LedgerFolderRow = {
  path: string
  role: string | null
  server: number
  known: number
  missing: number
  checkedAt: Date | null
}

/** Each folder as the server last showed it, with how many of its messages are in the ledger; empty ones of no use are left out. */
export function ledgerFolders(db: Queryable, mailboxId: string): Promise<LedgerFolderRow[]> {
  return db.rows<LedgerFolderRow>(sql`
    select path, role, server_count as server, known, greatest(0, server_count - known) as missing,
      checked_at as "checkedAt"
    from folder f, lateral (select count(*)::integer as known from delivery d
      where d.mailbox_id = f.mailbox_id and d.folder_id = f.id and d.uid_validity = f.uid_validity
        and d.fate not in ('moved', 'gone')) held
    where mailbox_id = ${mailboxId} and (server_count > 0 or known > 0 or role in ('inbox', 'sent'))
    order by role is distinct from 'inbox', role is distinct from 'sent', path`)
}

type Page = { after: LedgerPlace | undefined; limit: number }
type LineRow = Omit<LedgerLine, 'receivedAt' | 'storedAt'> & {
  id: string
  receivedAt: Date
  storedAt: Date | null
}

/** The deliveries of one fate, the newest first. */
export function deliveriesOf(
  db: Queryable,
  mailboxId: string,
  { fate: word, after, limit }: { fate: Exclude<LedgerFate, 'unaccounted'> } & Page,
): Promise<LineRow[]> {
  return db.rows<LineRow>(sql`
    select d.id::text as id, f.path as folder, d.uid, d.uidl, d.internal_date as "receivedAt",
      d.stored_at as "storedAt", m.id as "messageId", m.conversation_id as "conversationId",
      c.reference, coalesce(m.subject, '') as subject,
      json_build_object('name', coalesce(m.from_name, ''), 'address', coalesce(m.from_address, '')) as "from",
      d.moved_to as "movedTo", null as detail
    from delivery d join folder f on f.id = d.folder_id
      left join message m on m.id = d.message_id left join conversation c on c.id = m.conversation_id
    where d.mailbox_id = ${mailboxId} and d.fate = ${word} and ${isAfter(after, sql`d.internal_date`, sql`d.id::text`)}
    order by d.internal_date desc, d.id::text desc limit ${limit}`)
}

/** The messages that the server shows and does not give. */
export function unaccountedOf(
  db: Queryable,
  mailboxId: string,
  { after, limit }: Page,
): Promise<LineRow[]> {
  const id = sql`f.id::text || ':' || u.uid`
  return db.rows<LineRow>(sql`
    select ${id} as id, f.path as folder, u.uid, u.uidl, u.since as "receivedAt", null::timestamptz as "storedAt",
      null as "messageId", null as "conversationId", null as reference, '' as subject,
      json_build_object('name', '', 'address', '') as "from", null as "movedTo", u.detail
    from unaccounted u join folder f on f.id = u.folder_id
    where f.mailbox_id = ${mailboxId} and u.uid_validity = f.uid_validity and ${isAfter(after, sql`u.since`, id)}
    order by u.since desc, ${id} desc limit ${limit}`)
}

function isAfter(after: LedgerPlace | undefined, at: Sql, id: Sql): Sql {
  if (!after) return sql`true`
  return sql`(${at}, ${id}) < (${after.receivedAt}, ${after.id})`
}
