import { type Queryable, sql } from '@levee/db'
import { standInFor } from '@levee/domain'
import { today } from './queries.ts'

type AwayRow = { id: string; substituteId: string | null }

/** Whom those who are away today, or have left, named as their substitute. */
export async function awayToday(db: Queryable, now: Date): Promise<Map<string, string | null>> {
  const rows = await db.rows<AwayRow>(sql`
    select u.id, a.substitute_id as "substituteId"
    from app_user u left join absence a on a.user_id = u.id and ${today(now)} between a.from_day and a.to_day
    where a.id is not null or u.disabled_at is not null`)
  return new Map(rows.map(({ id, substituteId }) => [id, substituteId]))
}

/**
 * Who is told instead of somebody of mail in these mailboxes: the first along the substitutes who is there and
 * may see it. Somebody who is there is told themself; null when nobody can stand in.
 */
export async function standInOf(
  db: Queryable,
  userId: string,
  { mailboxIds, now }: { mailboxIds: readonly string[]; now: Date },
): Promise<string | null> {
  const away = await awayToday(db, now)
  if (!away.has(userId)) return userId
  const blind = await whoMayNotSee(db, [...away.values()], mailboxIds)
  return standInFor(userId, new Map([...blind, ...away]))
}

async function whoMayNotSee(
  db: Queryable,
  ids: readonly (string | null)[],
  mailboxIds: readonly string[],
): Promise<Map<string, string | null>> {
  const named = ids.filter((id) => id !== null)
  const rows = await db.rows<{ id: string }>(sql`
    select u.id from app_user u where u.id = any(${named}::uuid[]) and u.role <> 'admin'
      and not exists (select from mailbox_member m where m.user_id = u.id and m.mailbox_id = any(${mailboxIds}::uuid[]))
      and not exists (select from mailbox_team m join team_member t using (team_id)
        where t.user_id = u.id and m.mailbox_id = any(${mailboxIds}::uuid[]))`)
  return new Map(rows.map(({ id }) => [id, null]))
}
