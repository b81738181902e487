import { inTransaction, sql } from '@levee/db'
import type { MailServerError } from '@levee/mail'
import type { FolderInStep, FolderWork } from './folder-in-step.ts'
import { records } from './records.ts'
import { refusalOf } from './refusal.ts'
import { importPending, lookAtFolder, noteLook } from './sync-folder.ts'

const FEW = 50 // messages that are asked for once more

/** How many messages of a mailbox are unaccounted for, and why a folder could not be asked once more. */
export type Proof = { unaccounted: number; refusal: MailServerError | undefined }

/**
 * Proves that nothing is missing once everything was fetched: what a server counts in a folder and we do
 * not hold is asked for once more, and what is still missing then is written down. A folder that cannot
 * be opened any more keeps what was last found in it.
 */
export async function proveComplete(work: FolderWork, folders: FolderInStep[]): Promise<Proof> {
  let unaccounted = 0
  let refusal: MailServerError | undefined
  for (const folder of folders) {
    try {
      unaccounted += await proveFolder(work, folder)
    } catch (error) {
      refusal ??= refusalOf(work.connection, error)
      unaccounted += folder.unaccounted ?? 0
    }
  }
  return { unaccounted, refusal }
}

async function proveFolder(work: FolderWork, folder: FolderInStep): Promise<number> {
  const { unaccounted: before } = folder
  if (missingIn(folder) > (before ?? 0)) {
    await lookAtFolder(work, folder, 'listing') // something may have gone away since the last look
    await importPending(work, folder, { most: FEW, isImport: false })
    await noteLook(work, folder)
  }
  const unaccounted = missingIn(folder)
  folder.unaccounted = unaccounted
  if (unaccounted > 0 || before !== 0) await writeDown(work, folder)
  if (unaccounted > (before ?? 0)) {
    const { deps, mailbox } = work
    const where = { mailboxId: mailbox.id, folder: folder.path, uids: [...folder.refused.keys()] }
    deps.log.error({ ...where, unaccounted }, 'a folder shows messages that cannot be had')
  }
  return unaccounted
}

function missingIn({ opened, held }: FolderInStep): number {
  return Math.max(0, (opened?.exists ?? 0) - held)
}

/** Which messages those are, as far as the server named them. */
async function writeDown({ deps }: FolderWork, folder: FolderInStep): Promise<void> {
  const { ledger, refused } = folder
  if (!ledger) return
  const rows = [...refused].map(([uid, detail]) => ({ uid, detail }))
  const uids = rows.map(({ uid }) => uid)
  const at = deps.now()
  await inTransaction(deps.db, async (tx) => {
    await tx.run(sql`
      delete from unaccounted where folder_id = ${ledger.id}
        and not (uid_validity = ${ledger.uidValidity} and uid = any(${uids}::bigint[]))`)
    await tx.run(sql`
      insert into unaccounted (folder_id, uid_validity, uid, detail, since)
      select ${ledger.id}, ${ledger.uidValidity}, uid, detail, ${at}
      from ${records(rows)} as r(uid bigint, detail text)
      on conflict (folder_id, uid_validity, uid) do update set detail = excluded.detail`)
  })
}
