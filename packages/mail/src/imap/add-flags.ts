import { MailServerError } from '../network/mail-server-error.ts'
import { withFolder } from './connection.ts'
import type { ImapConnection } from './connection.ts'

/**
 * Sets flags such as `\Seen` or `\Answered` on one message of the open folder.
 * @throws {MailServerError} `refused` when the message is gone or the folder is read-only: ImapFlow
 *   reports success for the former and `false` for the latter.
 */
export function addFlags(connection: ImapConnection, uid: number, flags: string[]): Promise<void> {
  return withFolder(connection, async (client) => {
    const stored = await client.messageFlagsAdd(String(uid), flags, { uid: true })
    if (!stored) throw new MailServerError('refused', `The server refused to flag message ${uid}.`)
    const found = await client.fetchOne(String(uid), { flags: true }, { uid: true })
    if (!found) throw new MailServerError('refused', `Message ${uid} is no longer in the folder.`)
  })
}
