import type { ListedMessage } from '@levee/domain'
import { fetchInPieces, fetchRaw, type ImapConnection, MailServerError } from '@levee/mail'
import type { FetchedMessage } from './read-messages.ts'
import type { FolderInStep, FolderWork } from './sync-folder.ts'

const LARGE = 8_000_000 // bytes: fetched in pieces

/** Messages that were asked for together, and those of them that the server gave. */
export type FetchedWindow = { window: ListedMessage[]; fetched: FetchedMessage[] }

/** Fetches windows of the open folder, one after the other. */
export async function* fetchWindows(
  work: FolderWork,
  folder: FolderInStep,
  windows: ListedMessage[][],
): AsyncGenerator<FetchedWindow, void, undefined> {
  for (const window of windows) yield { window, fetched: await fetchWindow(work, folder, window) }
}

/** The messages of a window. When the server refuses it, one message after the other is asked for. */
async function fetchWindow(
  work: FolderWork,
  folder: FolderInStep,
  window: ListedMessage[],
): Promise<FetchedMessage[]> {
  try {
    return await fetchMessages(work, folder, window)
  } catch (error) {
    if (!isRefusal(error) || work.connection.closed) throw error
  }
  const fetched: FetchedMessage[] = []
  for (const message of window) {
    try {
      fetched.push(...(await fetchMessages(work, folder, [message])))
    } catch (error) {
      if (!isRefusal(error) || work.connection.closed) throw error
      folder.refused.set(message.uid, error.message)
      logRefused(work, folder, { uid: message.uid, error })
    }
  }
  return fetched
}

/** Says in the log that the server shows a message and does not give it. */
export function logRefused(
  { deps, mailbox }: FolderWork,
  { path }: FolderInStep,
  { uid, error }: { uid: number; error?: unknown },
): void {
  const where = { mailboxId: mailbox.id, folder: path, uid, err: error }
  deps.log.error(where, 'the server does not give a message')
}

async function fetchMessages(
  { connection, trouble }: FolderWork,
  { path }: FolderInStep,
  window: readonly ListedMessage[],
): Promise<FetchedMessage[]> {
  const uids = window.map(({ uid }) => uid).toSorted((a, b) => a - b)
  const byUid = new Map<number, FetchedMessage>()
  const [first] = window
  try {
    if (first && first.size > LARGE && window.length === 1)
      return await inPieces(connection, first.uid)
    for await (const { uid, internalDate, raw } of fetchRaw(connection, uids)) {
      byUid.set(uid, { uid, internalDate, raw })
    }
  } catch (error) {
    const awaited = uids.find((uid) => !byUid.has(uid)) // servers answer in the order of the UIDs
    if (connection.closed && awaited !== undefined) trouble.brokeAt(path, awaited)
    throw error
  }
  return window.flatMap(({ uid }) => byUid.get(uid) ?? [])
}

/** @returns none when the message is gone. */
async function inPieces(connection: ImapConnection, uid: number): Promise<FetchedMessage[]> {
  const fetched = await fetchInPieces(connection, uid)
  return fetched ? [fetched] : []
}

function isRefusal(error: unknown): error is MailServerError {
  return error instanceof MailServerError && (error.code === 'refused' || error.code === 'protocol')
}
