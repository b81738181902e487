import { inFetchingOrder, type ListedMessage, planWindows } from '@levee/domain'
import {
  fetchRaw,
  type FolderRole,
  type ImapConnection,
  listUids,
  MailServerError,
  type OpenedFolder,
  openFolder,
} from '@levee/mail'
import type { Deps } from '../../deps.ts'
import { inOrder } from './in-order.ts'
import { countHeld, type LedgerFolder, noteFolder, openLedger, reconcile } from './ledger.ts'
import { type FetchedMessage, readMessages } from './read-messages.ts'
import { storeMessages } from './receive-message.ts'

/** A folder while its mailbox is kept in step: what is known of it, and what is still to be fetched. */
export type FolderInStep = {
  readonly path: string
  readonly role: FolderRole
  ledger: LedgerFolder | undefined
  /** What the last look showed. */
  opened: OpenedFolder | undefined
  /** When all of it was last listed over this connection. */
  listedAt: Date | undefined
  /** Every UID below it was listed. */
  nextUid: number
  /** How many messages the server shows, as far as the ledger knows. */
  held: number
  /** How many more messages the server counts than it lists. */
  drift: number
  /** In the order in which they are fetched. */
  pending: ListedMessage[]
  /** UIDs that the server shows and will not give. */
  refused: Set<number>
}

/** What keeping a folder in step works with. */
export type FolderWork = {
  deps: Deps
  connection: ImapConnection
  mailbox: { id: string; triageSince: Date }
  /** The folder that is open on the connection. */
  openPath: string | undefined
}

const FULL_PASS_EVERY = 86_400_000 // ms: each night the ledger is compared with every UID

/** Listing costs 60 bytes a message: when something goes away in a large folder, it is noticed a little later. */
const CHEAP_LISTING = 2_000 // messages
const LISTING_EVERY = 60_000 // ms

export function folderInStep(path: string, role: FolderRole): FolderInStep {
  return {
    path,
    role,
    ledger: undefined,
    opened: undefined,
    listedAt: undefined,
    nextUid: 1,
    held: 0,
    drift: 0,
    pending: [],
    refused: new Set(),
  }
}

/**
 * Asks the server what a folder has, and plans what to fetch. Only what is new is listed, unless a
 * full pass is due or the counts show that something went away.
 */
export async function lookAtFolder(
  work: FolderWork,
  folder: FolderInStep,
  asked: 'new' | 'all' = 'new',
): Promise<void> {
  const { deps, connection, mailbox } = work
  const opened = await openFolder(connection, folder.path, { readOnly: true })
  work.openPath = folder.path
  const ledger = await ledgerOf(work, folder, opened)
  const isDue = !ledger.checkedAt || +deps.now() - +ledger.checkedAt > FULL_PASS_EVERY
  const isFirst = ledger.nextUid === 1 && folder.nextUid === 1
  const fresh =
    isDue || isFirst || asked === 'all' ? undefined : await listNew(work, folder, opened)
  if (fresh && !(await isSomethingAway(work, folder, { opened, ledger, fresh }))) {
    folder.pending = inFetchingOrder([...folder.pending, ...fresh], mailbox.triageSince)
  } else {
    await listAll(work, folder, { opened, ledger })
  }
  folder.opened = opened
}

/** Remembers what the last look showed: after few messages were stored, before many are. */
export async function noteLook({ deps }: FolderWork, folder: FolderInStep): Promise<void> {
  const { ledger, opened } = folder
  if (!ledger || !opened) return
  const nextUid = isComplete(folder) ? folder.nextUid : null
  const { exists: serverCount, highestModseq } = opened
  await noteFolder(deps.db, ledger.id, { serverCount, nextUid, highestModseq })
}

/** Fetches, reads and stores up to `most` of the messages that the last looks planned. */
export async function importPending(
  work: FolderWork,
  folder: FolderInStep,
  { most, isImport }: { most: number; isImport: boolean },
): Promise<void> {
  const { deps, connection, mailbox } = work
  const { ledger } = folder
  if (!ledger || folder.pending.length === 0) return
  const slice = folder.pending.slice(0, most)
  if (work.openPath !== folder.path) await openFolder(connection, folder.path, { readOnly: true })
  work.openPath = folder.path
  await inOrder(
    fetchWindows(work, folder, planWindows(slice)),
    async ({ window, fetched }) => ({ window, messages: await readMessages(deps, fetched) }),
    async ({ window, messages }) => {
      const done = new Set(window)
      folder.pending = folder.pending.filter((message) => !done.has(message))
      const nextUid = isComplete(folder) ? folder.nextUid : null
      const { id, uidValidity } = ledger
      const place = { id, uidValidity, role: folder.role }
      const stored = await storeMessages(deps, {
        mailbox,
        folder: place,
        messages,
        nextUid,
        isImport,
      })
      folder.held += stored.length
    },
  )
}

/** The ledger's side of an opened folder, which begins anew under a new UIDVALIDITY. */
async function ledgerOf(
  { deps, mailbox }: FolderWork,
  folder: FolderInStep,
  opened: OpenedFolder,
): Promise<LedgerFolder> {
  if (folder.ledger?.uidValidity === opened.uidValidity) return folder.ledger
  const ledger = await openLedger(deps, mailbox.id, { opened, role: folder.role })
  folder.ledger = ledger
  folder.nextUid = ledger.nextUid
  folder.held = await countHeld(deps.db, ledger)
  folder.drift = 0
  folder.pending = []
  folder.refused.clear()
  return ledger
}

async function listNew(
  { connection }: FolderWork,
  folder: FolderInStep,
  opened: OpenedFolder,
): Promise<ListedMessage[]> {
  if (opened.uidNext <= folder.nextUid) return []
  const fresh = await listUids(connection, `${folder.nextUid}:*`)
  folder.nextUid = nextAfter(fresh, Math.max(opened.uidNext, folder.nextUid))
  return fresh
}

type Look = { opened: OpenedFolder; ledger: LedgerFolder; fresh: ListedMessage[] }

/** Whether the server counts other messages than the ledger, so that all must be listed. */
async function isSomethingAway(
  { deps }: FolderWork,
  folder: FolderInStep,
  { opened, ledger, fresh }: Look,
): Promise<boolean> {
  const isOff = (): boolean => folder.held + folder.drift + fresh.length !== opened.exists
  if (!isComplete(folder) || !isOff()) return false
  folder.held = await countHeld(deps.db, ledger) // we may have moved it ourselves
  const sinceListed = +deps.now() - +(folder.listedAt ?? 0)
  return isOff() && (opened.exists <= CHEAP_LISTING || sinceListed > LISTING_EVERY)
}

async function listAll(
  { deps, connection, mailbox }: FolderWork,
  folder: FolderInStep,
  { opened, ledger }: { opened: OpenedFolder; ledger: LedgerFolder },
): Promise<void> {
  const listed = opened.exists === 0 ? [] : await listUids(connection)
  const missing = await reconcile(
    deps,
    ledger,
    listed.map(({ uid }) => uid),
  )
  folder.listedAt = ledger.checkedAt = deps.now()
  folder.pending = inFetchingOrder(
    listed.filter(({ uid }) => missing.has(uid)),
    mailbox.triageSince,
  )
  folder.refused.clear()
  folder.nextUid = nextAfter(listed, opened.uidNext)
  folder.held = listed.length - missing.size
  folder.drift = opened.exists - listed.length
}

function nextAfter(listed: readonly ListedMessage[], uidNext: number): number {
  return listed.reduce((next, { uid }) => Math.max(next, uid + 1), uidNext)
}

function isComplete(folder: FolderInStep): boolean {
  return folder.pending.length === 0 && folder.refused.size === 0
}

type Window = { window: ListedMessage[]; fetched: FetchedMessage[] }

async function* fetchWindows(
  work: FolderWork,
  folder: FolderInStep,
  windows: ListedMessage[][],
): AsyncGenerator<Window, void, undefined> {
  for (const window of windows) yield { window, fetched: await fetchWindow(work, folder, window) }
}

/** The messages of a window. When the server refuses it, one message after the other is asked for. */
async function fetchWindow(
  { deps, connection, mailbox }: FolderWork,
  folder: FolderInStep,
  window: ListedMessage[],
): Promise<FetchedMessage[]> {
  try {
    return await fetchMessages(connection, window)
  } catch (error) {
    if (!isRefusal(error) || connection.closed) throw error
  }
  const fetched: FetchedMessage[] = []
  for (const message of window) {
    try {
      fetched.push(...(await fetchMessages(connection, [message])))
    } catch (error) {
      if (!isRefusal(error) || connection.closed) throw error
      folder.refused.add(message.uid)
      const { uid } = message
      deps.log.error({ err: error, mailboxId: mailbox.id, folder: folder.path, uid }, 'not given')
    }
  }
  return fetched
}

async function fetchMessages(
  connection: ImapConnection,
  window: readonly ListedMessage[],
): Promise<FetchedMessage[]> {
  const uids = window.map(({ uid }) => uid).toSorted((a, b) => a - b)
  const byUid = new Map<number, FetchedMessage>()
  for await (const { uid, internalDate, raw } of fetchRaw(connection, uids)) {
    byUid.set(uid, { uid, internalDate, raw })
  }
  return window.flatMap(({ uid }) => byUid.get(uid) ?? [])
}

function isRefusal(error: unknown): boolean {
  return error instanceof MailServerError && (error.code === 'refused' || error.code === 'protocol')
}
