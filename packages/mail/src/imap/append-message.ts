import { MailServerError } from '../network/mail-server-error.ts'
import { withClient } from './connection.ts'
import type { ImapConnection } from './connection.ts'

/**
 * Stores a message in a folder, with flags and the date that the server shall keep for it.
 * Where the open folder is read-only ImapFlow drops the flags: open the folder for writing first.
 * @returns its UID, or undefined where the server lacks UIDPLUS (RFC 4315).
 */
export function appendMessage(
  connection: ImapConnection,
  folder: string,
  raw: Buffer,
  flags: string[],
  date: Date,
): Promise<number | undefined> {
  return withClient(connection, async (client) => {
    const stored = await client.append(folder, raw, flags, date)
    if (!stored)
      throw new MailServerError('refused', `The server refused a message in "${folder}".`)
    return stored.uid
  })
}
