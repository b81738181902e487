import type { ListedMessage } from '@levee/domain'
import { listUids, MailServerError, type OpenedFolder } from '@levee/mail'
import type { FolderInStep, FolderWork } from './folder-in-step.ts'

const UNKNOWN_SIZE = 262_144 // bytes: few messages are larger

/** A message as its folder lists it; `flags` where they were asked for. */
export type Listed = ListedMessage & { flags?: string[] }

/** Lists the open folder; when that breaks the connection, the next one does without the sizes. */
export async function list(
  { connection, trouble }: FolderWork,
  { path }: FolderInStep,
  range: string,
  withFlags = false,
): Promise<Listed[]> {
  const withSizes = !trouble.isUnsized(path)
  try {
    const listed = await listUids(connection, range, { withSizes, withFlags })
    return withSizes ? listed : listed.map((message) => ({ ...message, size: UNKNOWN_SIZE }))
  } catch (error) {
    if (connection.closed) trouble.brokeListing(path)
    throw error
  }
}

/**
 * Lists all of a folder. One that says that it is empty is asked all the same when it had messages,
 * and some servers refuse that then.
 */
export async function listWhole(
  work: FolderWork,
  folder: FolderInStep,
  { exists, uidNext }: OpenedFolder,
  withFlags: boolean,
): Promise<Listed[]> {
  if (exists === 0 && uidNext <= folder.nextUid && folder.held === 0) return []
  try {
    return await list(work, folder, '1:*', withFlags && folder.held > 0)
  } catch (error) {
    const isRefusal = error instanceof MailServerError && error.code === 'refused'
    if (exists === 0 && isRefusal && !work.connection.closed) return []
    throw error
  }
}
