import { withClient } from './connection.ts'
import type { ImapConnection } from './connection.ts'

export type ListedMessage = { uid: number; internalDate: Date; size: number }

/**
 * The messages of the open folder in a range of UIDs, without their bodies.
 * @param range a UID set such as `1:*` or `412:*`.
 * @param options withSizes: false where a server cannot size a message that it cannot read; sizes are 0 then.
 */
export function listUids(
  connection: ImapConnection,
  range = '1:*',
  { withSizes = true }: { withSizes?: boolean } = {},
): Promise<ListedMessage[]> {
  // `412:*` also names the last message when it is older: `*` may be the smaller end (RFC 9051 §9).
  const least = Number(/^(\d+):\*$/.exec(range)?.[1] ?? 0)
  return withClient(connection, async (client) => {
    const listed: ListedMessage[] = []
    const query = { uid: true, internalDate: true, size: withSizes }
    for (const found of await client.fetchAll(range, query, { uid: true })) {
      if (found.uid < least) continue
      const internalDate = new Date(found.internalDate ?? 0)
      listed.push({ uid: found.uid, internalDate, size: found.size ?? 0 })
    }
    return listed
  })
}
