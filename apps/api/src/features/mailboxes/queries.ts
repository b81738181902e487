import { type Queryable, sql, type Sql } from '@levee/db'
import { DomainError, may } from '@levee/domain'
import type { TagColor } from '@levee/contract'
import type { FolderRoles } from '@levee/mail'
import type { Viewer } from '../../http/viewer.ts'
import { type OAuthFacts, oauthFacts } from '../oauth/service.ts'

type Security = 'tls' | 'starttls' | 'none'

/** A mailbox as it is kept, without its secrets. */
export type MailboxRow = {
  id: string
  name: string
  address: string
  color: TagColor
  protocol: 'imap' | 'pop3' | 'push'
  incomingHost: string | null
  incomingPort: number | null
  incomingSecurity: Security | null
  incomingUsername: string | null
  /** Whether it signs in with tokens, and how. */
  usesOauth: boolean
  oauth: OAuthFacts | null
  watchedFolders: string[]
  folderRoles: FolderRoles
  mode: 'mirror' | 'readOnly'
  deleteAfterDays: number | null
  authservId: string | null
  triageSince: Date
  outgoingHost: string | null
  outgoingPort: number | null
  outgoingSecurity: Security | null
  outgoingUsername: string | null
  paused: boolean
  state: 'idle' | 'syncing' | 'error'
  lastSyncAt: Date | null
  lastError: string | null
  lastErrorCode: string | null
  retryAt: Date | null
  unaccounted: number
  unaccountedSince: Date | null
  silentSince: Date | null
  silenceExpected: number
  importTotal: number
  importDone: number
  importBytesTotal: number
  importBytesDone: number
  importStartedAt: Date | null
  memberIds: string[]
  teamIds: string[]
  defaultTeamId: string | null
}

const columns = sql`
  b.id, b.name, b.address, b.color, b.protocol, b.incoming_host as "incomingHost",
  b.incoming_port as "incomingPort", b.incoming_security as "incomingSecurity",
  b.incoming_username as "incomingUsername", b.uses_oauth as "usesOauth",
  ${oauthFacts(sql`b.id`)} as oauth, b.watched_folders as "watchedFolders", b.mode,
  b.folder_roles as "folderRoles",
  b.delete_after_days as "deleteAfterDays",
  b.authserv_id as "authservId", b.triage_since as "triageSince", b.outgoing_host as "outgoingHost",
  b.outgoing_port as "outgoingPort", b.outgoing_security as "outgoingSecurity",
  b.outgoing_username as "outgoingUsername", b.paused, b.state, b.last_sync_at as "lastSyncAt",
  b.last_error as "lastError", b.last_error_code as "lastErrorCode", b.retry_at as "retryAt", b.unaccounted,
  b.unaccounted_since as "unaccountedSince", b.silent_since as "silentSince",
  b.silence_expected as "silenceExpected",
  b.import_total as "importTotal", b.import_done as "importDone",
  b.import_bytes_total as "importBytesTotal", b.import_bytes_done as "importBytesDone",
  b.import_started_at as "importStartedAt",
  array(select user_id from mailbox_member where mailbox_id = b.id order by 1) as "memberIds",
  array(select team_id from mailbox_team where mailbox_id = b.id order by 1) as "teamIds",
  b.default_team_id as "defaultTeamId"`

/** Which mailboxes (alias `b`) a viewer may see. */
export function seenBy(viewer: Viewer): Sql {
  if (may(viewer.role, 'seeEveryMailbox')) return sql`true`
  return sql`b.id = any(${viewer.mailboxIds}::uuid[])`
}

/** Every mailbox, for the operator. */
export const seenByOperator = sql`true`

export async function mailboxes(db: Queryable, seen: Sql): Promise<MailboxRow[]> {
  return db.rows<MailboxRow>(sql`
    select ${columns} from mailbox b where ${seen} order by lower(b.name), b.id`)
}

export async function mailboxBy(
  db: Queryable,
  id: string,
  seen: Sql,
): Promise<MailboxRow | undefined> {
  return db.row<MailboxRow>(sql`select ${columns} from mailbox b where b.id = ${id} and ${seen}`)
}

/** @throws {DomainError} `not-found` when there is none, or none that is seen. */
export async function requireMailbox(db: Queryable, id: string, seen: Sql): Promise<MailboxRow> {
  const row = await mailboxBy(db, id, seen)
  if (row) return row
  throw new DomainError('not-found', 'There is no such mailbox.')
}

/** The server settings of a mailbox; a secret that is undefined is kept as it is. */
export type MailboxSettings = Pick<
  MailboxRow,
  | 'name'
  | 'address'
  | 'color'
  | 'protocol'
  | 'incomingHost'
  | 'incomingPort'
  | 'incomingSecurity'
  | 'incomingUsername'
  | 'usesOauth'
  | 'watchedFolders'
  | 'folderRoles'
  | 'mode'
  | 'deleteAfterDays'
  | 'authservId'
  | 'triageSince'
  | 'outgoingHost'
  | 'outgoingPort'
  | 'outgoingSecurity'
  | 'outgoingUsername'
  | 'paused'
> & { incomingSecret: Buffer | null; outgoingSecret: Buffer | null }

export async function insertMailbox(db: Queryable, s: MailboxSettings, at: Date): Promise<string> {
  const row = await db.row<{ id: string }>(sql`
    insert into mailbox (name, address, color, protocol, incoming_host, incoming_port,
      incoming_security, incoming_username, incoming_secret, watched_folders, folder_roles, mode, delete_after_days, authserv_id, triage_since,
      outgoing_host, outgoing_port, outgoing_security, outgoing_username, outgoing_secret, paused,
      uses_oauth, created_at)
    values (${s.name}, ${s.address}, ${s.color}, ${s.protocol}, ${s.incomingHost},
      ${s.incomingPort}, ${s.incomingSecurity}, ${s.incomingUsername}, ${s.incomingSecret},
      ${s.watchedFolders}, ${JSON.stringify(s.folderRoles)}::jsonb, ${s.mode}, ${s.deleteAfterDays}, ${s.authservId}, ${s.triageSince}, ${s.outgoingHost}, ${s.outgoingPort},
      ${s.outgoingSecurity}, ${s.outgoingUsername}, ${s.outgoingSecret}, ${s.paused},
      ${s.usesOauth}, ${at})
    returning id`)
  if (!row) throw new Error('PostgreSQL returned no row.')
  return row.id
}

/** Keeps new settings; what went wrong with the old ones is forgotten, so that they are tried at once. */
export async function updateMailbox(db: Queryable, id: string, s: MailboxSettings): Promise<void> {
  await db.run(sql`
    update mailbox set name = ${s.name}, address = ${s.address}, color = ${s.color},
      incoming_host = ${s.incomingHost}, incoming_port = ${s.incomingPort},
      incoming_security = ${s.incomingSecurity}, incoming_username = ${s.incomingUsername},
      incoming_secret = ${s.incomingSecret}, uses_oauth = ${s.usesOauth}, watched_folders = ${s.watchedFolders},
      folder_roles = ${JSON.stringify(s.folderRoles)}::jsonb,
      mode = ${s.mode}, delete_after_days = ${s.deleteAfterDays}, authserv_id = ${s.authservId}, triage_since = ${s.triageSince}, outgoing_host = ${s.outgoingHost},
      outgoing_port = ${s.outgoingPort}, outgoing_security = ${s.outgoingSecurity},
      outgoing_username = ${s.outgoingUsername}, outgoing_secret = ${s.outgoingSecret},
      paused = ${s.paused}, retry_at = null, failures = 0
    where id = ${id}`)
}

/** How many deliveries and messages name a mailbox. */
export async function messagesHeld(db: Queryable, id: string): Promise<number> {
  const row = await db.row<{ held: number }>(sql`
    select greatest((select count(*) from delivery where mailbox_id = ${id}),
      (select count(*) from message where mailbox_id = ${id}))::integer as held`)
  return row?.held ?? 0
}

export async function deleteMailbox(db: Queryable, id: string): Promise<void> {
  await db.run(sql`delete from mailbox where id = ${id}`)
}

export type Secrets = { incoming: Buffer | null; outgoing: Buffer | null }

/** The sealed passwords of a mailbox, whose row is locked against other changes. */
export async function lockSecrets(db: Queryable, id: string): Promise<Secrets> {
  const row = await db.row<Secrets>(sql`
    select incoming_secret as incoming, outgoing_secret as outgoing from mailbox
    where id = ${id} for update`)
  return row ?? { incoming: null, outgoing: null }
}

/** @returns false when one of them is not a user. */
export async function replaceMembers(db: Queryable, id: string, ids: string[]): Promise<boolean> {
  await db.run(sql`delete from mailbox_member where mailbox_id = ${id}`)
  const distinct = [...new Set(ids)]
  const added = await db.run(sql`
    insert into mailbox_member (mailbox_id, user_id)
    select ${id}, id from app_user where id = any(${distinct}::uuid[])`)
  return added === distinct.length
}

/** @returns false when one of them is not a team. */
export async function replaceTeams(db: Queryable, id: string, ids: string[]): Promise<boolean> {
  await db.run(sql`delete from mailbox_team where mailbox_id = ${id}`)
  const distinct = [...new Set(ids)]
  const added = await db.run(sql`
    insert into mailbox_team (mailbox_id, team_id)
    select ${id}, id from team where id = any(${distinct}::uuid[])`)
  return added === distinct.length
}

/** @returns false when there is no such team. */
export async function setDefaultTeam(
  db: Queryable,
  id: string,
  teamId: string | null,
): Promise<boolean> {
  if (teamId !== null && !(await db.row(sql`select from team where id = ${teamId} for key share`)))
    return false
  await db.run(sql`update mailbox set default_team_id = ${teamId} where id = ${id}`)
  return true
}

/** Asks the process that keeps the mailbox in step for a full pass. */
export async function requestSync(db: Queryable, id: string, at: Date): Promise<void> {
  await db.run(sql`update mailbox set sync_requested_at = ${at}, retry_at = null where id = ${id}`)
  await wakeSync(db, id)
}

/** Tells the loops that a mailbox has something new to look at: its settings or a request. */
export async function wakeSync(db: Queryable, id: string): Promise<void> {
  await db.run(sql`select pg_notify('levee_sync', ${id})`)
}

/** Where the organisation is; UTC as long as nothing is set up. */
export async function ourTimeZone(tx: Queryable): Promise<string> {
  const row = await tx.row<{ timeZone: string }>(
    sql`select time_zone as "timeZone" from installation`,
  )
  return row?.timeZone ?? 'UTC'
}
