import type { MaildropGlance } from '@levee/mail'
import type { Deps } from '../../deps.ts'
import type { FetchTrouble } from './fetch-trouble.ts'
import type { SyncedMailbox } from './mailbox-row.ts'

/** What is remembered of a maildrop from one session to the next. */
export type Maildrop = {
  /** As it was when everything in it was known; undefined: something may be missing. */
  glance: MaildropGlance | undefined
  listedAt: Date | undefined
  /** When the next message may be deleted. */
  deleteAt: Date | undefined
  /** Whether its messages are known by their names alone. */
  isNamed: boolean
  /** What was missing at the first look: what came since goes before it. */
  backlog: ReadonlySet<string> | undefined
  isImporting: boolean
  /** Messages that the server shows and does not give. */
  unaccounted: number
}

/** What keeping a maildrop in step works with. */
export type MaildropWork = {
  deps: Deps
  mailbox: SyncedMailbox
  maildrop: Maildrop
  /** At which messages this and earlier connections broke. */
  trouble: FetchTrouble
  stop: AbortSignal
  limits: SessionLimits
}

/** What one session does at most, so that others may read the maildrop and little is done again when it breaks. */
export type SessionLimits = { fetchingMs: number; deletions: number }

/** POP3 knows one folder and no UIDVALIDITY: the server's names stand for messages for ever. */
export const INBOX = { path: 'INBOX', role: 'inbox', uidValidity: 1 } as const

export function newMaildrop(): Maildrop {
  return {
    glance: undefined,
    listedAt: undefined,
    deleteAt: undefined,
    isNamed: true,
    backlog: undefined,
    isImporting: false,
    unaccounted: 0,
  }
}
