import { inFetchingOrder, type ListedMessage, planWindows } from '@levee/domain'
import { type OpenedFolder, openFolder } from '@levee/mail'
import type { Deps } from '../../deps.ts'
import { fetchWindows, logRefused } from './fetch-windows.ts'
import { type FolderInStep, type FolderWork, isComplete } from './folder-in-step.ts'
import { inOrder } from './in-order.ts'
import { list, listWhole } from './list-folder.ts'
import { followChanges, lookAtNewestFlags } from './look-at-flags.ts'
import {
  countHeld,
  heldFrom,
  type LedgerFolder,
  noteFolder,
  openLedger,
  reconcile,
} from './ledger.ts'
import { noteFlags } from './note-flags.ts'
import { readMessages } from './read-messages.ts'
import { storeMessages } from './receive-message.ts'

const FULL_PASS_EVERY = 86_400_000 // ms: each night the ledger is compared with every UID

/** Listing costs 60 bytes a message: when something goes away in a large folder, it is noticed a little later. */
const CHEAP_LISTING = 2_000 // messages
const LISTING_EVERY = 60_000 // ms
const SHORT_LISTING_EVERY = 3_600_000 // ms: servers that count more than they list may always do so

/**
 * Asks the server what a folder has, and plans what to fetch. Only what is new is listed, unless a
 * full pass is due or the counts show that something went away.
 * @param asked 'listing': all of it; 'all': also what was given up is tried again.
 */
export async function lookAtFolder(
  work: FolderWork,
  folder: FolderInStep,
  asked: 'new' | 'listing' | 'all' = 'new',
): Promise<void> {
  const { deps, mailbox } = work
  const opened = await open(work, folder)
  const ledger = await ledgerOf(work, folder, opened)
  await followChanges(work, folder, { opened, ledger })
  const { refused } = folder
  const mayCome = [...refused.keys()].some((uid) => !work.trouble.isGivenUp(folder.path, uid))
  const isDue = mayCome || !ledger.checkedAt || +deps.now() - +ledger.checkedAt > FULL_PASS_EVERY
  const isFirst = ledger.nextUid === 1 && folder.nextUid === 1
  if (isFirst && opened.exists > 0) startThreads(deps)
  const fresh =
    isDue || isFirst || asked !== 'new'
      ? undefined
      : await listNew(work, folder, { opened, ledger })
  if (asked === 'all') work.trouble.forget(folder.path)
  if (fresh && !(await isSomethingAway(work, folder, { opened, ledger, fresh }))) {
    folder.pending = inFetchingOrder([...folder.pending, ...fresh], mailbox.triageSince)
  } else {
    await listAll(work, folder, { opened, ledger }, isDue || asked === 'all')
  }
  if (opened.highestModseq === null) await lookAtNewestFlags(work, folder, { opened, ledger })
  giveUp(work, folder)
  folder.opened = opened
}

/** They start while the folder is listed, so that its first messages do not wait for them. */
function startThreads({ reader, blobs }: Deps): void {
  reader.start()
  blobs.start()
}

/**
 * Fetches what came to the open folder since it was last looked at, which need not be opened again
 * for that. Its next look finds whatever else changed.
 */
export async function fetchArrived(
  work: FolderWork,
  folder: FolderInStep,
  { most }: { most: number },
): Promise<void> {
  const { ledger } = folder
  if (!ledger || work.openPath !== folder.path || folder.pending.length > 0) return
  const arrived = await listFrom(work, folder, { ledger, uidNext: folder.nextUid })
  folder.pending = inFetchingOrder(arrived, work.mailbox.triageSince)
  if (folder.pending.length < most) await importPending(work, folder, { most, isImport: false })
}

/** Remembers what the last look showed: after few messages were stored, before many are. */
export async function noteLook({ deps }: FolderWork, folder: FolderInStep): Promise<void> {
  const { ledger, opened } = folder
  if (!ledger || !opened) return
  const nextUid = isComplete(folder) ? folder.nextUid : null
  await noteFolder(deps.db, ledger, { serverCount: opened.exists, nextUid })
}

/** Fetches, reads and stores up to `most` of the messages that the last looks planned. */
export async function importPending(
  work: FolderWork,
  folder: FolderInStep,
  { most, isImport }: { most: number; isImport: boolean },
): Promise<void> {
  const { deps, mailbox } = work
  const { ledger } = folder
  giveUp(work, folder)
  if (!ledger || folder.pending.length === 0) return
  const isSuspect = ({ uid }: ListedMessage): boolean => work.trouble.isSuspect(folder.path, uid)
  const suspects = folder.pending.filter(isSuspect)
  const slice = folder.pending.filter((message) => !isSuspect(message)).slice(0, most)
  const windows = slice.length > 0 ? planWindows(slice) : suspects.map((message) => [message])
  if (!(await isOpenAs(work, folder, ledger))) return
  await inOrder(
    fetchWindows(work, folder, windows),
    async ({ window, fetched, memory }) => {
      const messages = await readMessages(deps, fetched)
      void Promise.allSettled(messages.map(({ kept }) => kept)).then(() => memory.giveBack())
      return { window, messages }
    },
    async ({ window, messages }) => {
      const done = new Set(window)
      folder.pending = folder.pending.filter((message) => !done.has(message))
      const nextUid = isComplete(folder) ? folder.nextUid : null
      const { id, uidValidity, savedModseq } = ledger
      const place = { id, uidValidity, role: folder.role, savedModseq }
      const stored = await storeMessages(deps, {
        mailbox,
        folder: place,
        messages,
        nextUid,
        isImport,
      })
      folder.held += stored.length
    },
    { firstAlone: folder.held === 0 }, // somebody waits for the first rows
  )
}

/** Makes sure that a folder is open, and that its UIDs mean the same as when they were listed. */
async function isOpenAs(
  work: FolderWork,
  folder: FolderInStep,
  { uidValidity }: LedgerFolder,
): Promise<boolean> {
  if (work.openPath === folder.path) return true
  const opened = await open(work, folder)
  if (opened.uidValidity === uidValidity) return true
  folder.ledger = undefined // the next look begins anew
  folder.pending = []
  return false
}

async function open(work: FolderWork, { path }: FolderInStep): Promise<OpenedFolder> {
  work.openPath = undefined // where this is refused, none is open
  const opened = await openFolder(work.connection, path, { readOnly: true })
  work.openPath = path
  return opened
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
  work: FolderWork,
  folder: FolderInStep,
  { opened, ledger }: Omit<Look, 'fresh'>,
): Promise<ListedMessage[]> {
  if (opened.uidNext <= folder.nextUid) return []
  return listFrom(work, folder, { ledger, uidNext: Math.max(opened.uidNext, folder.nextUid) })
}

/** What the open folder has that was not listed yet. */
async function listFrom(
  work: FolderWork,
  folder: FolderInStep,
  { ledger, uidNext }: { ledger: LedgerFolder; uidNext: number },
): Promise<ListedMessage[]> {
  const { deps } = work
  const listed = await list(work, folder, `${folder.nextUid}:*`)
  const held = await heldFrom(deps.db, ledger, folder.nextUid)
  folder.nextUid = nextAfter(listed, uidNext)
  if (held.size > 0) folder.held = await countHeld(deps.db, ledger)
  return listed.filter(({ uid }) => !held.has(uid))
}

/** Sets aside what connections broke at too often, or what the server refuses, so that the rest is in step. */
function giveUp(work: FolderWork, folder: FolderInStep): void {
  for (const { uid } of folder.pending) {
    if (!work.trouble.isGivenUp(folder.path, uid)) continue
    folder.refused.set(uid, work.trouble.reasonOf(folder.path, uid))
    logRefused(work, folder, { uid })
  }
  folder.pending = folder.pending.filter(({ uid }) => !folder.refused.has(uid))
}

type Look = { opened: OpenedFolder; ledger: LedgerFolder; fresh: ListedMessage[] }

/** Whether the server counts other messages than the ledger, so that all must be listed. */
async function isSomethingAway(
  { deps }: FolderWork,
  folder: FolderInStep,
  { opened, ledger, fresh }: Look,
): Promise<boolean> {
  const apart = folder.drift + folder.refused.size + fresh.length
  const isOff = (): boolean => folder.held + apart !== opened.exists
  const isShort = folder.drift > 0 // of what the server counts, it did not list all
  if (folder.pending.length > 0 || !(isOff() || isShort)) return false
  folder.held = await countHeld(deps.db, ledger) // we may have moved it ourselves
  const sinceListed = +deps.now() - +(folder.listedAt ?? 0)
  const every = isOff() ? LISTING_EVERY : SHORT_LISTING_EVERY
  return (isOff() || isShort) && (opened.exists <= CHEAP_LISTING || sinceListed > every)
}

async function listAll(
  work: FolderWork,
  folder: FolderInStep,
  { opened, ledger }: Omit<Look, 'fresh'>,
  isPass: boolean,
): Promise<void> {
  const { deps, mailbox } = work
  const withFlags = isPass || opened.highestModseq === null // the server does not say which changed
  const listed = await listWhole(work, folder, opened, withFlags)
  const missing = await reconcile(
    deps,
    ledger,
    listed.map(({ uid }) => uid),
  )
  folder.listedAt = ledger.checkedAt = deps.now()
  const flagged = listed.flatMap(({ uid, flags }) => (flags ? { uid, flags } : []))
  if (flagged.length > 0) {
    await noteFlags(deps, ledger, flagged)
    folder.flagsAt = deps.now()
  }
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
