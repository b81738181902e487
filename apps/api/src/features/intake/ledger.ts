import { inTransaction, type Queryable, sql } from '@levee/db'
import type { FolderRole, OpenedFolder } from '@levee/mail'
import type { Deps } from '../../deps.ts'

/** A watched folder as the ledger has it. */
export type LedgerFolder = {
  id: string
  mailboxId: string
  uidValidity: number
  nextUid: number
  checkedAt: Date | null
  /** Up to which change (RFC 7162) the flags are known; null: of none. */
  highestModseq: string | null
  /** The same as the database has it, unless another worker kept the mailbox meanwhile. */
  savedModseq: string | null
}

/**
 * Where messages are stored. `isDirect`: no folder of a server, but where mail is kept that was handed
 * over. `savedModseq`: as of a `LedgerFolder`, where an IMAP server told of flags.
 */
export type BatchFolder = Pick<LedgerFolder, 'id' | 'uidValidity'> & {
  role: FolderRole
  isDirect?: boolean
  savedModseq?: string | null
}

/**
 * The ledger's row of a folder that was just opened. Under a new UIDVALIDITY every UID means another
 * message (RFC 9051 §2.3.1.1): what was delivered before is gone, and the folder begins anew.
 */
export function openLedger(
  deps: Deps,
  mailboxId: string,
  { opened, role }: { opened: Pick<OpenedFolder, 'path' | 'uidValidity'>; role: FolderRole },
): Promise<LedgerFolder> {
  return inTransaction(deps.db, async (tx) => {
    await tx.run(sql`
      insert into folder (mailbox_id, path, role, uid_validity)
      values (${mailboxId}, ${opened.path}, ${role}, ${opened.uidValidity})
      on conflict (mailbox_id, path) do nothing`)
    const folder = await tx.row<LedgerFolder>(sql`
      select id, mailbox_id as "mailboxId", uid_validity as "uidValidity", next_uid as "nextUid",
        checked_at as "checkedAt", highest_modseq as "highestModseq",
        highest_modseq as "savedModseq"
      from folder where mailbox_id = ${mailboxId} and path = ${opened.path} for update`)
    if (!folder) throw new Error(`Folder ${opened.path} was inserted and is not there.`)
    if (folder.uidValidity === opened.uidValidity) return folder
    await tx.run(sql`
      update delivery set fate = 'gone' where mailbox_id = ${mailboxId} and folder_id = ${folder.id}
        and uid_validity <> ${opened.uidValidity} and fate not in ('moved', 'gone')`)
    await tx.run(sql`
      update folder set uid_validity = ${opened.uidValidity}, next_uid = 1, checked_at = null,
        highest_modseq = null, role = ${role} where id = ${folder.id}`)
    const anew = { nextUid: 1, checkedAt: null, highestModseq: null, savedModseq: null }
    return { ...folder, uidValidity: opened.uidValidity, ...anew }
  })
}

/**
 * Remembers how many messages the server shows in a folder, how far the ledger is complete, and up to
 * which change its flags are known: of none, when another worker wrote some meanwhile.
 */
export async function noteFolder(
  db: Queryable,
  folder: LedgerFolder,
  { serverCount, nextUid }: { serverCount: number; nextUid: number | null },
): Promise<void> {
  const { id, uidValidity, highestModseq, savedModseq } = folder
  const noted = await db.row<{ modseq: string | null }>(sql`
    update folder set server_count = ${serverCount}::int,
      highest_modseq = case when highest_modseq is not distinct from ${savedModseq}
        then ${highestModseq} end,
      next_uid = greatest(next_uid, ${nextUid ?? 0}::bigint)
    where id = ${id} and uid_validity = ${uidValidity} and (server_count, highest_modseq, next_uid) is distinct from
      (${serverCount}::int, ${highestModseq}::text, greatest(next_uid, ${nextUid ?? 0}::bigint))
    returning highest_modseq as modseq`)
  folder.savedModseq = folder.highestModseq = noted ? noted.modseq : highestModseq
}

/**
 * Says that the flags of a folder are to be looked at anew when another worker looked at it later than
 * this one: what this one writes may be older.
 */
export async function distrustFlags(
  tx: Queryable,
  { id, savedModseq }: Pick<LedgerFolder, 'id' | 'savedModseq'>,
): Promise<void> {
  await tx.run(sql`
    update folder set highest_modseq = null
    where id = ${id} and highest_modseq is distinct from ${savedModseq}`)
}

/** How many deliveries of a folder the server still showed when it was last asked. */
export async function countHeld(db: Queryable, folder: LedgerFolder): Promise<number> {
  const row = await db.row<{ held: number }>(sql`
    select count(*) as held from delivery where mailbox_id = ${folder.mailboxId} and folder_id = ${folder.id}
      and uid_validity = ${folder.uidValidity} and fate not in ('moved', 'gone')`)
  return row?.held ?? 0
}

/** The UIDs from this one on that are in the ledger. */
export async function heldFrom(
  db: Queryable,
  folder: LedgerFolder,
  uid: number,
): Promise<Set<number>> {
  const rows = await db.rows<{ uid: number }>(sql`
    select uid from delivery where mailbox_id = ${folder.mailboxId} and folder_id = ${folder.id}
      and uid_validity = ${folder.uidValidity} and uid >= ${uid}`)
  return new Set(rows.map((row) => row.uid))
}

/**
 * Compares every UID that the server shows with the ledger. What is no longer shown is marked as
 * moved or gone, what is shown again as there again; what we hold of it is never touched.
 * @returns the UIDs that the ledger lacks.
 */
export function reconcile(
  deps: Deps,
  folder: LedgerFolder,
  shown: readonly number[],
): Promise<Set<number>> {
  const at = deps.now()
  return inTransaction(deps.db, async (tx) => {
    const ledger = await tx.rows<{ uid: number; isAway: boolean }>(sql`
      select uid, fate in ('moved', 'gone') as "isAway" from delivery
      where mailbox_id = ${folder.mailboxId} and folder_id = ${folder.id}
        and uid_validity = ${folder.uidValidity}`)
    const onServer = new Set(shown)
    const missing = new Set(shown)
    for (const { uid } of ledger) missing.delete(uid)
    const vanished = ledger.filter(({ uid, isAway }) => !isAway && !onServer.has(uid))
    const returned = ledger.filter(({ uid, isAway }) => isAway && onServer.has(uid))
    await noteVanished(
      tx,
      folder,
      vanished.map(({ uid }) => uid),
    )
    await markReturned(
      tx,
      folder,
      returned.map(({ uid }) => uid),
    )
    await tx.run(sql`update folder set checked_at = ${at} where id = ${folder.id}`)
    return missing
  })
}

/**
 * What the server no longer shows in a folder is moved or gone; what it means for its conversation is
 * to be decided once all folders were looked at.
 * @returns how many messages were there until now.
 */
export async function noteVanished(
  db: Queryable,
  folder: LedgerFolder,
  uids: readonly number[],
): Promise<number> {
  if (uids.length === 0) return 0
  const rows = await db.rows(sql`
    update delivery d set fate = ${fateOfVanished}, is_unreflected = f.role is distinct from 'sent'
    from folder f where f.id = d.folder_id and d.mailbox_id = ${folder.mailboxId}
      and d.folder_id = ${folder.id} and d.uid_validity = ${folder.uidValidity}
      and d.uid = any(${uids}::bigint[]) and d.fate not in ('moved', 'gone')
    returning d.id`)
  return rows.length
}

/** What was in folders that the server no longer has is moved or gone; what we hold of it is never touched. */
export async function closeLedgers(
  db: Queryable,
  mailboxId: string,
  listed: readonly string[],
): Promise<void> {
  await db.run(sql`
    with closed as (
      update folder set server_count = 0 where mailbox_id = ${mailboxId} and path <> ''
        and path <> all(${listed}::text[])
      returning id)
    update delivery d set fate = ${fateOfVanished} from closed
    where d.mailbox_id = ${mailboxId} and d.folder_id = closed.id
      and d.fate not in ('moved', 'gone')`)
}

/** What is still shown elsewhere in its mailbox, or was moved by us, was not deleted. */
const fateOfVanished = sql`case when d.moved_to is not null or exists (
    select from delivery other where other.message_id = d.message_id and other.id <> d.id
      and other.mailbox_id = d.mailbox_id and other.fate not in ('moved', 'gone'))
  then 'moved' else 'gone' end`

async function markReturned(tx: Queryable, folder: LedgerFolder, uids: number[]): Promise<void> {
  if (uids.length === 0) return
  await tx.run(sql`
    update delivery d set fate = case when m.state = 'quarantined' then 'quarantined'
        when m.direction = 'outgoing' then 'sent' when c.reference is null then 'imported' else 'filed' end
    from message m join conversation c on c.id = m.conversation_id
    where m.id = d.message_id and d.folder_id = ${folder.id}
      and d.uid_validity = ${folder.uidValidity} and d.uid = any(${uids}::bigint[])`)
}
