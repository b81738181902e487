import { type Queryable, sql } from '@levee/db'
import type { LedgerFolder } from './ledger.ts'

/** A message of a maildrop as the ledger has it. */
export type HeldMail = { uidl: string; uid: number; storedAt: Date; rawSha256: string }

/** Those of these messages that are in the ledger, by the names that the server has for them. */
export async function heldMails(
  db: Queryable,
  folder: LedgerFolder,
  uidls: string[],
): Promise<Map<string, HeldMail>> {
  const rows = await db.rows<HeldMail>(sql`
    select uidl, uid, stored_at as "storedAt", raw_sha256 as "rawSha256" from delivery
    where folder_id = ${folder.id} and uidl = any(${uidls}::text[])`)
  return new Map(rows.map((row) => [row.uidl, row]))
}

/** From where on UIDs are free: POP3 has none, the ledger gives its own. */
export async function freeUid(db: Queryable, folder: LedgerFolder): Promise<number> {
  const row = await db.row<{ uid: number }>(sql`
    select coalesce(max(uid), 0) + 1 as uid from delivery
    where mailbox_id = ${folder.mailboxId} and folder_id = ${folder.id}
      and uid_validity = ${folder.uidValidity}`)
  return row?.uid ?? 1
}
