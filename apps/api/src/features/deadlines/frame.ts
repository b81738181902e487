import { type Queryable, sql } from '@levee/db'
import {
  type Calendar,
  compileCalendar,
  type CompiledCalendar,
  type DeadlinePolicy,
  holidaysIn,
  type PolicyFacts,
} from '@levee/domain'

/** The policies and calendars by which deadlines are counted at one moment. */
export type Frame = {
  policies: readonly DeadlinePolicy[]
  calendars: ReadonlyMap<string, CompiledCalendar>
  defaultId: string | null
  ofMailbox: ReadonlyMap<string, string>
  ofTeam: ReadonlyMap<string, string>
}

/** What a version of a calendar holds. */
export type CalendarContent = Omit<Calendar, 'id' | 'version'>
/** What a version of a policy holds. */
export type PolicyContent = Omit<DeadlinePolicy, 'id' | 'version' | 'position'>

const MOST_COMPILED = 200 // versions: more than are in use at once
const compiled = new Map<string, CompiledCalendar>()

/** A version of a calendar, made ready; versions never change, so that each is made ready once. */
export function hoursOf(id: string, version: number, content: CalendarContent): CompiledCalendar {
  const key = `${id}:${version}`
  const known = compiled.get(key)
  if (known) return known
  const ready = compileCalendar({ id, version, ...content }, holidaysIn)
  const oldest = compiled.keys().next()
  if (compiled.size >= MOST_COMPILED && !oldest.done) compiled.delete(oldest.value)
  compiled.set(key, ready)
  return ready
}

type CalendarRow = { id: string; version: number; isDefault: boolean; content: CalendarContent }
type Use = { mailboxId: string | null; teamId: string | null; id: string }

/** Everything that deadlines are counted by, as it is now. */
export async function loadFrame(tx: Queryable): Promise<Frame> {
  const policies = tx.rows<DeadlinePolicy>(sql`
    select p.id, p.version, p.position, v.content ->> 'name' as name,
      nullif(v.content -> 'conditions', 'null') as conditions,
      v.content ->> 'calendarId' as "calendarId", v.content -> 'targets' as targets,
      nullif(v.content -> 'acknowledgement', 'null') as acknowledgement
    from deadline_policy p join deadline_policy_version v on v.policy_id = p.id and v.version = p.version
    where p.removed_at is null order by p.position, p.id`)
  const calendars = tx.rows<CalendarRow>(sql`
    select c.id, c.version, c.is_default as "isDefault", v.content
    from calendar c join calendar_version v on v.calendar_id = c.id and v.version = c.version
    where c.removed_at is null`)
  const uses = tx.rows<Use>(sql`
    select id as "mailboxId", null::uuid as "teamId", calendar_id as id from mailbox where calendar_id is not null
    union all select null, id, calendar_id from team where calendar_id is not null`)
  return frameOf(...(await Promise.all([policies, calendars, uses])))
}

function frameOf(policies: DeadlinePolicy[], calendars: CalendarRow[], uses: Use[]): Frame {
  return {
    policies,
    calendars: new Map(
      calendars.map(({ id, version, content }) => [id, hoursOf(id, version, content)]),
    ),
    defaultId: calendars.find(({ isDefault }) => isDefault)?.id ?? null,
    ofMailbox: new Map(uses.flatMap(({ mailboxId, id }) => (mailboxId ? [[mailboxId, id]] : []))),
    ofTeam: new Map(uses.flatMap(({ teamId, id }) => (teamId ? [[teamId, id]] : []))),
  }
}

/** By whose hours the deadlines of a conversation are counted; null before there is any calendar. */
export function hoursFor(
  frame: Frame,
  policy: Pick<DeadlinePolicy, 'calendarId'> | null,
  { mailboxIds, teamId }: Pick<PolicyFacts, 'mailboxIds' | 'teamId'>,
): CompiledCalendar | null {
  const [first = ''] = mailboxIds
  const wanted = [
    policy?.calendarId,
    frame.ofMailbox.get(first),
    teamId === null ? null : frame.ofTeam.get(teamId),
    frame.defaultId,
  ]
  for (const id of wanted) {
    const hours = id ? frame.calendars.get(id) : undefined
    if (hours) return hours
  }
  return null
}

/** Calendars in given versions, made ready, by `id:version`: what stored deadlines were counted by. */
export async function loadHours(
  tx: Queryable,
  wanted: readonly { id: string; version: number }[],
): Promise<ReadonlyMap<string, CompiledCalendar>> {
  const keys = new Map(wanted.map((each) => [`${each.id}:${each.version}`, each]))
  const missing = [...keys].filter(([key]) => !compiled.has(key)).map(([, each]) => each)
  if (missing.length > 0) {
    const rows = await tx.rows<{ id: string; version: number; content: CalendarContent }>(sql`
      select calendar_id as id, version, content from calendar_version
      join unnest(${missing.map(({ id }) => id)}::uuid[], ${missing.map(({ version }) => version)}::int[])
        as w(id, v) on calendar_id = w.id and version = w.v`)
    for (const { id, version, content } of rows) hoursOf(id, version, content)
  }
  return new Map(
    [...keys.keys()].flatMap((key): [string, CompiledCalendar][] => {
      const hours = compiled.get(key)
      return hours ? [[key, hours]] : []
    }),
  )
}
