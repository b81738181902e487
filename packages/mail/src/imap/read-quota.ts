import type { Quota } from '@levee/domain'
import { withClient } from './connection.ts'
import type { ImapConnection } from './connection.ts'

/** How full the mailbox is (RFC 9208), in bytes; null where the server does not say. */
export function readQuota(connection: ImapConnection): Promise<Quota | null> {
  return withClient(connection, async (client) => {
    const quota = await client.getQuota('INBOX')
    const storage = quota && quota.storage
    if (!storage || storage.usage === undefined) return null
    return { used: storage.usage, limit: storage.limit ?? 0 }
  })
}
