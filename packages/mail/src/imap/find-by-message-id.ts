import { MailServerError } from '../network/mail-server-error.ts'
import { withFolder } from './connection.ts'
import type { ImapConnection } from './connection.ts'

/**
 * The UIDs in the open folder whose Message-ID is `internetMessageId` (without angle brackets).
 * @throws {MailServerError} when the server does not say: ImapFlow answers `false` then.
 */
export function findByMessageId(
  connection: ImapConnection,
  internetMessageId: string,
): Promise<number[]> {
  return withFolder(connection, async (client) => {
    const query = { header: { 'message-id': `<${internetMessageId}>` } }
    const found = await client.search(query, { uid: true })
    if (!found) throw new MailServerError('refused', 'The server refused to search.')
    return found
  })
}
