import { sql } from '@levee/db'
import {
  changesSince,
  type FolderChanges,
  listFlags,
  MailServerError,
  type OpenedFolder,
} from '@levee/mail'
import { type LedgerFolder, noteVanished } from './ledger.ts'
import { noteFlags } from './note-flags.ts'
import type { FolderInStep, FolderWork } from './folder-in-step.ts'

/** Of a server that does not say what changed, so many flags are looked at, so often: 20 kB an hour. */
const NEWEST = 500 // messages
const NEWEST_EVERY = 3_600_000 // ms
const MOST_VANISHED = 5_000 // more is what a server says that has forgotten: a listing tells the truth

type Opened = { opened: OpenedFolder; ledger: LedgerFolder }

/** Takes over what changed in the open folder since it was last looked at, as far as the server says so. */
export async function followChanges(
  work: FolderWork,
  folder: FolderInStep,
  { opened, ledger }: Opened,
): Promise<void> {
  const { highestModseq: known } = ledger
  const { highestModseq } = opened
  if (highestModseq === null || highestModseq === known) return
  if (folder.held > 0 && opened.exists > 0) {
    const changes = await changesOf(work, folder, { known, now: highestModseq })
    await noteFlags(work.deps, ledger, changes.flagged)
    // what is still to be fetched is asked for all the same: the cursor never trusts VANISHED
    if (changes.vanished.size <= MOST_VANISHED)
      folder.held -= await noteVanished(work.deps.db, ledger, [...changes.vanished])
  }
  ledger.highestModseq = highestModseq
}

/** Looks at the newest flags of a server that does not say which of them changed, when it told of some or it is time. */
export async function lookAtNewestFlags(
  { deps, connection }: FolderWork,
  folder: FolderInStep,
  { opened, ledger }: Opened,
): Promise<void> {
  const isDue = +deps.now() - +(folder.flagsAt ?? 0) > NEWEST_EVERY
  if (folder.held === 0 || opened.exists === 0 || !(opened.flagsHeard || isDue)) return
  const oldest = await deps.db.row<{ uid: number }>(sql`
    select uid from delivery where mailbox_id = ${ledger.mailboxId} and folder_id = ${ledger.id}
      and uid_validity = ${ledger.uidValidity} and fate not in ('moved', 'gone')
    order by uid desc offset ${NEWEST - 1}::int limit 1`)
  await noteFlags(deps, ledger, await listFlags(connection, `${oldest?.uid ?? 1}:*`))
  folder.flagsAt = deps.now()
}

/** `known`: null when the flags of the folder were never looked at; `now` is less for a server that starts to count anew. */
async function changesOf(
  { connection, deps, mailbox }: FolderWork,
  { path }: FolderInStep,
  { known, now }: { known: string | null; now: string },
): Promise<FolderChanges> {
  const isNewer = known !== null && BigInt(now) > BigInt(known)
  try {
    if (isNewer) return await changesSince(connection, known)
    return { flagged: await listFlags(connection, '1:*'), vanished: new Set() }
  } catch (error) {
    const isRefusal =
      error instanceof MailServerError && (error.code === 'refused' || error.code === 'protocol')
    if (!isRefusal || error.retryable || connection.closed) throw error
    const where = { err: error, mailboxId: mailbox.id, folder: path }
    deps.log.warn(where, 'the server does not say which flags changed')
    return { flagged: [], vanished: new Set() }
  }
}
