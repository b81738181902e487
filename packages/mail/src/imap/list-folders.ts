import type { ListResponse } from 'imapflow'
import { withClient } from './connection.ts'
import type { ImapConnection } from './connection.ts'

/** What a folder is for (RFC 6154), null when it is only a folder. */
export type FolderRole = 'inbox' | 'sent' | 'archive' | 'junk' | 'trash' | 'drafts' | null

export type Folder = { path: string; name: string; role: FolderRole }

const ROLES: Record<string, FolderRole> = {
  '\\Inbox': 'inbox',
  '\\Sent': 'sent',
  '\\Archive': 'archive',
  '\\Junk': 'junk',
  '\\Trash': 'trash',
  '\\Drafts': 'drafts',
}

/** The folders that can hold mail. Where the server does not say what they are for, their names do. */
export function listFolders(connection: ImapConnection): Promise<Folder[]> {
  return withClient(connection, async (client) => {
    const listed = await client.list()
    return listed.filter(holdsMail).map(({ path, name, specialUse }) => ({
      path,
      name,
      role: ROLES[specialUse ?? ''] ?? null,
    }))
  })
}

function holdsMail({ flags }: ListResponse): boolean {
  return !flags.has('\\Noselect') && !flags.has('\\NonExistent')
}
