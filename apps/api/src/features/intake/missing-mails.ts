import { inTransaction, sql } from '@levee/db'
import type { ListedMail } from '@levee/mail'
import { nameOf } from './fetch-maildrop.ts'
import type { LedgerFolder } from './ledger.ts'
import { INBOX, type MaildropWork } from './maildrop.ts'
import { records } from './records.ts'

/** The messages that a POP3 server lists and that are not in the ledger. */
export function missingFrom(
  listed: readonly ListedMail[],
  held: readonly { number: number }[],
): ListedMail[] {
  const numbers = new Set(held.map(({ number }) => number))
  return listed.filter(({ number }) => !numbers.has(number))
}

/** Writes down which messages are missing and why, and takes back what is missing no more. */
export async function writeDownMissing(
  { deps, trouble }: MaildropWork,
  { id, uidValidity }: LedgerFolder,
  missing: readonly ListedMail[],
): Promise<void> {
  const rows = missing.map((mail) => ({
    uid: mail.number,
    uidl: mail.uidl ?? null,
    detail: trouble.reasonOf(INBOX.path, nameOf(mail)),
  }))
  const at = deps.now()
  await inTransaction(deps.db, async (tx) => {
    // The same message has another number in another session: what it was missing since goes by its name.
    const known = await tx.rows<{ uid: number; uidl: string | null; since: Date }>(sql`
      delete from unaccounted where folder_id = ${id} returning uid, uidl, since`)
    if (rows.length === 0) return
    const since = new Map(known.map((row) => [row.uidl ?? row.uid, row.since]))
    const dated = rows.map((row) => ({ ...row, since: since.get(row.uidl ?? row.uid) ?? at }))
    await tx.run(sql`
      insert into unaccounted (folder_id, uid_validity, uid, uidl, detail, since)
      select ${id}, ${uidValidity}, uid, uidl, detail, since
      from ${records(dated)} as r(uid bigint, uidl text, detail text, since timestamptz)`)
  })
}
