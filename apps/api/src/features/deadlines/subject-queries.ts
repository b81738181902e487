import { type Queryable, type Sql, sql } from '@levee/db'
import type { ClockEvent, PolicyFacts } from '@levee/domain'
import type { StoredTimes } from './answer-times.ts'
import type { StoredEntry } from './conversation-log.ts'
import type { ClockSubject, DeadlineValues } from './read-deadlines.ts'

/** A deadline as it is stored. */
export type StoredDeadline = DeadlineValues & { id: string; conversationId: string }

/** A conversation with its clock and its deadlines. */
export type SubjectRow = ClockSubject & {
  id: string
  stored: StoredDeadline[]
  times: StoredTimes
  isRegistered: boolean
}

/** Instants as JSON has them. */
type Kept<E> = E extends { dueAt: Date | null }
  ? Omit<E, 'at' | 'dueAt'> & { at: string; dueAt: string | null }
  : E extends { at: Date }
    ? Omit<E, 'at'> & { at: string }
    : never
type EventRow = Kept<ClockEvent>
type FactsRow = PolicyFacts &
  StoredTimes & { id: string; events: EventRow[] | null; isRegistered: boolean }

const factsColumns: Sql = sql`c.id, c.mailbox_ids as "mailboxIds", c.team_id as "teamId", c.priority,
  'email' as channel, k.policy_id as "policyId", k.events, c.reference is not null as "isRegistered",
  c.first_reply_at as "firstReplyAt", c.first_reply_minutes as "firstReplyMinutes",
  c.resolved_at as "resolvedAt", c.resolution_minutes as "resolutionMinutes",
  c.deadlines_kept as "deadlinesKept",
  array(select t.tag_id from conversation_tag t where t.conversation_id = c.id order by 1) as "tagIds"`

const deadlineColumns: Sql = sql`d.id, d.conversation_id as "conversationId", d.kind,
  d.policy_id as "policyId", d.policy_version as "policyVersion", d.calendar_id as "calendarId",
  d.calendar_version as "calendarVersion", d.started_at as "startedAt", d.due_at as "dueAt",
  d.near_from as "nearFrom", d.working_minutes as "workingMinutes", d.met_at as "metAt",
  d.paused_at as "pausedAt", d.paused_until as "pausedUntil", d.is_by_hand as "isByHand",
  d.next_warning_at as "nextWarningAt"`

/** Conversations by id, with the clock as it was stored last. */
export async function subjectsById(
  tx: Queryable,
  ids: readonly string[],
): Promise<Map<string, SubjectRow>> {
  const rows = tx.rows<FactsRow>(sql`
    select ${factsColumns} from conversation c left join deadline_clock k on k.conversation_id = c.id
    where c.id = any(${ids}::uuid[])`)
  const [found, deadlines] = await Promise.all([rows, deadlinesOf(tx, ids)])
  return joined(found, deadlines)
}

/** Said of both tables: else each page begins with reading one of them from its first row. */
function isAfter(id: string): Sql {
  return sql`k.conversation_id > ${id}::uuid and c.id > ${id}::uuid`
}

/** The next conversations that have a clock and something open, or once had: in the order of their ids. */
export async function nextSubjects(
  tx: Queryable,
  after: string,
  { limit, lock }: { limit: number; lock: boolean },
): Promise<SubjectRow[]> {
  const rows = await tx.rows<FactsRow>(sql`
    select ${factsColumns} from deadline_clock k join conversation c on c.id = k.conversation_id
    where ${isAfter(after)} and c.merged_into is null and c.status in ('open', 'waiting')
    order by k.conversation_id limit ${sql.integer(limit)}
    ${lock ? sql`for no key update of c` : sql``}`)
  return [...(await withDeadlines(tx, rows)).values()]
}

/** Those of some conversations of which something is open, locked. */
export async function openSubjects(tx: Queryable, ids: readonly string[]): Promise<SubjectRow[]> {
  const rows = await tx.rows<FactsRow>(sql`
    select ${factsColumns} from conversation c join deadline_clock k on k.conversation_id = c.id
    where c.id = any(${ids}::uuid[]) and c.merged_into is null and c.status in ('open', 'waiting')
    order by c.id for no key update of c`)
  return [...(await withDeadlines(tx, rows)).values()]
}

/** The next conversations that are closed and of which nobody wrote how long that took, in the order of their ids. */
export async function nextUnmeasured(
  tx: Queryable,
  after: string,
  limit: number,
): Promise<SubjectRow[]> {
  const rows = await tx.rows<FactsRow>(sql`
    select ${factsColumns} from deadline_clock k join conversation c on c.id = k.conversation_id
    where ${isAfter(after)} and c.merged_into is null and c.resolved_at is null
      and c.status in ('answered', 'archived') and c.reference is not null
    order by k.conversation_id limit ${sql.integer(limit)} for no key update of c`)
  return [...(await withDeadlines(tx, rows)).values()]
}

/** How many conversations `nextSubjects` gives. */
export async function countSubjects(tx: Queryable): Promise<number> {
  const row = await tx.row<{ n: number }>(sql`
    select count(*) as n from deadline_clock k join conversation c on c.id = k.conversation_id
    where c.merged_into is null and c.status in ('open', 'waiting')`)
  return row?.n ?? 0
}

/** The deadlines of conversations, the earliest first. */
export function deadlinesOf(tx: Queryable, ids: readonly string[]): Promise<StoredDeadline[]> {
  return tx.rows<StoredDeadline>(sql`
    select ${deadlineColumns} from deadline d where d.conversation_id = any(${ids}::uuid[])
    order by d.due_at, d.kind`)
}

async function withDeadlines(
  tx: Queryable,
  rows: readonly FactsRow[],
): Promise<Map<string, SubjectRow>> {
  const deadlines = await deadlinesOf(
    tx,
    rows.map(({ id }) => id),
  )
  return joined(rows, deadlines)
}

function joined(
  rows: readonly FactsRow[],
  deadlines: readonly StoredDeadline[],
): Map<string, SubjectRow> {
  const subjects = new Map(rows.map((row): [string, SubjectRow] => [row.id, subjectOf(row)]))
  for (const deadline of deadlines) subjects.get(deadline.conversationId)?.stored.push(deadline)
  return subjects
}

function subjectOf(row: FactsRow): SubjectRow {
  const { id, events, isRegistered, mailboxIds, teamId, tagIds, priority, channel, policyId } = row
  const { firstReplyAt, firstReplyMinutes, resolvedAt, resolutionMinutes, deadlinesKept } = row
  return {
    id,
    isRegistered,
    facts: { mailboxIds, teamId, tagIds, priority, channel, policyId },
    events: (events ?? []).map(eventOf),
    stored: [],
    times: { firstReplyAt, firstReplyMinutes, resolvedAt, resolutionMinutes, deadlinesKept },
  }
}

/** An event as JSON kept it. */
function eventOf(event: EventRow): ClockEvent {
  const at = new Date(event.at)
  if (event.type !== 'setByHand') return { ...event, at }
  return { ...event, at, dueAt: event.dueAt === null ? null : new Date(event.dueAt) }
}

type LogRow = StoredEntry & { root: string }

/** The logs of conversations and of all that was merged into them, by conversation. */
export async function logsOf(
  tx: Queryable,
  ids: readonly string[],
): Promise<Map<string, StoredEntry[]>> {
  const rows = await tx.rows<LogRow>(sql`
    with recursive part as (
      select id, id as root from conversation where id = any(${ids}::uuid[]) and merged_into is null
      union all select c.id, p.root from part p join conversation c on c.merged_into = p.id)
    select a.id, p.root, a.conversation_id as "conversationId", a.kind, a.at, a.before, a.after, a.undoes
    from part p join activity a on a.conversation_id = p.id
    where a.kind not in ('noted', 'reread', 'deadlineMoved') order by a.at, a.seq`)
  return Map.groupBy(rows, ({ root }) => root)
}

/** The date of one deadline of a conversation, and whether somebody set it. */
export async function deadlineOfKind(
  db: Queryable,
  conversationId: string,
  kind: string,
): Promise<{ dueAt: Date; isByHand: boolean } | undefined> {
  return db.row(sql`
    select due_at as "dueAt", is_by_hand as "isByHand" from deadline
    where conversation_id = ${conversationId} and kind = ${kind}`)
}
