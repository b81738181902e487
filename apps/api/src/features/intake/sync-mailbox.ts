import { isWatchable } from '@levee/domain'
import {
  connectImap,
  type Folder,
  type ImapConnection,
  listFolders,
  MailServerError,
  waitForChange,
  WindowMemories,
} from '@levee/mail'
import type { Deps } from '../../deps.ts'
import { withLogin } from '../oauth/service.ts'
import type { FetchTrouble } from './fetch-trouble.ts'
import type { SyncedMailbox } from './mailbox-row.ts'
import { closeLedgers } from './ledger.ts'
import { beginImport, LEAST_IMPORT, recordInStep } from './mailbox-state.ts'
import { quotaKeeper } from './quota-keeper.ts'
import { type FolderInStep, folderInStep, type FolderWork } from './folder-in-step.ts'
import { fetchArrived, importPending, lookAtFolder, noteLook } from './sync-folder.ts'
import { reflectMoves } from './reflect-moves.ts'
import { refusalOf } from './refusal.ts'
import { proveComplete } from './unaccounted.ts'

/** What the mailbox's loop is told from outside. */
export type SyncSignals = {
  /** Ends the work: the mailbox is another worker's, or the server stops. */
  stop: AbortSignal
  /** Asks for a full pass: answers whether one was asked for since, and when something is asked. */
  takeRequest(): { isFull: boolean; since: Date | null }
  /** Aborted at the next request. */
  nextRequest(): AbortSignal
  /** What is remembered from one connection to the next. */
  trouble: FetchTrouble
  patience: Patience
}

/** How long is waited, in ms. */
export type Patience = {
  /** IDLE hears of one folder; the others are looked at so often. */
  round: number
  /** A server that owes an answer and says nothing for so long is given up. */
  silence: number
}

export const PATIENCE: Patience = { round: 180_000, silence: 200_000 }
const SLICE = 1_000 // messages of history between two looks at the inbox: about a second

/**
 * Keeps a mailbox in step with its server over one connection, until told to stop or until the
 * connection is lost.
 * @throws {MailServerError} when the server fails.
 */
export async function keepInStep(
  deps: Deps,
  mailbox: SyncedMailbox,
  signals: SyncSignals,
): Promise<void> {
  if (signals.stop.aborted) return
  const connection = await connect(deps, mailbox, signals.patience)
  const hangUp = (): void => void connection.close()
  signals.stop.addEventListener('abort', hangUp, { once: true })
  try {
    let watched = await watchedFolders(deps, mailbox, connection)
    logMissing(deps, mailbox.id, watched.missing)
    const { trouble } = signals
    const own = { openPath: undefined, memories: new WindowMemories() }
    const work: FolderWork = { deps, connection, mailbox, trouble, ...own }
    const noteQuota = quotaKeeper(deps, mailbox.id)
    while (!signals.stop.aborted) {
      const request = signals.takeRequest()
      const { folders } = watched
      const refused = await catchUp(work, folders, { ...request, stop: signals.stop })
      await reflectMoves(work)
      const { unaccounted, refusal = refused } = await proveComplete(work, folders)
      await recordInStep(deps, mailbox.id, { since: request.since, unaccounted, refusal })
      await noteQuota(connection)
      await waitForInbox(work, folders, signals)
      const mayHaveChanged = refusal !== undefined || watched.missing.length > 0
      if (mayHaveChanged) watched = await watchedFolders(deps, mailbox, connection, folders)
    }
  } catch (error) {
    if (!signals.stop.aborted) throw error // hanging up makes whatever is under way fail
  } finally {
    signals.stop.removeEventListener('abort', hangUp)
    await connection.close()
  }
}

function connect(
  deps: Deps,
  mailbox: SyncedMailbox,
  { silence }: Patience,
): Promise<ImapConnection> {
  const { host, port, security, username, folderRoles } = mailbox
  const { allowPrivateNetwork } = deps.config
  const options = { allowPrivateNetwork, folderRoles, silence, qresync: true }
  return withLogin(deps, mailbox, (login) =>
    connectImap({ host, port, security, username, ...login }, options),
  )
}

/**
 * The folders to keep in step, the inbox first: those that were chosen, or the inbox and Sent.
 * @param known what is known of folders that are still there.
 */
async function watchedFolders(
  deps: Deps,
  mailbox: SyncedMailbox,
  connection: ImapConnection,
  known: FolderInStep[] = [],
): Promise<{ folders: FolderInStep[]; missing: string[] }> {
  const listed = await listFolders(connection)
  const isChosen = ({ path, role }: Folder): boolean =>
    mailbox.watchedFolders.length > 0
      ? mailbox.watchedFolders.some((chosen) => isSameFolder(chosen, path))
      : role === 'inbox' || role === 'sent'
  const watched = listed
    .map((folder): Folder =>
      isSameFolder(folder.path, 'INBOX') ? { ...folder, role: 'inbox' } : folder,
    )
    .filter((folder) => isChosen(folder) && isWatchable(folder.role))
  const missing = mailbox.watchedFolders.filter(
    (chosen) => !listed.some(({ path }) => isSameFolder(chosen, path)),
  )
  if (watched.length === 0) {
    throw new MailServerError('refused', 'None of the watched folders is on the server.')
  }
  await closeLedgers(
    deps.db,
    mailbox.id,
    listed.map(({ path }) => path),
  )
  const inboxFirst = watched.toSorted(
    (a, b) => Number(b.role === 'inbox') - Number(a.role === 'inbox'),
  )
  const folders = inboxFirst.map(
    ({ path, role }) => known.find((each) => each.path === path) ?? folderInStep(path, role),
  )
  return { folders, missing }
}

function logMissing({ log }: Deps, mailboxId: string, missing: string[]): void {
  for (const folder of missing)
    log.warn({ mailboxId, folder }, 'a watched folder is not on the server')
}

/** INBOX is the one name whose case does not count (RFC 9051 §5.1). */
function isSameFolder(one: string, other: string): boolean {
  return one === other || (one.toUpperCase() === 'INBOX' && other.toUpperCase() === 'INBOX')
}

/**
 * Looks at every folder and fetches what is missing; mail that arrives meanwhile goes before history.
 * @returns why a folder could not be opened, which does not keep the others from being in step.
 */
async function catchUp(
  work: FolderWork,
  watched: FolderInStep[],
  { isFull, stop }: { isFull: boolean; stop: AbortSignal },
): Promise<MailServerError | undefined> {
  let refusal: MailServerError | undefined
  const folders: FolderInStep[] = []
  for (const folder of watched) {
    try {
      await lookAtFolder(work, folder, isFull ? 'all' : 'new')
    } catch (error) {
      refusal ??= refusalOf(work.connection, error)
      continue
    }
    folders.push(folder)
    if (folder.pending.length > 0 && folder.pending.length < LEAST_IMPORT) {
      await importPending(work, folder, { most: LEAST_IMPORT, isImport: false })
    }
    await noteLook(work, folder)
  }
  return (await importHistory(work, folders, stop)) ?? refusal
}

/** @returns why a folder could not be opened again; what is left of it comes after its next look. */
async function importHistory(
  work: FolderWork,
  looked: FolderInStep[],
  stop: AbortSignal,
): Promise<MailServerError | undefined> {
  let refusal: MailServerError | undefined
  let folders = looked
  const pending = folders.flatMap((folder) => folder.pending)
  if (pending.length === 0) return undefined
  const bytes = pending.reduce((sum, { size }) => sum + size, 0)
  await beginImport(work.deps, work.mailbox.id, { messages: pending.length, bytes })
  for (let next = nextToImport(work, folders); next; next = nextToImport(work, folders)) {
    if (stop.aborted) return refusal
    try {
      await importPending(work, next, { most: SLICE, isImport: true })
    } catch (error) {
      refusal ??= refusalOf(work.connection, error)
      folders = folders.filter((folder) => folder !== next)
    }
    const [inbox] = folders
    if (inbox && nextToImport(work, folders)) await lookAtFolder(work, inbox)
  }
  work.memories.release()
  for (const folder of folders) await noteLook(work, folder)
  return refusal
}

/** Mail to be triaged comes first, of whatever folder; then history. */
function nextToImport({ mailbox }: FolderWork, folders: FolderInStep[]): FolderInStep | undefined {
  const isToTriage = ({ pending: [first] }: FolderInStep): boolean =>
    first !== undefined && first.internalDate >= mailbox.triageSince
  return folders.find(isToTriage) ?? folders.find(({ pending }) => pending.length > 0)
}

/** Waits until mail comes to the inbox, which is then fetched; a round is over; or somebody asks for a pass. */
async function waitForInbox(
  work: FolderWork,
  [inbox]: FolderInStep[],
  signals: SyncSignals,
): Promise<void> {
  if (!inbox || signals.stop.aborted) return
  if (work.openPath !== inbox.path) {
    await lookAtFolder(work, inbox) // something may have come while another folder was open
    if (inbox.pending.length > 0) return
  }
  const signal = AbortSignal.any([signals.stop, signals.nextRequest()])
  const wait = { timeoutMs: signals.patience.round, signal }
  if ((await waitForChange(work.connection, wait)) === 'timeout') return
  try {
    await fetchArrived(work, inbox, { most: LEAST_IMPORT })
  } catch (error) {
    refusalOf(work.connection, error) // the look that follows says what the folder refuses
  }
}
