import { MailServerError } from '../network/mail-server-error.ts'
import { withFolder } from './connection.ts'
import type { ImapConnection } from './connection.ts'

/**
 * Moves one message of the open folder (RFC 6851).
 * @returns its UID in `folder`, or undefined where the server lacks UIDPLUS (RFC 4315).
 * @throws {MailServerError} `refused` when the folder is missing or the message is gone: ImapFlow
 *   answers `false` to the former and success to the latter.
 */
export function moveMessage(
  connection: ImapConnection,
  uid: number,
  folder: string,
): Promise<number | undefined> {
  return withFolder(connection, async (client) => {
    const moved = await client.messageMove(String(uid), folder, { uid: true })
    if (!moved) {
      throw new MailServerError(
        'refused',
        `The server refused to move message ${uid} to "${folder}".`,
      )
    }
    const movedUid = moved.uidMap?.get(uid)
    if (movedUid === undefined && client.capabilities.has('UIDPLUS')) {
      throw new MailServerError('refused', `Message ${uid} is no longer in the folder.`)
    }
    return movedUid
  })
}
