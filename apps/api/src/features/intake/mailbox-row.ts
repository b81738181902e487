import { sql } from '@levee/db'
import type { Security } from '@levee/mail'

/** What keeping a mailbox in step needs to know of it. */
export type SyncedMailbox = {
  id: string
  host: string
  port: number
  security: Security
  username: string
  /** null: it signs in with a token. */
  secret: Buffer | null
  watchedFolders: string[]
  triageSince: Date
  failures: number
  syncRequestedAt: Date | null
}

const COLUMNS = sql`id, incoming_host as host, incoming_port as port, incoming_security as security,
  incoming_username as username, incoming_secret as secret, watched_folders as "watchedFolders",
  triage_since as "triageSince", failures, sync_requested_at as "syncRequestedAt"`

/** Changes when a connection must be made anew; not with each token: a connection outlives the one it began with. */
const SETTINGS = sql`md5(row(protocol, incoming_host, incoming_port, incoming_security,
  incoming_username, incoming_secret, watched_folders, triage_since, paused,
  (select authorised_at from mailbox_oauth where mailbox_id = mailbox.id))::text)`

export { COLUMNS as mailboxColumns, SETTINGS as mailboxSettings }
