import type { NewMailDraft, NewMailDraftInput } from '@levee/contract'
import { inTransaction, type Queryable } from '@levee/db'
import { DomainError } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import type { Viewer } from '../../http/viewer.ts'
import { cleanContent } from './clean-content.ts'
import {
  type DraftRow,
  insertDraft,
  newMailDraft,
  newMailDrafts,
  removeDraft,
  updateDraft,
} from './queries.ts'
import { refuseMissingFiles, refuseNewer } from './versions.ts'

type Writing = Pick<Deps, 'db' | 'now' | 'reader'>

/** The new mails that the viewer has begun. */
export async function listNewMails(
  { db }: Pick<Deps, 'db'>,
  viewer: Viewer,
): Promise<NewMailDraft[]> {
  const drafts = await newMailDrafts(db, viewer.id)
  return drafts.map(shown)
}

/** One of them. @throws {DomainError} `not-found`. */
export async function readNewMail(
  { db }: Pick<Deps, 'db'>,
  viewer: Viewer,
  id: string,
): Promise<NewMailDraft> {
  return shown(await own(db, viewer, id))
}

/** Begins a new mail. */
export async function beginNewMail(
  { db, now, reader }: Writing,
  viewer: Viewer,
  { version: _none, ...typed }: NewMailDraftInput,
): Promise<NewMailDraft> {
  const content = await cleanContent(reader, typed)
  return inTransaction(db, async (tx) => {
    await refuseMissingFiles(tx, viewer, { conversationId: null, ids: content.attachmentIds })
    const written = { content, kind: 'new', revision: 0, authorId: viewer.id, at: now() } as const
    const id = await insertDraft(tx, null, written)
    return shown(await own(tx, viewer, id))
  })
}

/** Saves a new mail. @throws {DomainError} `stale` when another window saved it since. */
export async function saveNewMail(
  { db, now, reader }: Writing,
  viewer: Viewer,
  id: string,
  { version, ...typed }: NewMailDraftInput,
): Promise<NewMailDraft> {
  const content = await cleanContent(reader, typed)
  return inTransaction(db, async (tx) => {
    refuseNewer(await own(tx, viewer, id), version)
    await refuseMissingFiles(tx, viewer, { conversationId: null, ids: content.attachmentIds })
    const written = { content, kind: 'new', revision: 0, authorId: viewer.id, at: now() } as const
    await updateDraft(tx, id, written)
    return shown(await own(tx, viewer, id))
  })
}

/** Throws a new mail away. @throws {DomainError} `not-found`. */
export async function discardNewMail(
  { db }: Pick<Deps, 'db'>,
  viewer: Viewer,
  id: string,
): Promise<void> {
  await own(db, viewer, id)
  await removeDraft(db, id)
}

async function own(tx: Queryable, viewer: Viewer, id: string): Promise<DraftRow> {
  const found = await newMailDraft(tx, viewer.id, id)
  if (!found) throw new DomainError('not-found', 'There is no such draft.')
  return found
}

function shown({ kind: _kind, revision: _none, updatedAt, ...draft }: DraftRow): NewMailDraft {
  return { ...draft, updatedAt: updatedAt.toISOString() }
}
