import { type Sql, sql } from '@levee/db'
import { DUE_LEVELS, type DueLevel, type FilterDays } from '@levee/domain'

/** Which `DueLevel` a `conversation c` on the desk is of, as its place in `DUE_LEVELS`. */
export function dueLevel(now: Date): Sql {
  return sql`case when c.due_at is null then ${place('none')} when ${rests(now)} then ${place('paused')}
    when c.due_at < ${now} then ${place('overdue')} when c.due_at <= ${endOfToday(now)} then ${place('today')}
    when c.due_soon_at <= ${now} then ${place('soon')} else ${place('later')} end`
}

/** The condition that a `conversation c` on the desk is of a level. */
export function hasDueLevel(level: DueLevel, now: Date): Sql {
  return sql`${dueLevel(now)} = ${place(level)}`
}

function place(level: DueLevel): Sql {
  return sql.integer(DUE_LEVELS.indexOf(level))
}

/** Falls due on one of these days, and its clock runs. 24:00 is of the day that it ends. */
export function isDueIn({ from, to }: FilterDays, now: Date): Sql {
  const conditions = [sql`not (${rests(now)})`]
  if (from !== null) conditions.push(sql`c.due_at > ${startOf(from)}`)
  if (to !== null) conditions.push(sql`c.due_at <= ${endOf(to)}`)
  return sql.join(conditions, ' and ')
}

/** Happened on one of these days. */
export function isIn({ from, to }: FilterDays, instant: Sql): Sql {
  const conditions = [sql`${instant} is not null`]
  if (from !== null) conditions.push(sql`${instant} >= ${startOf(from)}`)
  if (to !== null) conditions.push(sql`${instant} < ${endOf(to)}`)
  return sql.join(conditions, ' and ')
}

/** The clock of `conversation c` stands: somebody is awaited, it is suspicious, snoozed, or stopped on purpose. */
function rests(now: Date): Sql {
  return sql`c.status = 'waiting' or c.trust = 'danger' or coalesce(c.snoozed_until > ${now}, false)
    or (c.due_paused_at is not null and (c.due_paused_until is null or c.due_paused_until > ${now}))`
}

/** In a query of its own, so that PostgreSQL works it out once and not for each row; so are the others. */
function endOfToday(now: Date): Sql {
  return sql`(select (date_trunc('day', ${now}::timestamptz at time zone time_zone) + interval '1 day')
    at time zone time_zone from installation)`
}

/** Midnight, on the wall of the organisation, at which a day begins. */
function startOf(date: string): Sql {
  return sql`(select ${date}::date::timestamp at time zone time_zone from installation)`
}

function endOf(date: string): Sql {
  return sql`(select (${date}::date + 1)::timestamp at time zone time_zone from installation)`
}
