import type { FetchMessageObject } from 'imapflow'
import { withFolder } from './connection.ts'
import type { ImapConnection } from './connection.ts'

export type FlaggedMessage = { uid: number; flags: string[] }

/** The flags of the messages of the open folder in a range of UIDs, `412:*` without an older last one. */
export function listFlags(connection: ImapConnection, range: string): Promise<FlaggedMessage[]> {
  const least = Number(/^(\d+):\*$/.exec(range)?.[1] ?? 0)
  return withFolder(connection, async (client) => {
    const found = await client.fetchAll(range, { uid: true, flags: true }, { uid: true })
    return flagged(found).filter(({ uid }) => uid >= least)
  })
}

/** What changed in a folder: flags, and messages that are no longer there as far as the server says so (QRESYNC). */
export type FolderChanges = { flagged: FlaggedMessage[]; vanished: Set<number> }

/**
 * What changed in the open folder after `modseq` (RFC 7162 §3.1.4.1, §3.2.6); of a server without
 * CONDSTORE, the flags of all messages.
 */
export function changesSince(connection: ImapConnection, modseq: string): Promise<FolderChanges> {
  return withFolder(connection, async (client) => {
    const vanished = new Set<number>()
    const hear = ({ uid }: { uid?: number | undefined }): void => {
      if (uid !== undefined) vanished.add(uid)
    }
    client.on('expunge', hear)
    try {
      const options = { uid: true, changedSince: BigInt(modseq) }
      const found = await client.fetchAll('1:*', { uid: true, flags: true }, options)
      return { flagged: flagged(found), vanished }
    } finally {
      client.off('expunge', hear)
    }
  })
}

/** Each message once, as the server said last: it may tell of a change in between. */
function flagged(found: FetchMessageObject[]): FlaggedMessage[] {
  const byUid = new Map<number, FlaggedMessage>()
  for (const { uid, flags } of found) {
    if (uid !== undefined && flags) byUid.set(uid, { uid, flags: [...flags] })
  }
  return [...byUid.values()]
}
