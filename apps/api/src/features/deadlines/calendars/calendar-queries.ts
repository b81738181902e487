import type { Calendar } from '@levee/contract'
import { type Queryable, sql, type Tx } from '@levee/db'
import { DomainError, type FeedClosure } from '@levee/domain'
import type { CalendarContent } from '../frame.ts'

type CalendarRow = Pick<Calendar, 'id' | 'version' | 'isDefault' | 'teamIds' | 'mailboxIds'> & {
  content: CalendarContent
  feeds: Calendar['feeds']
}

/** Every calendar that is in use, the organisation's first. */
export async function allCalendars(db: Queryable, id?: string): Promise<Calendar[]> {
  const rows = await db.rows<CalendarRow>(sql`
    select c.id, c.version, c.is_default as "isDefault", v.content,
      array(select t.id from team t where t.calendar_id = c.id order by t.name) as "teamIds",
      array(select m.id from mailbox m where m.calendar_id = c.id order by m.name) as "mailboxIds",
      (select coalesce(json_agg(json_build_object('id', f.id, 'name', f.name, 'url', f.url,
          'readAt', f.read_at, 'problem', f.problem, 'closures', jsonb_array_length(f.closures))
          order by f.name, f.id), '[]')
        from calendar_feed f where f.calendar_id = c.id) as feeds
    from calendar c join calendar_version v on v.calendar_id = c.id and v.version = c.version
    where c.removed_at is null and ${id === undefined ? sql`true` : sql`c.id = ${id}`}
    order by c.is_default desc, lower(v.content ->> 'name'), c.id`)
  return rows.map(({ content, ...row }) => {
    const { feedClosures: _, ...fields } = content
    return { ...row, ...plain(fields) }
  })
}

function plain({
  name,
  timeZone,
  week,
  exceptions,
  holidays,
}: Omit<CalendarContent, 'feedClosures'>) {
  return {
    name,
    timeZone,
    week: week.map((hours) => [...hours]),
    exceptions: exceptions.map(({ hours, ...each }) => ({ ...each, hours: hours && [...hours] })),
    holidays: holidays && { ...holidays, worked: [...holidays.worked] },
  }
}

/** @throws {DomainError} `not-found`. */
export async function calendarById(db: Queryable, id: string): Promise<Calendar> {
  const [found] = await allCalendars(db, id)
  if (!found) throw noSuchCalendar()
  return found
}

/** The newest version of a calendar, locked until the transaction ends. */
export async function lockCalendar(
  tx: Tx,
  id: string,
): Promise<{ version: number; content: CalendarContent; isDefault: boolean }> {
  const found = await tx.row<{ version: number; content: CalendarContent; isDefault: boolean }>(sql`
    select c.version, c.is_default as "isDefault", v.content
    from calendar c join calendar_version v on v.calendar_id = c.id and v.version = c.version
    where c.id = ${id} and c.removed_at is null for no key update of c`)
  if (!found) throw noSuchCalendar()
  return found
}

type NewVersion = { content: CalendarContent; authorId: string | null; at: Date }

export async function insertCalendar(tx: Tx, version: NewVersion): Promise<string> {
  const created = await tx.row<{ id: string }>(sql`
    insert into calendar (created_at) values (${version.at}) returning id`)
  if (!created) throw new Error('PostgreSQL returned no row.')
  await insertVersion(tx, created.id, 1, version)
  return created.id
}

export async function insertVersion(
  tx: Tx,
  id: string,
  version: number,
  { content, authorId, at }: NewVersion,
): Promise<void> {
  await tx.run(sql`update calendar set version = ${version}::int where id = ${id}`)
  await tx.run(sql`
    insert into calendar_version (calendar_id, version, content, author_id, at)
    values (${id}, ${version}::int, ${sql.json(content)}, ${authorId}, ${at})`)
}

export async function makeDefault(tx: Tx, id: string): Promise<void> {
  await tx.run(sql`update calendar set is_default = false where is_default and id <> ${id}`)
  await tx.run(sql`update calendar set is_default = true where id = ${id}`)
}

/** Gives a calendar to these teams or mailboxes, and takes it from the others. */
export async function setUsers(
  tx: Tx,
  table: 'team' | 'mailbox',
  { id, ids }: { id: string; ids: readonly string[] },
): Promise<void> {
  const name = sql.identifier(table)
  const distinct = [...new Set(ids)]
  const given = await tx.run(
    sql`update ${name} set calendar_id = ${id} where id = any(${distinct}::uuid[])`,
  )
  if (given < distinct.length)
    throw new DomainError('invalid', `A ${table} does not exist.`, {
      errors: [
        {
          path: `${table}Ids`,
          message: `takes ids of ${table === 'team' ? 'teams' : 'mailboxes'}`,
        },
      ],
    })
  await tx.run(sql`
    update ${name} set calendar_id = null where calendar_id = ${id} and id <> all(${distinct}::uuid[])`)
}

/** What the feeds of a calendar close, together. */
export async function feedClosures(tx: Queryable, id: string): Promise<FeedClosure[]> {
  const rows = await tx.rows<{ closures: FeedClosure[] }>(sql`
    select closures from calendar_feed where calendar_id = ${id} order by name, id`)
  return rows.flatMap(({ closures }) => closures)
}

export function noSuchCalendar(): DomainError {
  return new DomainError('not-found', 'There is no such calendar.')
}
