import type { ReplyInput, Template } from '@levee/contract'
import { inTransaction, type Tx } from '@levee/db'
import { approvalOf } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { announce } from '../../http/events.ts'
import type { Viewer } from '../../http/viewer.ts'
import { recordActivity } from '../activity/service.ts'
import { accessConversation, type ConversationRow } from '../conversations/access.ts'
import { refuseStale } from '../conversations/service.ts'
import { keepSentDraft } from '../drafts/service.ts'
import { followChanges } from '../rules/access.ts'
import { refuseSuspicious } from '../trust/service.ts'
import { applyMacro, noteTemplate, replyTemplate } from '../templates/service.ts'
import { approvalRule, askForApproval } from './approval-rule.ts'
import { type PreparedReply, prepareReply } from './prepare-reply.ts'
import { sentContent } from './sent-content.ts'
import { addMessageToConversation, insertOutgoing, insertReply } from './queries.ts'

export { approveReply, returnReply } from './approve-reply.ts'
export { cancelAnswered } from './cancel-answered.ts'
export { forwardMessage } from './forward-message.ts'
export { startConversation } from './new-mail.ts'
export { reconcileSent } from './reconcile-sent.ts'
export { quoteMessage } from './quote-message.ts'
export { rescheduleReply } from './reschedule-reply.ts'
export { tellAuthor } from './tell-author.ts'
export { cancelReply, retryReply } from './take-back.ts'
export { addUpload, type UploadedFile, uploadedPicture } from './uploads.ts'
export { sendReply } from './send-reply.ts'

export type QueuedReply = {
  messageId: string
  state: 'queued' | 'awaitingApproval'
  sendAt: string
}

/**
 * Queues a reply to a conversation; it leaves when it can no longer be taken back.
 * @throws {DomainError} stale, when the conversation is not as the viewer saw it; suspicious, when its
 * last mail probably is not from whom it says.
 */
export async function addReply(
  deps: Deps,
  viewer: Viewer,
  conversationId: string,
  input: ReplyInput,
): Promise<QueuedReply> {
  const { revision } = input
  const seen = await inTransaction(deps.db, async (tx) => {
    const conversation = await accessConversation(tx, viewer, conversationId)
    await refuseStale(tx, conversation, revision)
    refuseSuspicious(conversation)
    return conversation
  })
  const template = await replyTemplate(deps.db, viewer, input)
  const reply = await prepareReply(deps, viewer, seen, input)
  const content = await sentContent(deps, input, reply)
  return inTransaction(deps.db, async (tx) => {
    const conversation = await accessConversation(tx, viewer, seen.id, { lock: true })
    await refuseStale(tx, conversation, revision)
    refuseSuspicious(conversation)
    const except = input.setStatus ? { except: 'setStatus' as const } : {}
    if (template) await applyMacro(tx, deps, { viewer, template, conversation, ...except })
    const current = template ? await accessConversation(tx, viewer, seen.id) : conversation
    const queued = await queueReply(tx, deps, { viewer, conversation: current, reply, template })
    if (template) await noteTemplate(tx, queued.messageId, template.id)
    await keepSentDraft(tx, {
      messageId: queued.messageId,
      authorId: viewer.id,
      answered: { conversationId: conversation.id, revision },
      content,
      at: deps.now(),
    })
    return queued
  })
}

type Queueing = {
  viewer: Viewer
  conversation: ConversationRow
  reply: PreparedReply
  /** With which it was written. */
  template: Pick<Template, 'needsApproval'> | null
}

/**
 * The status follows at once, so that the list does; that of a scheduled reply, or of one that somebody
 * else reads first, when it was sent.
 */
export async function queueReply(
  tx: Tx,
  deps: Deps,
  { viewer, conversation, reply, template }: Queueing,
): Promise<QueuedReply> {
  const { jobs, now } = deps
  const at = now()
  const { id } = conversation
  const { approval } = approvalOf(await approvalRule(tx, reply.mailbox.id), template)
  const state = approval === 'none' ? 'queued' : 'awaitingApproval'
  const status = reply.isScheduled || state !== 'queued' ? undefined : reply.setStatus
  const messageId = await insertReply(tx, reply, {
    conversationId: id,
    authorId: viewer.id,
    state,
    now: at,
  })
  await insertOutgoing(tx, messageId, reply, status ? conversation : null)
  const changed = await addMessageToConversation(tx, { id, at, status: status ?? null })
  const sendAt = reply.sendAt.toISOString()
  await recordActivity(tx, {
    conversationId: id,
    actorId: viewer.id,
    kind: reply.isForward ? 'forwarded' : 'replied',
    before: {},
    after: {
      messageId,
      sendAt,
      setStatus: reply.setStatus ?? null, // not as `status`: it is taken back with the reply, never alone
      ...(reply.isForward && { to: addressesOf(reply).join(', ') }),
    },
    at,
  })
  if (state === 'queued')
    await jobs.enqueue(tx, 'send', { messageId, due: sendAt }, { startAfter: reply.sendAt })
  else await askForApproval(tx, deps, { conversationId: id, authorId: viewer.id, messageId })
  if (status && status !== conversation.status)
    await followChanges(tx, jobs, [
      {
        conversationId: id,
        changes: { before: { status: conversation.status }, after: { status } },
        causedBy: [],
      },
    ])
  await announce(tx, { type: 'conversation.updated', conversationId: id, ...changed })
  return { messageId, state, sendAt }
}

function addressesOf({ recipients: { to, cc, bcc } }: PreparedReply): string[] {
  return [...to, ...cc, ...bcc].map(({ address }) => address)
}
