import { sql } from '@levee/db'
import type { FolderRoles, Security } from '@levee/mail'

/** What keeping a mailbox in step needs to know of it. */
export type SyncedMailbox = {
  id: string
  protocol: 'imap' | 'pop3'
  host: string
  port: number
  security: Security
  username: string
  /** null: it signs in with a token. */
  secret: Buffer | null
  watchedFolders: string[]
  folderRoles: FolderRoles
  triageSince: Date
  /** How long mail stays on a POP3 server once it is stored; null: for ever. */
  deleteAfterDays: number | null
  failures: number
  syncRequestedAt: Date | null
}

const COLUMNS = sql`id, protocol, incoming_host as host, incoming_port as port, incoming_security as security,
  incoming_username as username, incoming_secret as secret, watched_folders as "watchedFolders",
  folder_roles as "folderRoles", triage_since as "triageSince", delete_after_days as "deleteAfterDays", failures, sync_requested_at as "syncRequestedAt"`

/** Changes when a connection must be made anew; not with each token: a connection outlives the one it began with. */
const SETTINGS = sql`md5(row(protocol, incoming_host, incoming_port, incoming_security,
  incoming_username, incoming_secret, watched_folders, folder_roles, triage_since, delete_after_days, paused,
  (select authorised_at from mailbox_oauth where mailbox_id = mailbox.id))::text)`

export { COLUMNS as mailboxColumns, SETTINGS as mailboxSettings }
