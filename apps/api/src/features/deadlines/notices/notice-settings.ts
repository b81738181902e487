import type { NoticeSettings } from '@levee/contract'
import { inTransaction, type Queryable, sql } from '@levee/db'
import { DomainError } from '@levee/domain'
import type { Deps } from '../../../deps.ts'
import type { Viewer } from '../../../http/viewer.ts'

/** The viewer's own quiet hours and digest. */
export async function noticeSettings(
  { db }: { db: Queryable },
  { id }: Viewer,
): Promise<NoticeSettings> {
  const row = await db.row<NoticeSettings>(sql`
    select quiet_from as "quietFrom", quiet_to as "quietTo", digest_at as "digestAt", gets_digest as digest,
      told_of as "toldOf", gets_news as "newsByMail"
    from app_user where id = ${id}`)
  if (!row) throw new Error('The viewer is no user any more.')
  return row
}

/** @throws {DomainError} `invalid` when only one end of the quiet hours is one's own. */
export async function changeNoticeSettings(
  { db }: Pick<Deps, 'db'>,
  viewer: Viewer,
  patch: Partial<NoticeSettings>,
): Promise<NoticeSettings> {
  return inTransaction(db, async (tx) => {
    const changed = { ...(await noticeSettings({ db: tx }, viewer)), ...patch }
    const { quietFrom, quietTo, digestAt, digest, toldOf, newsByMail } = changed
    if ((quietFrom === null) !== (quietTo === null))
      throw new DomainError('invalid', 'Quiet hours have two ends.', {
        errors: [{ path: 'quietTo', message: 'is said together with quietFrom' }],
      })
    await tx.run(sql`
      update app_user set quiet_from = ${quietFrom}, quiet_to = ${quietTo}, digest_at = ${digestAt},
        gets_digest = ${digest}, told_of = ${toldOf}, gets_news = ${newsByMail} where id = ${viewer.id}`)
    return changed
  })
}

/** When somebody may not be written to, on the wall of the organisation; null is somebody outside of it. */
export async function quietHoursOf(
  db: Queryable,
  userId: string | null,
): Promise<{ quietFrom: string; quietTo: string; timeZone: string }> {
  const row = await db.row<{ quietFrom: string; quietTo: string; timeZone: string }>(sql`
    select coalesce(u.quiet_from, i.quiet_from) as "quietFrom", coalesce(u.quiet_to, i.quiet_to) as "quietTo",
      i.time_zone as "timeZone"
    from installation i left join app_user u on u.id = ${userId}::uuid`)
  if (!row) throw new DomainError('unavailable', 'This installation has not been set up yet.')
  return row
}
