import { type Queryable, sql } from '@levee/db'
import type { CalendarContent, PolicyContent } from './frame.ts'

type Named = { id: string; version: number }

/** What a version of a calendar held. */
export async function calendarVersion(
  db: Queryable,
  { id, version }: Named,
): Promise<CalendarContent | undefined> {
  const row = await db.row<{ content: CalendarContent }>(sql`
    select content from calendar_version where calendar_id = ${id} and version = ${version}::int`)
  return row?.content
}

/** What a version of a policy held. */
export async function policyVersion(
  db: Queryable,
  { id, version }: Named,
): Promise<PolicyContent | undefined> {
  const row = await db.row<{ content: PolicyContent }>(sql`
    select content from deadline_policy_version where policy_id = ${id} and version = ${version}::int`)
  return row?.content
}
