import { LARGE_BYTES, type ListedMessage } from '@levee/domain'
import {
  fetchInPieces,
  fetchRaw,
  type ImapConnection,
  MailServerError,
  stillThere,
  type WindowMemory,
} from '@levee/mail'
import type { FetchedMessage } from './read-messages.ts'
import type { FolderInStep, FolderWork } from './folder-in-step.ts'

/** Messages that need not be asked for any more, and the bytes of those that came. */
export type FetchedWindow = {
  window: ListedMessage[]
  fetched: FetchedMessage[]
  /** To be given back when the bytes are kept and read. */
  memory: WindowMemory
}

/**
 * Fetches windows of the open folder, one after the other. When the connection breaks, what came
 * before need not come again.
 */
export async function* fetchWindows(
  work: FolderWork,
  folder: FolderInStep,
  windows: ListedMessage[][],
): AsyncGenerator<FetchedWindow, void, undefined> {
  for (const window of windows) {
    const came = new Map<number, FetchedMessage>()
    const memory = work.memories.borrow(window.reduce((sum, { size }) => sum + size, 0))
    const fetching = { window, came, memory }
    try {
      await fetchWindow(work, folder, fetching)
    } catch (error) {
      const part = window.filter(({ uid }) => came.has(uid))
      if (part.length > 0) yield { window: part, fetched: inOrderOf(part, came), memory }
      throw error
    }
    const withheld = await withheldOf(work, folder, fetching)
    const settled = window.filter(({ uid }) => !withheld.has(uid))
    yield { window: settled, fetched: inOrderOf(settled, came), memory }
  }
}

type Fetching = {
  window: ListedMessage[]
  came: Map<number, FetchedMessage>
  memory: WindowMemory
}

/** Asks for the messages of a window; when the server refuses that, for one after the other. */
async function fetchWindow(
  work: FolderWork,
  folder: FolderInStep,
  fetching: Fetching,
): Promise<void> {
  const { window, came } = fetching
  try {
    return await fetchMessages(work, folder, fetching)
  } catch (error) {
    if (work.connection.closed || !(isRefusal(error) || (isBusy(error) && window.length > 1)))
      throw error
  }
  for (const message of window) {
    if (came.has(message.uid)) continue
    try {
      await fetchMessages(work, folder, { ...fetching, window: [message] })
    } catch (error) {
      if (work.connection.closed) throw error
      if (isBusy(error) && came.size > 0) continue // it gives the others
      if (!isRefusal(error)) throw error
      work.trouble.refusedAt(folder.path, message.uid, error.message)
      logRefused(work, folder, { uid: message.uid, error })
    }
  }
}

/**
 * The messages of a window that did not come though the folder still has them: they are asked for
 * again, alone. The others are gone.
 */
async function withheldOf(
  { connection, trouble }: FolderWork,
  { path }: FolderInStep,
  { window, came }: Fetching,
): Promise<Set<number>> {
  const absent = window.map(({ uid }) => uid).filter((uid) => !came.has(uid))
  if (absent.length === 0) return new Set()
  const withheld = await stillThere(connection, absent)
  for (const uid of withheld) if (!trouble.isGivenUp(path, uid)) trouble.brokeAt(path, uid)
  return withheld
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
  { window, came, memory }: Fetching,
): Promise<void> {
  const uids = window.map(({ uid }) => uid).toSorted((a, b) => a - b)
  const asked = new Set(uids)
  const [first] = window
  try {
    if (first && first.size > LARGE_BYTES && window.length === 1)
      return await fetchLarge(connection, first.uid, came)
    for await (const message of fetchRaw(connection, uids, memory.take)) {
      if (asked.has(message.uid)) came.set(message.uid, message)
    }
  } catch (error) {
    const awaited = uids.find((uid) => !came.has(uid)) // servers answer in the order of the UIDs
    if (awaited !== undefined && connection.closed) trouble.brokeAt(path, awaited)
    else if (first && window.length === 1 && isBusy(error))
      trouble.brokeAt(path, first.uid, error.message)
    throw error
  }
}

async function fetchLarge(
  connection: ImapConnection,
  uid: number,
  came: Fetching['came'],
): Promise<void> {
  const fetched = await fetchInPieces(connection, uid)
  if (fetched) came.set(uid, fetched)
}

function inOrderOf(window: ListedMessage[], came: Fetching['came']): FetchedMessage[] {
  return window.flatMap(({ uid }) => came.get(uid) ?? [])
}

/** Whether the server wants to be left alone for a while; one that says so of one message for ever cannot read it. */
function isBusy(error: unknown): error is MailServerError {
  return error instanceof MailServerError && error.code === 'refused' && error.retryable
}

/** Whether the server will not do what it was asked. */
function isRefusal(error: unknown): error is MailServerError {
  if (!(error instanceof MailServerError)) return false
  return error.code === 'protocol' || (error.code === 'refused' && !error.retryable)
}
