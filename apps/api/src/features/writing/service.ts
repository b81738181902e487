import type { Body, changeWritingSettings, WritingSettings } from '@levee/contract'
import type { Queryable } from '@levee/db'
import { type Address, DomainError, isSendableAddress } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { requirePermission, type Viewer } from '../../http/viewer.ts'
import {
  colleaguesLike,
  ownSettings,
  recipientsLike,
  sendersLike,
  updateMailboxSignature,
  updateOwnSettings,
  writtenFrom,
} from './queries.ts'

const MOST_SUGGESTIONS = 8

/** What the viewer writes with. */
export async function writingSettings(db: Queryable, viewer: Viewer): Promise<WritingSettings> {
  const own = await ownSettings(db, viewer.id)
  return { ...own, mailboxes: await writtenFrom(db, viewer) }
}

/** Changes what the viewer writes with; what is left out stays. */
export async function changeOwnSettings(
  { db, reader }: Pick<Deps, 'db' | 'reader'>,
  viewer: Viewer,
  { undoSeconds, signature }: Body<typeof changeWritingSettings>,
): Promise<WritingSettings> {
  await updateOwnSettings(db, viewer.id, {
    undoSeconds,
    signature: signature === undefined ? undefined : await cleanSignature(reader, signature),
  })
  return writingSettings(db, viewer)
}

/** Changes what mails from a mailbox end with. @throws {DomainError} `not-found`, `forbidden`. */
export async function changeSignature(
  { db, reader }: Pick<Deps, 'db' | 'reader'>,
  viewer: Viewer,
  input: { mailboxId: string; signature: string },
): Promise<{ signature: string }> {
  requirePermission(viewer, 'manageMailboxes')
  const signature = await cleanSignature(reader, input.signature)
  if (await updateMailboxSignature(db, input.mailboxId, signature)) return { signature }
  throw new DomainError('not-found', 'There is no such mailbox.')
}

/**
 * Whom somebody means who has typed a part of a name or an address: those who wrote, those who were written
 * to, colleagues; the last written with first.
 */
export async function suggestRecipients(
  db: Queryable,
  viewer: Viewer,
  typed: string,
): Promise<Address[]> {
  const found = [
    ...(await recipientsLike(db, viewer, typed)),
    ...(await sendersLike(db, viewer, typed)),
    ...(await colleaguesLike(db, typed)),
  ]
  const byAddress = new Map<string, Address>()
  for (const { name, address } of found) {
    const key = address.toLowerCase()
    if (!byAddress.get(key)?.name && isSendableAddress(address))
      byAddress.set(key, { name, address })
  }
  return [...byAddress.values()].slice(0, MOST_SUGGESTIONS)
}

/** Without what would show nothing: then there is no signature. */
async function cleanSignature(reader: Deps['reader'], html: string): Promise<string> {
  const written = await reader.written(html, { kind: 'draft' })
  return written.text.trim() === '' ? '' : written.html
}
