import type { ListedMessage } from '@levee/domain'
import type { FolderRole, ImapConnection, OpenedFolder, WindowMemories } from '@levee/mail'
import type { Deps } from '../../deps.ts'
import type { FetchTrouble } from './fetch-trouble.ts'
import type { LedgerFolder } from './ledger.ts'

/** A folder while its mailbox is kept in step: what is known of it, and what is still to be fetched. */
export type FolderInStep = {
  readonly path: string
  readonly role: FolderRole
  ledger: LedgerFolder | undefined
  /** What the last look showed. */
  opened: OpenedFolder | undefined
  /** When all of it was last listed over this connection. */
  listedAt: Date | undefined
  /** When its flags were last looked at over this connection, where the server does not say which changed. */
  flagsAt: Date | undefined
  /** Every UID below it was listed. */
  nextUid: number
  /** How many messages the server shows, as far as the ledger knows. */
  held: number
  /** How many more messages the server counts than it lists. */
  drift: number
  /** In the order in which they are fetched. */
  pending: ListedMessage[]
  /** UIDs that the server shows and will not give, and what it said. */
  refused: Map<number, string>
  /** How many messages it was last found to show that we do not hold; undefined before the first proof over this connection. */
  unaccounted: number | undefined
}

/** What keeping a folder in step works with. */
export type FolderWork = {
  deps: Deps
  connection: ImapConnection
  mailbox: { id: string; triageSince: Date }
  /** At which messages this and earlier connections broke. */
  trouble: FetchTrouble
  /** The folder that is open on the connection. */
  openPath: string | undefined
  /** For the messages on their way from the server. */
  memories: WindowMemories
}

export function folderInStep(path: string, role: FolderRole): FolderInStep {
  return {
    path,
    role,
    ledger: undefined,
    opened: undefined,
    listedAt: undefined,
    flagsAt: undefined,
    nextUid: 1,
    held: 0,
    drift: 0,
    pending: [],
    refused: new Map(),
    unaccounted: undefined,
  }
}

/** Whether all that the server shows is in the ledger, as far as the last looks can tell. */
export function isComplete({ pending, refused, drift }: FolderInStep): boolean {
  return pending.length === 0 && refused.size === 0 && drift <= 0
}
