import { sql } from '@levee/db'
import { type ImapConnection, readQuota } from '@levee/mail'
import type { Deps } from '../../deps.ts'

const EVERY = 3_600_000 // ms: it is asked for with each connection, and then so often

/** Writes down how full a mailbox is, when it is time to ask its server. @throws {MailServerError} */
export function quotaKeeper(
  { db, now }: Deps,
  mailboxId: string,
): (connection: ImapConnection) => Promise<void> {
  let askedAt: number | undefined
  return async (connection) => {
    const at = now().getTime()
    if (askedAt !== undefined && at - askedAt < EVERY) return
    askedAt = at
    const quota = await readQuota(connection)
    const used = quota?.used ?? null
    const limit = quota?.limit ?? null
    await db.run(sql`
      update mailbox set quota_used = ${used}::bigint, quota_limit = ${limit}::bigint
      where id = ${mailboxId}
        and (quota_used, quota_limit) is distinct from (${used}::bigint, ${limit}::bigint)`)
  }
}
