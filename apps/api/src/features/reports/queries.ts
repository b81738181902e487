import type { ReportGroup } from '@levee/contract'
import { type Queryable, type Sql, sql } from '@levee/db'
import { DUE_LEVELS } from '@levee/domain'
import type { Viewer } from '../../http/viewer.ts'
import { dueLevel } from '../conversations/service.ts'
import { GROUP_KEY, isSelected, type Selection } from './selection.ts'
import type { Key, Sliced } from './slices.ts'

/** Whose report: who asks, about what, in which rows. */
export type Scope = { viewer: Viewer; selection: Selection; groupBy: ReportGroup }

/** The desk, counted in three ways; what a row does not count by is null. */
export type DeskRow = {
  by: 'level' | 'day' | 'age'
  key: Key
  /** Its place in `DUE_LEVELS`. */
  level: number
  day: number
  age: number
  /** Whether its date had passed at `since`. */
  isOld: boolean
  n: number
}

type DeskDays = { now: Date; since: Date; dayStarts: readonly Date[]; ageStarts: readonly Date[] }

/**
 * Counts what is on the desk: by row and level; by the day on which it falls due, as a place in
 * `dayStarts` from 1 on, 0 for one that is not among them; by how old it is, as a place in `ageStarts`. First
 * by everything at once, in one number, which is the fastest to count by.
 */
export function deskStatement(
  { viewer, selection, groupBy }: Scope,
  { now, since, dayStarts, ageStarts }: DeskDays,
): Sql {
  const dueFrom = dayStarts.map(justAfter)
  return sql`
    with counted as materialized (
      select ${GROUP_KEY[groupBy]} as key, ${dueLevel(now)} + coalesce(c.due_at < ${since}, false)::int * 10
          + (${reached(sql`c.received_at`, ageStarts)}) * 100
          + case when c.due_at >= ${dueFrom[0]} and c.due_at < ${dueFrom.at(-1)}
              then width_bucket(c.due_at, ${dueFrom}::timestamptz[]) else 0 end * 1000 as code,
        count(*)::int as n
      from conversation c where c.status in ('open', 'waiting') and ${isSelected(selection, viewer)}
      group by 1, 2),
    read as (select key, n, code % 10 as level, code / 10 % 10 = 1 as "isOld", code / 100 % 10 as age,
      case when code % 10 < ${RUNNING_LEVELS} then code / 1000 end as day from counted)
    select case grouping(level, day, age) when 3 then 'level' when 5 then 'day' else 'age' end as by,
      key, level, "isOld", day, age, sum(n)::int as n
    from read group by grouping sets ((key, level, "isOld"), (day), (age))`
}

/** How many of a few instants have been reached, which takes a fraction of the time of a search among them. */
function reached(instant: Sql, few: readonly Date[]): Sql {
  return sql.join(
    few.map((each) => sql`(${instant} >= ${each})::int`),
    ' + ',
  )
}

/** What is due at midnight is due on the day that ends then. */
function justAfter(midnight: Date): Date {
  return new Date(midnight.getTime() + 1)
}

const RUNNING_LEVELS = sql.integer(DUE_LEVELS.indexOf('paused')) // those before it

export function deskRows(db: Queryable, scope: Scope, days: DeskDays): Promise<DeskRow[]> {
  return db.rows<DeskRow>(deskStatement(scope, days))
}

/** First replies of one key in one slice. */
export type RepliedRow = Sliced & { minutes: Int32Array }
/** What was closed of one key in one slice. */
export type ResolvedRow = RepliedRow & { kept: number; late: number; overdueSince: number }

/** How long first replies took, by row and slice. */
export function repliedRows(
  db: Queryable,
  scope: Scope,
  starts: readonly Date[],
): Promise<RepliedRow[]> {
  const minutes = packed(sql`c.first_reply_minutes`)
  return measuredRows(db, scope, {
    starts,
    at: sql`c.first_reply_at`,
    columns: minutes,
  })
}

/** How long closing took, by row and slice, and whether in time. */
export function resolvedRows(
  db: Queryable,
  scope: Scope,
  { starts, since }: { starts: readonly Date[]; since: Date },
): Promise<ResolvedRow[]> {
  const columns = sql`${packed(sql`c.resolution_minutes`)},
    (count(*) filter (where c.deadlines_kept))::int as kept,
    (count(*) filter (where not c.deadlines_kept))::int as late,
    (count(*) filter (where c.resolved_at > ${since} and c.due_at < ${since}))::int as "overdueSince"`
  return measuredRows<Omit<ResolvedRow, keyof RepliedRow>>(db, scope, {
    starts,
    at: sql`c.resolved_at`,
    columns,
  })
}

/** Slice by slice, each out of its part of the index: to ask of each row in which slice it is takes longer. */
async function measuredRows<More extends object>(
  db: Queryable,
  { viewer, selection, groupBy }: Scope,
  { starts, at, columns }: { starts: readonly Date[]; at: Sql; columns: Sql },
): Promise<(RepliedRow & More)[]> {
  const rows = await db.rows<Sliced & More & { minutes: Buffer }>(sql`
    select s.slice::int - 1 as slice, m.*
    from unnest(${starts.slice(0, -1)}::timestamptz[], ${starts.slice(1)}::timestamptz[])
        with ordinality s(first, next, slice)
      cross join lateral (select ${GROUP_KEY[groupBy]} as key, ${columns} from conversation c
        where ${at} >= s.first and ${at} < s.next and ${isSelected(selection, viewer)} group by 1) m`)
  const minutes = unpacked(rows.map((row) => row.minutes))
  return rows.map((row, index) => ({ ...row, minutes: minutes[index] ?? new Int32Array() }))
}

/** What was received in one slice. */
export type ReceivedRow = Sliced & { n: number }

/** How much was received, by slice. */
export function receivedRows(
  db: Queryable,
  { viewer, selection }: Scope,
  starts: readonly Date[],
): Promise<ReceivedRow[]> {
  return db.rows<ReceivedRow>(sql`
    select null as key, ${sliceOf(sql`c.received_at`, starts)} as slice, count(*)::int as n
    from conversation c where c.reference is not null and ${isSliced(sql`c.received_at`, starts)}
      and ${isSelected(selection, viewer)}
    group by 2`)
}

/** What rows are called. */
export async function rowNames(db: Queryable, groupBy: ReportGroup): Promise<Map<string, string>> {
  const table = { team: sql`team`, person: sql`app_user`, mailbox: sql`mailbox` }[groupBy]
  const rows = await db.rows<{ id: string; name: string }>(sql`select id, name from ${table}`)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Many numbers are handed over as their bytes: as an array each would be written and read as text. */
function packed(minutes: Sql): Sql {
  return sql`string_agg(int4send(${minutes}), '') as minutes`
}

/** Parts of one array: to make one for each of thousands of rows takes longer than to read them. */
function unpacked(rows: readonly Buffer[]): Int32Array[] {
  const values = new Int32Array(rows.reduce((total, { length }) => total + length, 0) / 4)
  let end = 0
  return rows.map((bytes) => {
    const start = end
    for (let at = 0; at < bytes.length; at += 4) values[end++] = bytes.readInt32BE(at)
    return values.subarray(start, end)
  })
}

function sliceOf(instant: Sql, starts: readonly Date[]): Sql {
  return sql`width_bucket(${instant}, ${starts}::timestamptz[]) - 1`
}

function isSliced(instant: Sql, starts: readonly Date[]): Sql {
  return sql`${instant} >= ${starts[0]} and ${instant} < ${starts.at(-1)}`
}
