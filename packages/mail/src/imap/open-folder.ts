import { withClient } from './connection.ts'
import type { ImapConnection } from './connection.ts'

/**
 * A folder as it was when it was opened. `highestModseq` is null where the server keeps none (RFC 7162);
 * `uidValidity` is 0 where it says none, `uidNext` is 1, and `exists` 0.
 */
export type OpenedFolder = {
  path: string
  uidValidity: number
  uidNext: number
  highestModseq: string | null
  exists: number
  /** Whether the server told of changed flags in it since it was last opened over this connection. */
  flagsHeard: boolean
}

/**
 * Opens a folder, closing the one that was open.
 * @param options readOnly: by EXAMINE, so that not even `\Recent` is lost.
 * @throws {MailServerError} `refused` when there is no such folder.
 */
export function openFolder(
  connection: ImapConnection,
  path: string,
  { readOnly }: { readOnly: boolean },
): Promise<OpenedFolder> {
  return withClient(connection, async (client, open) => {
    const folder = await client.mailboxOpen(path, { readOnly })
    open.changed = false
    const flagsHeard = open.flagsHeard.delete(folder.path)
    return {
      path: folder.path,
      uidValidity: Number(folder.uidValidity ?? 0), // 32 bits, RFC 9051 §2.3.1.1
      uidNext: folder.uidNext ?? 1,
      highestModseq: folder.highestModseq ? String(folder.highestModseq) : null, // 0 is none
      exists: folder.exists ?? 0,
      flagsHeard,
    }
  })
}
