import { type Db, sql } from '@levee/db'
import { type OAuthFacts, oauthFacts } from '../features/oauth/service.ts'

/** How well a mailbox is kept in step with its server. Holds no name nor address. */
export type MailboxHealth = {
  id: string
  state: 'idle' | 'syncing' | 'error'
  lastErrorCode: string | null
  /** Attempts in a row that failed. */
  failures: number
  lastSyncAt: Date | null
  /** How long ago it was last known that nothing is missing; null before the first time. */
  lagSeconds: number | null
  /** Messages that the server shows and we do not hold yet. */
  backlog: number
  /** Those of them that it does not give. */
  unaccounted: number
  /** Conversations with mail that could not be read. */
  quarantined: number
  isSilent: boolean
  importTotal: number
  importDone: number
  oauth: OAuthFacts | null
}

/** Every mailbox that is fetched from a server and is not paused. */
export async function mailboxHealth(db: Db, now: Date): Promise<MailboxHealth[]> {
  const rows = await db.rows<Omit<MailboxHealth, 'lagSeconds'>>(sql`
    with unread as (
      select unnest(mailbox_ids) as mailbox_id, count(*)::integer as conversations from conversation
      where is_quarantined and status <> 'archived' group by 1)
    select id, state, last_error_code as "lastErrorCode", failures, last_sync_at as "lastSyncAt",
      unaccounted + greatest(0, import_total - import_done) as backlog, unaccounted,
      coalesce(unread.conversations, 0) as quarantined, silent_since is not null as "isSilent",
      import_total as "importTotal", import_done as "importDone",
      ${oauthFacts(sql`mailbox.id`)} as oauth
    from mailbox left join unread on mailbox_id = id
    where not paused and protocol <> 'push' order by id`)
  return rows.map((row) => ({
    ...row,
    lagSeconds: row.lastSyncAt && Math.max(0, (now.getTime() - row.lastSyncAt.getTime()) / 1000),
  }))
}
