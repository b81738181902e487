import type { Conversation } from '@levee/contract'
import { inTransaction } from '@levee/db'
import { DomainError } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { announce } from '../../http/events.ts'
import type { Viewer } from '../../http/viewer.ts'
import { recordActivity } from '../activity/service.ts'
import { nextReference } from '../intake/register.ts'
import { accessConversation } from './access.ts'
import { listed } from './get-conversation.ts'
import { organisationTimeZone, saveRead, saveReference } from './queries.ts'

export { changeConversation, changeConversations } from './change-conversation.ts'
export { conversationChanges } from './conversation-changes.ts'
export { dueLevel } from './due-conditions.ts'
export { explainConversation } from './explain-conversation.ts'
export { followServer } from './follow-server.ts'
export { getConversation, listed } from './get-conversation.ts'
export { hasStatus, listConditions, viewConditions } from './list-conditions.ts'
export { listConversations } from './list-conversations.ts'
export { mergeConversations } from './merge-conversations.ts'
export { listedByIds } from './listed-by-ids.ts'
export { lockAnyConversations, lockConversations as lockSeenConversations } from './queries.ts'
export { refuseStale } from './refuse-stale.ts'
export { checkReferences } from './references.ts'
export { saveChanges, type Wanted } from './save-changes.ts'
export { splitConversation } from './split-conversation.ts'
export { undo } from './undo.ts'
export { writeOnConversation } from './write-on-conversation.ts'

/** Remembers whether the viewer has read a conversation; nobody else sees it. */
export async function markRead(
  { db }: Pick<Deps, 'db'>,
  viewer: Viewer,
  id: string,
  read: boolean,
): Promise<void> {
  const conversation = await accessConversation(db, viewer, id)
  await saveRead(db, { userId: viewer.id, conversationId: conversation.id, read })
}

/**
 * Gives a number to mail that has none, of the year in which it was received.
 * @throws {DomainError} `conflict` when it has one.
 */
export async function registerConversation(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  viewer: Viewer,
  idOrReference: string,
): Promise<Conversation> {
  const at = now()
  return inTransaction(db, async (tx) => {
    const conversation = await accessConversation(tx, viewer, idOrReference, { lock: true })
    const { id, mailboxIds, revision } = conversation
    if (conversation.reference !== null)
      throw new DomainError('conflict', `It is registered as ${conversation.reference}.`)
    const timeZone = await organisationTimeZone(tx)
    const reference = await nextReference(tx, id, conversation.receivedAt, timeZone)
    await saveReference(tx, id, reference)
    await recordActivity(tx, {
      conversationId: id,
      actorId: viewer.id,
      kind: 'registered',
      before: { reference: null },
      after: { reference },
      at,
    })
    await announce(tx, {
      type: 'conversation.updated',
      conversationId: id,
      mailboxIds,
      revision: revision + 1,
    })
    return listed(tx, viewer, id, at)
  })
}
