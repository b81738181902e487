import type { CalendarVersion, PolicyVersion } from '@levee/contract'
import { type Queryable, type Sql, sql } from '@levee/db'
import type { Deps } from '../../deps.ts'
import { requirePermission, type Viewer } from '../../http/viewer.ts'
import { noSuchCalendar } from './calendars/calendar-queries.ts'
import type { CalendarContent } from './frame.ts'
import { noSuchPolicy } from './policy-queries.ts'

type Row<C> = {
  version: number
  at: Date
  authorId: string | null
  authorName: string | null
  content: C
}

const MOST_VERSIONS = 200

/** What a policy was from when on and by whom, the newest version first. @throws {DomainError} `not-found`. */
export async function policyHistory(
  { db }: Pick<Deps, 'db'>,
  viewer: Viewer,
  id: string,
): Promise<PolicyVersion[]> {
  requirePermission(viewer, 'manageDeadlines')
  const rows = await versionsIn<PolicyVersion['content']>(
    db,
    sql`deadline_policy_version v where v.policy_id = ${id}`,
  )
  if (rows.length === 0) throw noSuchPolicy()
  return rows.map((row) => ({ ...versionOf(row), content: row.content }))
}

/** The same of a calendar. */
export async function calendarHistory(
  { db }: Pick<Deps, 'db'>,
  viewer: Viewer,
  id: string,
): Promise<CalendarVersion[]> {
  requirePermission(viewer, 'manageDeadlines')
  type Content = Omit<CalendarVersion['content'], 'feedClosures'> &
    Pick<CalendarContent, 'feedClosures'>
  const rows = await versionsIn<Content>(db, sql`calendar_version v where v.calendar_id = ${id}`)
  if (rows.length === 0) throw noSuchCalendar()
  return rows.map((row) => {
    const { feedClosures, ...content } = row.content
    return { ...versionOf(row), content: { ...content, feedClosures: feedClosures.length } }
  })
}

async function versionsIn<C>(db: Queryable, table: Sql): Promise<Row<C>[]> {
  return db.rows<Row<C>>(sql`
    select v.version, v.at, v.content, v.author_id as "authorId",
      (select name from app_user u where u.id = v.author_id) as "authorName"
    from ${table} order by v.version desc limit ${sql.integer(MOST_VERSIONS)}`)
}

function versionOf({
  version,
  at,
  authorId,
  authorName,
}: Row<unknown>): Omit<PolicyVersion, 'content'> {
  return {
    version,
    at: at.toISOString(),
    author: authorId === null ? null : { id: authorId, name: authorName ?? '' },
  }
}
