import type { ListResponse } from 'imapflow'
import { withClient } from './connection.ts'
import type { ImapConnection } from './connection.ts'

/** What a folder is for (RFC 6154), null when it is only a folder. */
export type FolderRole = 'inbox' | 'sent' | 'archive' | 'junk' | 'trash' | 'drafts' | null

/** Who says what a folder is for: the admin, the server (RFC 6154), or its name in one of many languages. */
export type RoleSource = 'choice' | 'server' | 'name' | null

export type Folder = { path: string; name: string; role: FolderRole; roleFrom: RoleSource }

const ROLES: Record<string, FolderRole> = {
  '\\Inbox': 'inbox',
  '\\Sent': 'sent',
  '\\Archive': 'archive',
  '\\Junk': 'junk',
  '\\Trash': 'trash',
  '\\Drafts': 'drafts',
}

const SOURCES: Record<string, RoleSource> = { user: 'choice', extension: 'server', name: 'name' }

/**
 * The folders that can hold mail. What they are for, the roles that the connection was made with say first, then
 * the server, then their names.
 */
export function listFolders(connection: ImapConnection): Promise<Folder[]> {
  return withClient(connection, async (client, { folderRoles }) => {
    const listed = await client.list({ specialUseHints: folderRoles })
    return listed.filter(holdsMail).map(({ path, name, specialUse, specialUseSource }) => {
      const role = ROLES[specialUse ?? ''] ?? null
      return { path, name, role, roleFrom: role && (SOURCES[specialUseSource ?? ''] ?? 'server') }
    })
  })
}

function holdsMail({ flags }: ListResponse): boolean {
  return !flags.has('\\Noselect') && !flags.has('\\NonExistent')
}
