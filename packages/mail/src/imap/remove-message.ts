import { withClient } from './connection.ts'
import type { ImapConnection } from './connection.ts'

/**
 * Deletes one message of the open folder for good (RFC 4315).
 * @returns false where the server cannot delete one alone, or refuses: then nothing was deleted. Without UIDPLUS
 *   an EXPUNGE would also take what other programs marked.
 */
export function removeMessage(connection: ImapConnection, uid: number): Promise<boolean> {
  return withClient(connection, async (client) => {
    const canAlone = client.capabilities.has('UIDPLUS') || client.capabilities.has('IMAP4rev2')
    return canAlone && client.messageDelete(String(uid), { uid: true })
  })
}
