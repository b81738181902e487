import type { Ledger, LedgerFate, LedgerLine } from '@levee/contract'
import type { Deps } from '../../deps.ts'
import type { Viewer } from '../../http/viewer.ts'
import { placeOf, placeText } from './ledger-cursor.ts'
import { deliveriesOf, fateCounts, ledgerFolders, unaccountedOf } from './ledger-queries.ts'
import { requireMailbox, seenBy } from './queries.ts'

const PAGE = 50

/** The fate of every delivery that the server showed; `unaccounted` are shown by it and unknown to us. */
export async function mailboxLedger({ db }: Deps, viewer: Viewer, id: string): Promise<Ledger> {
  const mailbox = await requireMailbox(db, id, seenBy(viewer))
  const [counts, folders] = [await fateCounts(db, id), await ledgerFolders(db, id)]
  const total = (of: 'server' | 'missing'): number =>
    folders.reduce((sum, folder) => sum + folder[of], 0)
  return {
    state: mailbox.state,
    lastSyncAt: mailbox.lastSyncAt?.toISOString() ?? null,
    lastError: mailbox.lastError,
    server: total('server'),
    ...counts,
    unaccounted: total('missing'),
    unaccountedSince: mailbox.unaccountedSince?.toISOString() ?? null,
    folders: folders.map(({ missing: _missing, checkedAt, ...folder }) => ({
      ...folder,
      checkedAt: checkedAt?.toISOString() ?? null,
    })),
  }
}

/** The messages of one fate, the newest first. */
export async function ledgerPage(
  { db }: Deps,
  viewer: Viewer,
  {
    id,
    fate,
    limit = PAGE,
    cursor,
  }: { id: string; fate: LedgerFate; limit?: number; cursor?: string },
): Promise<{ items: LedgerLine[]; nextCursor: string | null }> {
  await requireMailbox(db, id, seenBy(viewer))
  const after = cursor === undefined ? undefined : placeOf(cursor)
  const page = { after, limit: limit + 1 } // one more tells whether there is a next page
  const rows =
    fate === 'unaccounted'
      ? await unaccountedOf(db, id, page)
      : await deliveriesOf(db, id, { fate, ...page })
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    items: rows.slice(0, limit).map(({ id: _id, receivedAt, storedAt, ...line }) => ({
      ...line,
      receivedAt: receivedAt.toISOString(),
      storedAt: storedAt?.toISOString() ?? null,
    })),
    nextCursor: last ? placeText(last) : null,
  }
}
