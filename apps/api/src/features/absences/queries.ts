import type { Absence, NewAbsence } from '@levee/contract'
import { type Queryable, type Sql, sql, type Tx } from '@levee/db'
import { DomainError } from '@levee/domain'

const columns = sql`
  a.id, a.user_id as "userId", a.from_day::text as "from", a.to_day::text as "to",
  a.substitute_id as "substituteId"`

/** Today on the wall of the organisation. */
export const today = (now: Date): Sql =>
  sql`(select (${now}::timestamptz at time zone time_zone)::date from installation)`

/** The absences that are not over for more than so many days. */
export async function absencesSince(
  db: Queryable,
  { now, daysAgo }: { now: Date; daysAgo: number },
): Promise<Absence[]> {
  return db.rows<Absence>(sql`
    select ${columns} from absence a join app_user u on u.id = a.user_id
    where a.to_day >= ${today(now)} - ${sql.integer(daysAgo)} and u.disabled_at is null order by a.from_day, a.to_day, a.id`)
}

/** When people are away between two days, those included. */
export async function absencesBetween(
  db: Queryable,
  { from, to }: Pick<Absence, 'from' | 'to'>,
): Promise<Pick<Absence, 'userId' | 'from' | 'to'>[]> {
  return db.rows(sql`
    select user_id as "userId", from_day::text as "from", to_day::text as "to" from absence
    where from_day <= ${to}::date and to_day >= ${from}::date`)
}

/** Locks what is said of somebody's absences, so that two that overlap are not said at once. */
export async function lockAbsencesOf(tx: Tx, userId: string): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtext('levee.absence'), hashtext(${userId}))`)
}

/** @throws {DomainError} `not-found`. */
export async function absenceById(db: Queryable, id: string): Promise<Absence> {
  const found = await db.row<Absence>(sql`select ${columns} from absence a where a.id = ${id}`)
  if (!found) throw new DomainError('not-found', 'There is no such absence.')
  return found
}

export async function insertAbsence(
  tx: Tx,
  { userId, from, to, substituteId }: NewAbsence,
  at: Date,
): Promise<Absence> {
  const row = await tx.row<Absence>(sql`
    insert into absence as a (user_id, from_day, to_day, substitute_id, created_at)
    values (${userId}, ${from}::date, ${to}::date, ${substituteId}, ${at}) returning ${columns}`)
  if (!row) throw new Error('PostgreSQL returned no row.')
  return row
}

export async function saveAbsence(
  tx: Tx,
  { id, from, to, substituteId }: Absence,
): Promise<Absence> {
  await tx.run(sql`
    update absence set from_day = ${from}::date, to_day = ${to}::date, substitute_id = ${substituteId}
    where id = ${id}`)
  return absenceById(tx, id)
}

export async function deleteAbsence(db: Queryable, id: string): Promise<void> {
  await db.run(sql`delete from absence where id = ${id}`)
}

/** Whether another absence of theirs has a day in common. */
export async function isAwayAlready(
  db: Queryable,
  { id, userId, from, to }: Omit<Absence, 'id' | 'substituteId'> & { id: string | null },
): Promise<boolean> {
  const found = await db.row(sql`
    select from absence where user_id = ${userId} and id is distinct from ${id}::uuid
      and from_day <= ${to}::date and to_day >= ${from}::date limit 1`)
  return found !== undefined
}

export async function areUsers(db: Queryable, ids: readonly string[]): Promise<boolean> {
  const row = await db.row<{ n: number }>(sql`
    select count(*)::int as n from app_user where id = any(${ids}::uuid[]) and disabled_at is null`)
  return row?.n === ids.length
}
