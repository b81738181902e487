import type { Draft, DraftInput } from '@levee/contract'
import { inTransaction, type Tx } from '@levee/db'
import { DomainError } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { announce } from '../../http/events.ts'
import type { Viewer } from '../../http/viewer.ts'
import { accessConversation } from '../conversations/access.ts'
import { cleanContent } from './clean-content.ts'
import {
  changeAuthor,
  draftOfConversation,
  insertDraft,
  removeDraft,
  updateDraft,
} from './queries.ts'
import { refuseMissingFiles, refuseNewer, shownDraft } from './versions.ts'

export { cleanContent } from './clean-content.ts'
export { bringDraftBack, forgetSentDrafts, keepSentDraft, type SentDraft } from './sent-draft.ts'
export {
  beginNewMail,
  discardNewMail,
  listNewMails,
  readNewMail,
  saveNewMail,
} from './new-mail-drafts.ts'

type Answering = Pick<Deps, 'db' | 'now' | 'reader'>

/** The answer that is being written to a conversation; null when nobody writes one. */
export async function readDraft(
  { db }: Pick<Deps, 'db'>,
  viewer: Viewer,
  conversationId: string,
): Promise<Draft | null> {
  const { id } = await accessConversation(db, viewer, conversationId)
  const found = await draftOfConversation(db, id)
  return found ? shownDraft(found) : null
}

/**
 * Saves the answer that is being written.
 * @throws {DomainError} `stale`, with the newer draft, when it is not the version that the writer saw.
 */
export async function saveDraft(
  { db, now, reader }: Answering,
  viewer: Viewer,
  conversationId: string,
  input: DraftInput,
): Promise<Draft> {
  const { version, kind, revision, ...typed } = input
  await accessConversation(db, viewer, conversationId)
  const content = await cleanContent(reader, typed)
  return inTransaction(db, async (tx) => {
    const conversation = await accessConversation(tx, viewer, conversationId, { lock: true })
    const { id } = conversation
    const found = await draftOfConversation(tx, id)
    refuseNewer(found, version)
    await refuseMissingFiles(tx, viewer, { conversationId: id, ids: content.attachmentIds })
    const written = { content, kind, revision, authorId: viewer.id, at: now() }
    if (found) await updateDraft(tx, found.id, written)
    else await insertDraft(tx, id, written)
    if (found?.author.id !== viewer.id) await tellWriter(tx, conversation, viewer.id)
    return current(tx, id)
  })
}

/**
 * Goes on with somebody else's answer; they are told by the event.
 * @throws {DomainError} `not-found` when nobody writes one.
 */
export async function takeDraftOver(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  viewer: Viewer,
  conversationId: string,
): Promise<Draft> {
  return inTransaction(db, async (tx) => {
    const conversation = await accessConversation(tx, viewer, conversationId, { lock: true })
    const found = await draftOfConversation(tx, conversation.id)
    if (!found) throw new DomainError('not-found', 'Nobody writes an answer here.')
    if (found.author.id !== viewer.id) {
      await changeAuthor(tx, found.id, { authorId: viewer.id, at: now() })
      await tellWriter(tx, conversation, viewer.id)
    }
    return current(tx, conversation.id)
  })
}

/**
 * Throws the answer away.
 * @throws {DomainError} `stale` when a version is named and it is another one by now.
 */
export async function discardDraft(
  { db }: Pick<Deps, 'db'>,
  viewer: Viewer,
  conversationId: string,
  version?: number,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const conversation = await accessConversation(tx, viewer, conversationId, { lock: true })
    const found = await draftOfConversation(tx, conversation.id)
    if (!found) return
    if (version !== undefined) refuseNewer(found, version)
    await removeDraft(tx, found.id)
    await tellWriter(tx, conversation, null)
  })
}

async function current(tx: Tx, conversationId: string): Promise<Draft> {
  const draft = await draftOfConversation(tx, conversationId)
  if (!draft) throw new Error('The draft that was saved has gone.')
  return shownDraft(draft)
}

function tellWriter(
  tx: Tx,
  { id, mailboxIds }: { id: string; mailboxIds: string[] },
  authorId: string | null,
): Promise<void> {
  return announce(tx, { type: 'draft', conversationId: id, mailboxIds, authorId })
}
