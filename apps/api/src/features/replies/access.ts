export { composeAutomatic, queueAutomatic, type AutomaticMail } from './automatic-mail.ts'
export { mailboxAddresses } from './queries.ts'
export { REPLY_TITLES } from './reply-titles.ts'
import type { Tx } from '@levee/db'
import { DomainError } from '@levee/domain'
import type { Viewer } from '../../http/viewer.ts'
import { accessConversation } from '../conversations/access.ts'
import { lockReply, type LockedReply } from './queries.ts'

export type { LockedReply } from './queries.ts'

/** The reply, locked after its conversation, if the viewer may see that. @throws {DomainError} `not-found`. */
export async function accessReply(tx: Tx, viewer: Viewer, messageId: string): Promise<LockedReply> {
  const notFound = new DomainError('not-found', 'There is no such reply.')
  const found = await lockReply(tx, messageId)
  if (!found) throw notFound
  await accessConversation(tx, viewer, found.conversationId).catch((error: unknown) => {
    throw error instanceof DomainError && error.code === 'not-found' ? notFound : error
  })
  return found
}
