import type { NewMailInput } from '@levee/contract'
import { inTransaction, sql, type Tx } from '@levee/db'
import { DomainError, snippet } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { announce } from '../../http/events.ts'
import type { Viewer } from '../../http/viewer.ts'
import { accessConversation, visibleMailboxes } from '../conversations/access.ts'
import { keepSentDraft } from '../drafts/service.ts'
import { applyMacro, noteTemplate, replyTemplate } from '../templates/service.ts'
import { type PreparedReply, prepareMail } from './prepare-reply.ts'
import { sentContent } from './sent-content.ts'
import { type QueuedReply, queueReply } from './service.ts'

/**
 * Queues a mail that answers nothing. The conversation that it starts is its author's, and waits for
 * the answer; it has no number before that comes.
 * @throws {DomainError} `not-found` when the mailbox is not the viewer's; `invalid`, with the field to mend.
 */
export async function startConversation(
  deps: Deps,
  viewer: Viewer,
  { mailboxId, draftId, ...input }: NewMailInput,
): Promise<QueuedReply & { conversationId: string }> {
  const allowed = visibleMailboxes(viewer)
  if (allowed !== 'all' && !allowed.includes(mailboxId))
    throw new DomainError('not-found', 'There is no such mailbox.')
  const template = await replyTemplate(deps.db, viewer, input)
  const id = await freshId(deps)
  const mail = await prepareMail(deps, viewer, {
    conversationId: id,
    answers: null,
    mailboxIds: [mailboxId],
    input: { ...input, to: input.to ?? [] },
  })
  const content = await sentContent(deps, input, mail)
  const at = deps.now()
  return inTransaction(deps.db, async (tx) => {
    await insertConversation(tx, { id, authorId: viewer.id, at }, mail)
    const begun = await accessConversation(tx, viewer, id, { lock: true })
    if (template) await applyMacro(tx, deps, { viewer, template, conversation: begun })
    const conversation = await accessConversation(tx, viewer, id)
    await announce(tx, {
      type: 'conversation.created',
      conversationId: id,
      mailboxIds: conversation.mailboxIds,
      reference: null,
    })
    const queued = await queueReply(tx, deps, { viewer, conversation, reply: mail, template })
    if (template) await noteTemplate(tx, queued.messageId, template.id)
    await keepSentDraft(tx, {
      messageId: queued.messageId,
      authorId: viewer.id,
      answered: { draftId: draftId ?? null },
      content,
      at,
    })
    return { conversationId: id, ...queued }
  })
}

/** Before the row is there: the Message-ID is signed with it. */
async function freshId({ db }: Pick<Deps, 'db'>): Promise<string> {
  const row = await db.row<{ id: string }>(sql`select new_id() as id`)
  if (!row) throw new Error('PostgreSQL returned no row.')
  return row.id
}

/** It is called after whom it is written to: they are who answers. */
async function insertConversation(
  tx: Tx,
  { id, authorId, at }: { id: string; authorId: string; at: Date },
  { mailbox, parsed, recipients, files }: PreparedReply,
): Promise<void> {
  const [correspondent = { name: '', address: '' }] = [
    ...recipients.to,
    ...recipients.cc,
    ...recipients.bcc,
  ]
  await tx.run(sql`
    insert into conversation (id, mailbox_ids, subject, snippet, status, assignee_id, from_name,
      from_address, message_count, has_attachments, received_at, last_message_at, created_at)
    values (${id}, ${[mailbox.id]}::uuid[], ${parsed.subject}, ${snippet(parsed.text)}, 'waiting',
      ${authorId}, ${correspondent.name}, ${correspondent.address}, 0,
      ${files.some(({ contentId }) => contentId === null)}, ${at}, ${at}, ${at})`)
}
