import type { FetchMessageObject } from 'imapflow'
import { commandError, requireFolder, withFolder } from './connection.ts'
import type { ImapConnection } from './connection.ts'
import { uidSets } from './uid-set.ts'

export type FetchedMessage = { uid: number; internalDate: Date; flags: string[]; raw: Buffer }

/**
 * The bytes of messages of the open folder, as the server has them, by BODY.PEEK[]: nothing is
 * marked as read. Messages that are gone are left out. While the sequence is being read, the
 * connection can do nothing else.
 */
export async function* fetchRaw(
  connection: ImapConnection,
  uids: number[],
): AsyncGenerator<FetchedMessage, void, undefined> {
  for (const set of uidSets(uids)) {
    const query = { uid: true, flags: true, internalDate: true, source: true }
    const fetched = await withFolder(connection, async (client) =>
      client.fetch(set, query, { uid: true }),
    )
    try {
      for await (const each of fetched) {
        const message = messageOf(each)
        if (message) yield message
      }
      requireFolder(connection)
    } catch (error) {
      throw commandError(connection, error)
    }
  }
}

/** What imapflow gives as a message; undefined without its bytes. */
export function messageOf(found: FetchMessageObject): FetchedMessage | undefined {
  const { uid, flags, source } = found
  if (!source || uid === undefined) return undefined
  return { uid, internalDate: arrivalOf(found), flags: [...(flags ?? [])], raw: source }
}

/** When a message arrived; now, when its server does not say or makes no sense: it is to be seen, not filed as old. */
export function arrivalOf({ internalDate }: FetchMessageObject): Date {
  const date = new Date(internalDate ?? Number.NaN)
  return Number.isNaN(date.getTime()) ? new Date() : date
}
