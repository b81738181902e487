import type { Quota } from '@levee/domain'
import { connectImap } from './connect-imap.ts'
import type { ImapOptions } from './connect-imap.ts'
import type { ImapAccount } from './imap-account.ts'
import { type CountedFolder, listCountedFolders } from './list-folders.ts'
import { readQuota } from './read-quota.ts'

/** What a server shows to whoever has signed in. */
export type ImapInspection = {
  folders: CountedFolder[]
  capabilities: string[]
  quota: Quota | null
}

/** Looks at what a server can do, how full the mailbox is and what its folders hold. @throws {MailServerError} */
export async function inspectImap(
  account: ImapAccount,
  options: ImapOptions,
): Promise<ImapInspection> {
  const connection = await connectImap(account, options)
  try {
    const folders = await listCountedFolders(connection)
    const quota = await readQuota(connection)
    return { folders, capabilities: connection.capabilities, quota }
  } finally {
    await connection.close()
  }
}
