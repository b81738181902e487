import { withClient } from './connection.ts'
import type { ImapConnection } from './connection.ts'

/** The UIDs of every message that the open folder shows: `UID SEARCH ALL` (RFC 9051 §6.4.4). */
export function searchAll(connection: ImapConnection): Promise<number[]> {
  return withClient(connection, async (client) => {
    const found = await client.search({ all: true }, { uid: true })
    return found || []
  })
}
