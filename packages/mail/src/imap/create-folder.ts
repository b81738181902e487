import { withClient } from './connection.ts'
import type { ImapConnection } from './connection.ts'

/** Makes sure that a folder exists, and that mail programs show it. */
export function createFolder(connection: ImapConnection, path: string): Promise<void> {
  return withClient(connection, async (client) => {
    await client.mailboxCreate(path)
  })
}
