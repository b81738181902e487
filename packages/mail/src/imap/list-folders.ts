import type { ListResponse } from 'imapflow'
import { withClient } from './connection.ts'
import type { ImapConnection } from './connection.ts'

/** What a folder is for (RFC 6154), null when it is only a folder. */
export type FolderRole = 'inbox' | 'sent' | 'archive' | 'junk' | 'trash' | 'drafts' | null

/** Who says what a folder is for: the admin, the server (RFC 6154), or its name in one of many languages. */
export type RoleSource = 'choice' | 'server' | 'name' | null

export type Folder = { path: string; name: string; role: FolderRole; roleFrom: RoleSource }

/** `messages`: how many it holds; null where the server does not count all folders at once. */
export type CountedFolder = Folder & { messages: number | null }

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
    return listed.filter(holdsMail).map(folderOf)
  })
}

/** The same with the number of their messages, if the server says it in one answer (RFC 5819). */
export function listCountedFolders(connection: ImapConnection): Promise<CountedFolder[]> {
  const counts = connection.capabilities.includes('LIST-STATUS') // else each folder would be asked, one by one
  return withClient(connection, async (client, { folderRoles }) => {
    const listed = await client.list({
      specialUseHints: folderRoles,
      ...(counts && { statusQuery: { messages: true } }),
    })
    return listed
      .filter(holdsMail)
      .map((entry) => ({ ...folderOf(entry), messages: entry.status?.messages ?? null }))
  })
}

function folderOf({ path, name, specialUse, specialUseSource }: ListResponse): Folder {
  const role = ROLES[specialUse ?? ''] ?? null
  return { path, name, role, roleFrom: role && (SOURCES[specialUseSource ?? ''] ?? 'server') }
}

function holdsMail({ flags }: ListResponse): boolean {
  return !flags.has('\\Noselect') && !flags.has('\\NonExistent')
}
