import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from '@levee/db'
import type { Deps } from '../../../deps.ts'
import { createFetchTrouble } from '../fetch-trouble.ts'
import { mailboxColumns, type SyncedMailbox } from '../mailbox-row.ts'
import { type MaildropWork, newMaildrop, type SessionLimits } from '../maildrop.ts'
import { type Visit, visitMaildrop } from '../visit-maildrop.ts'
import { aMailbox } from './intake-fixture.ts'
import type { ScriptedMaildrop } from './scripted-maildrop.ts'

type LedgerRow = { uid: number; uidl: string; subject: string; fate: string; raw: string }

type MissingRow = { uid: number; uidl: string; detail: string; since: Date }

/** A mailbox on a scripted server, and what visits it as the mailbox's loop does. */
export type VisitedMaildrop = {
  id: string
  /** One session, and the commands that it took. */
  visit: (isFull?: boolean) => Promise<Visit & { commands: string[] }>
  /** Forgets what a process forgets when it ends. */
  restart: () => void
  limit: (limits: Partial<SessionLimits>) => void
  ledger: () => Promise<LedgerRow[]>
  /** What the server shows and does not give. */
  unaccounted: () => Promise<MissingRow[]>
}

/** @param deleteAfterDays undefined: mail stays on the server. */
export async function visitedMaildrop(
  deps: Deps,
  server: ScriptedMaildrop,
  deleteAfterDays?: number,
): Promise<VisitedMaildrop> {
  const deletion = deleteAfterDays === undefined ? {} : { deleteAfterDays }
  const id = await aMailbox(deps, { account: server.account, protocol: 'pop3', ...deletion })
  const mailbox = await deps.db.row<SyncedMailbox>(
    sql`select ${mailboxColumns} from mailbox where id = ${id}`,
  )
  if (!mailbox) throw new Error('There is no mailbox.')
  const work: MaildropWork = {
    deps,
    mailbox,
    maildrop: newMaildrop(),
    trouble: createFetchTrouble(() => deps.now()),
    stop: new AbortController().signal,
    limits: { fetchingMs: 60_000, deletions: 100 },
  }
  return {
    id,
    async visit(isFull = false) {
      server.commands.length = 0
      const visit = await visitMaildrop(work, isFull)
      return { ...visit, commands: [...server.commands] }
    },
    restart: () => void (work.maildrop = newMaildrop()),
    limit: (limits) => void Object.assign(work.limits, limits),
    ledger: () =>
      deps.db.rows<LedgerRow>(sql`
        select d.uid, d.uidl, m.subject, d.fate, d.raw_sha256 as raw
        from delivery d join message m on m.id = d.message_id where d.mailbox_id = ${id} order by d.uid`),
    unaccounted: () =>
      deps.db.rows<MissingRow>(sql`
        select uid, uidl, detail, since from unaccounted u join folder f on f.id = u.folder_id
        where f.mailbox_id = ${id} order by uid`),
  }
}

/** Loses the bytes of a blob, as a broken disk does. */
export async function loseBlob({ blobs, config }: Deps, sha256 = ''): Promise<void> {
  await blobs.get(sha256) // from then on it is a file of its own
  await rm(join(config.dataDir, 'blobs', sha256.slice(0, 2), sha256.slice(2)))
}
