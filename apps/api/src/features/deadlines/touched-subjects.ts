import { type Db, sql } from '@levee/db'
import { changedStretches, type CompiledCalendar } from '@levee/domain'
import { type Frame, loadHours } from './frame.ts'

/** From the first to the last instant that deadlines of one version of a calendar have to do with. */
type VersionSpan = { version: number; from: Date; to: Date }

/**
 * The open conversations whose deadlines a recount can move, in the order of their ids: where a calendar got another
 * version, those with a deadline that reaches into days that it has otherwise now. Null: any can, since policies
 * changed, or since an earlier recount did not come to its end.
 */
export async function touchedSubjects(
  db: Db,
  { calendars }: Frame,
  recountId: string,
): Promise<string[] | null> {
  const asked = await db.row<{ calendarId: string | null; isFirst: boolean }>(sql`
    select calendar_id as "calendarId", not exists (select from deadline_recount earlier
      where earlier.finished_at is null and earlier.id < r.id) as "isFirst"
    from deadline_recount r where id = ${recountId}`)
  const hours = asked?.calendarId && calendars.get(asked.calendarId)
  if (!asked?.isFirst || !hours) return null
  const stretches = await stretchesOf(db, hours)
  const rows = await db.rows<{ id: string }>(sql`
    select distinct c.id from deadline d join conversation c on c.id = d.conversation_id
    where d.calendar_id = ${asked.calendarId} and c.merged_into is null and c.status in ('open', 'waiting')
      and exists (select from unnest(${stretches.map(({ version }) => version)}::int[],
          ${stretches.map(({ from }) => from.toISOString())}::timestamptz[],
          ${stretches.map(({ to }) => to.toISOString())}::timestamptz[]) as s(version, first, last)
        where s.version = d.calendar_version and least(d.started_at, d.near_from) < s.last
          and greatest(d.started_at, d.due_at) >= s.first)
    order by 1`)
  return rows.map(({ id }) => id)
}

async function stretchesOf(db: Db, hours: CompiledCalendar): Promise<VersionSpan[]> {
  const { id } = hours.calendar
  const spans = await db.rows<VersionSpan>(sql`
    select calendar_version as version, min(least(started_at, near_from)) as from,
      max(greatest(started_at, due_at)) as to
    from deadline where calendar_id = ${id} group by 1`)
  const known = await loadHours(
    db,
    spans.map(({ version }) => ({ id, version })),
  )
  return spans.flatMap(({ version, ...span }) => {
    const before = known.get(`${id}:${version}`)
    const changed = before ? changedStretches(before, hours, span) : [span]
    return changed.map((stretch) => ({ version, ...stretch }))
  })
}
