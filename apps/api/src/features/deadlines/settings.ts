import type { DeadlineSettings } from '@levee/contract'
import { type Queryable, sql } from '@levee/db'
import { DomainError } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { requirePermission, type Viewer } from '../../http/viewer.ts'

/** Quiet hours and digests. */
export async function deadlineSettings({ db }: { db: Queryable }): Promise<DeadlineSettings> {
  const row = await db.row<DeadlineSettings>(sql`
    select quiet_from as "quietFrom", quiet_to as "quietTo", digest_at as "digestAt" from installation`)
  if (!row) throw new DomainError('unavailable', 'This installation has not been set up yet.')
  return row
}

export async function changeDeadlineSettings(
  { db }: Pick<Deps, 'db'>,
  viewer: Viewer,
  patch: Partial<DeadlineSettings>,
): Promise<DeadlineSettings> {
  requirePermission(viewer, 'manageDeadlines')
  const { quietFrom, quietTo, digestAt } = { ...(await deadlineSettings({ db })), ...patch }
  await db.run(sql`
    update installation set quiet_from = ${quietFrom}, quiet_to = ${quietTo}, digest_at = ${digestAt}`)
  return { quietFrom, quietTo, digestAt }
}
