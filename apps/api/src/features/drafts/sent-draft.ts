import { type Queryable, sql, type Tx } from '@levee/db'
import { announce } from '../../http/events.ts'
import {
  type DraftContent,
  draftOfConversation,
  type DraftRow,
  insertDraft,
  newMailDraft,
  updateDraft,
} from './queries.ts'

/** A mail as it was queued. */
export type SentDraft = {
  messageId: string
  authorId: string
  /** Of the conversation that was answered; null: it starts one, and may have been a draft by itself. */
  answered: { conversationId: string; revision: number } | { draftId: string | null }
  content: DraftContent
  at: Date
}

/**
 * The draft became a mail: from now on nobody finds it, but it is kept as it was sent, and comes back
 * when that mail is taken back.
 */
export async function keepSentDraft(tx: Tx, sent: SentDraft): Promise<void> {
  const { messageId, authorId, answered, content, at } = sent
  const isAnswer = 'conversationId' in answered
  const found = await draftThatWasSent(tx, sent)
  const written = {
    content,
    kind: content.forwardOf === null ? (found?.kind ?? (isAnswer ? 'reply' : 'new')) : 'forward',
    revision: isAnswer ? answered.revision : 0,
    authorId,
    at,
  }
  if (found) await updateDraft(tx, found.id, written)
  const id =
    found?.id ?? (await insertDraft(tx, isAnswer ? answered.conversationId : null, written))
  await tx.run(sql`update draft set sent_as = ${messageId} where id = ${id}`)
  if (isAnswer && found) await tell(tx, answered.conversationId, null)
}

/** The mail was taken back: its draft is there again, unless somebody has begun another one. */
export async function bringDraftBack(tx: Tx, messageId: string): Promise<void> {
  const back = await tx.row<{ conversationId: string | null; authorId: string }>(sql`
    update draft d set sent_as = null, version = version + 1
    where sent_as = ${messageId} and not exists (select from draft other
      where other.conversation_id = d.conversation_id and other.sent_as is null)
    returning conversation_id as "conversationId", author_id as "authorId"`)
  if (back?.conversationId) await tell(tx, back.conversationId, back.authorId)
}

/** Deletes drafts whose mail has left, or was taken back for another one, before this instant. */
export async function forgetSentDrafts(db: Queryable, before: Date): Promise<void> {
  await db.run(sql`
    delete from draft using message m
    where m.id = draft.sent_as and draft.updated_at < ${before} and m.state in ('sent', 'cancelled')`)
}

async function draftThatWasSent(
  tx: Tx,
  { answered, authorId }: SentDraft,
): Promise<DraftRow | undefined> {
  if ('conversationId' in answered) return draftOfConversation(tx, answered.conversationId)
  return answered.draftId === null ? undefined : newMailDraft(tx, authorId, answered.draftId)
}

async function tell(tx: Tx, conversationId: string, authorId: string | null): Promise<void> {
  const row = await tx.row<{ mailboxIds: string[] }>(sql`
    select mailbox_ids as "mailboxIds" from conversation where id = ${conversationId}`)
  if (!row) return
  await announce(tx, { type: 'draft', conversationId, mailboxIds: row.mailboxIds, authorId })
}
