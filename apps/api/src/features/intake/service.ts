import { DomainError } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import type { Viewer } from '../../http/viewer.ts'
import { accessMailboxToFile } from './access.ts'
import { receiveOne } from './receive-message.ts'

export { importMail } from './import/import-mail.ts'
export type { ImportProgress, ImportResult } from './import/import-mail.ts'
export { listenForMail } from './listen-for-mail.ts'
export { rereadMessages } from './reread.ts'
export { isNewsletter } from './threaded-message.ts'
export { type VerifiedFolder, verifyMailbox, verifySources } from './verify-mailbox.ts'

/**
 * Files a message that a program hands over.
 * @throws {DomainError} `not-found`, or `invalid` when there is nothing to file.
 */
export async function fileMessage(
  deps: Deps,
  viewer: Viewer,
  { mailboxId, raw }: { mailboxId: string; raw: unknown },
): Promise<{ messageId: string; conversationId: string; duplicate: boolean }> {
  await accessMailboxToFile(deps.db, viewer, mailboxId)
  if (!Buffer.isBuffer(raw) || raw.length === 0) {
    throw new DomainError('invalid', 'Send one message as message/rfc822.')
  }
  return receiveOne(deps, mailboxId, raw)
}
