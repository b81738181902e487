import { sql } from '@levee/db'
import { openFolder, searchAll } from '@levee/mail'
import type { Deps } from '../../deps.ts'
import { serverMailbox, withMailboxConnection } from '../mirror/service.ts'

/** A folder as its server shows it now, compared with the ledger. */
export type VerifiedFolder = {
  path: string
  /** The server shows the folder under another UIDVALIDITY than the ledger: its next pass begins anew. */
  isRenewed: boolean
  server: number
  known: number
  /** UIDs that the server shows and the ledger lacks: they are lost unless the next pass gets them. */
  missing: number[]
  /** UIDs that the ledger takes to be there and the server no longer shows. */
  vanished: number[]
}

/**
 * Asks the server for every UID of every folder in the ledger, and compares. Changes nothing.
 * @returns undefined for a mailbox that has no server to ask.
 * @throws {MailServerError} when the server cannot be asked.
 */
export async function verifyMailbox(
  deps: Deps,
  mailboxId: string,
): Promise<VerifiedFolder[] | undefined> {
  const mailbox = await serverMailbox(deps.db, mailboxId)
  if (!mailbox) return undefined
  const folders = await deps.db.rows<LedgerPlace>(sql`
    select id, path, uid_validity as "uidValidity" from folder
    where mailbox_id = ${mailboxId} and path <> '' order by path`)
  return withMailboxConnection(deps, mailbox, async (connection) => {
    const verified: VerifiedFolder[] = []
    for (const folder of folders) {
      const opened = await openFolder(connection, folder.path, { readOnly: true })
      const shown = new Set(opened.exists === 0 ? [] : await searchAll(connection))
      const held = new Set(await heldIn(deps, folder, opened.uidValidity))
      verified.push({
        path: folder.path,
        isRenewed: opened.uidValidity !== folder.uidValidity,
        server: shown.size,
        known: held.size,
        missing: [...shown].filter((uid) => !held.has(uid)),
        vanished: [...held].filter((uid) => !shown.has(uid)),
      })
    }
    return verified
  })
}

type LedgerPlace = { id: string; path: string; uidValidity: number }

async function heldIn({ db }: Deps, { id }: LedgerPlace, uidValidity: number): Promise<number[]> {
  const rows = await db.rows<{ uid: number }>(sql`
    select uid from delivery where folder_id = ${id} and uid_validity = ${uidValidity}
      and mailbox_id = (select mailbox_id from folder where id = ${id})
      and fate not in ('moved', 'gone')`)
  return rows.map(({ uid }) => uid)
}

/** What became of the sources of messages: each is kept under its hash. */
export type VerifiedSources = { checked: number; lost: string[] }

/**
 * Looks for the source of every delivery of a mailbox, and of every outgoing message.
 * @param isDeep reads each of them, and compares it with its hash.
 */
export async function verifySources(
  { db, blobs }: Pick<Deps, 'db' | 'blobs'>,
  mailboxId: string,
  isDeep: boolean,
): Promise<VerifiedSources> {
  const rows = await db.rows<{ sha256: string }>(sql`
    select distinct raw_sha256 as sha256 from delivery where mailbox_id = ${mailboxId}
    union select raw_sha256 from message where mailbox_id = ${mailboxId} and raw_sha256 is not null`)
  const lost: string[] = []
  for (const { sha256 } of rows) {
    const isThere = isDeep
      ? await blobs.get(sha256).then(
          () => true,
          () => false, // told in the list of what is lost
        )
      : await blobs.has(sha256)
    if (!isThere) lost.push(sha256)
  }
  return { checked: rows.length, lost }
}
