import type { RuleRun } from '@levee/contract'
import { type Queryable, sql } from '@levee/db'
import {
  evaluateRules,
  prepareRules,
  type Rule,
  type RuleBook,
  type RuleConflict,
  type RuleDraft,
  type RuleEvent,
  type RuleFacts,
  type RuleTrace,
} from '@levee/domain'
import { compilePattern } from './compile-pattern.ts'
import { loadClocks } from './load-clocks.ts'
import { knownThings } from './known-things.ts'
import type { RecordedEffect, RecordedEvent, RecordedFacts } from './run-record.ts'
import { factsOf, namesOf } from './trial/facts-of.ts'
import { messagesById, type StoredMessage } from './trial/stored-messages.ts'

const MOST_RUNS = 20 // the latest; a conversation that rules go on changing has more
const ALL = {
  file: true,
  body: true,
  headers: true,
  recipients: true,
  attachments: true,
  contact: false,
  state: false,
}

type Run = {
  id: string
  bookId: string
  messageId: string | null
  at: Date
  facts: RecordedFacts
  applied: RuleTrace[]
  effects: RecordedEffect[]
  conflicts: RuleConflict[]
  stoppedBy: string | null
  problem: string | null
}

/** The rules that were looked at for a conversation, each in the version of then, with the verdict of each condition. */
export async function explainRuns(db: Queryable, conversationId: string): Promise<RuleRun[]> {
  const runs = await db.rows<Run>(sql`
    select id, book_id as "bookId", message_id as "messageId", at, facts, applied, effects, conflicts,
      stopped_by as "stoppedBy", problem
    from rule_run where conversation_id = ${conversationId}
    order by at desc, id desc limit ${sql.integer(MOST_RUNS)}`)
  if (runs.length === 0) return []
  const books = await booksOf(db, [...new Set(runs.map(({ bookId }) => bookId))])
  const stored = await messagesById(
    db,
    runs.flatMap(({ messageId }) => messageId ?? []),
    ALL,
  )
  const names = namesOf(await knownThings(db))
  const messages = new Map(stored.map((each) => [each.messageId, each]))
  const timeZone = await db.row<{ timeZone: string }>(sql`
    select time_zone as "timeZone" from installation`)
  const looked = [...books.values()].flatMap(({ book }) => book.rules.map(({ rule }) => rule))
  const clockFor = await loadClocks(db, looked, timeZone?.timeZone ?? 'UTC')
  return runs.map((run) => {
    const rules = books.get(run.bookId) ?? {
      names: new Map<string, string>(),
      book: prepareRules([], compilePattern),
    }
    const message = run.messageId === null ? undefined : messages.get(run.messageId)
    if (!message) return sentRun(run, asRecorded(run.applied, run), rules.names)
    const facts = factsThen(run, message, names)
    const when = { now: run.at, clock: clockFor(facts) }
    const { trace } = evaluateRules(rules.book, facts, { ...when, detail: 'conditions' })
    return sentRun(run, asRecorded(trace, run), rules.names)
  })
}

/** What was recorded stands before what is found out again. */
function asRecorded(trace: readonly RuleTrace[], { applied }: Run): readonly RuleTrace[] {
  const recorded = new Map(applied.map((each) => [each.ruleId, each]))
  return trace.map((each) => recorded.get(each.ruleId) ?? each)
}

function factsThen(
  { facts }: Run,
  stored: StoredMessage,
  names: Parameters<typeof factsOf>[2]['names'],
): RuleFacts {
  const event = eventOf(facts.event)
  const now = factsOf(stored, stored, { event, names })
  const { conversation, context, causedBy } = facts
  return {
    event,
    causedBy,
    conversation: { ...conversation, ...instantsOf(conversation) },
    context,
    message: { ...now.message, ...facts.message },
  }
}

/** Instants come back as texts from where facts are kept. */
function instantsOf({ dueAt, unansweredSince }: RecordedFacts['conversation']) {
  return {
    dueAt: dueAt && new Date(dueAt),
    unansweredSince: unansweredSince && new Date(unansweredSince),
  }
}

function eventOf(event: RecordedEvent): RuleEvent {
  return event.type === 'timePasses' ? { ...event, fired: new Set(event.fired) } : event
}

type Book = { book: RuleBook; names: ReadonlyMap<string, string> }

async function booksOf(db: Queryable, ids: readonly string[]): Promise<Map<string, Book>> {
  const rows = await db.rows<{
    bookId: string
    rules: (RuleDraft & Pick<Rule, 'id' | 'order' | 'version'>)[]
  }>(sql`
    select b.id as "bookId", coalesce(jsonb_agg(v.content || jsonb_build_object('id', v.rule_id,
      'version', v.version, 'order', e.place) order by e.place), '[]') as rules
    from rule_book b cross join lateral jsonb_array_elements(b.rules) with ordinality e(entry, place)
      join rule_version v on v.rule_id = (e.entry ->> 'ruleId')::uuid and v.version = (e.entry ->> 'version')::int
    where b.id = any(${ids}::uuid[]) group by b.id`)
  return new Map(
    rows.map(({ bookId, rules }) => [
      bookId,
      {
        book: prepareRules(rules, compilePattern),
        names: new Map(rules.map(({ id, name }) => [id, name])),
      },
    ]),
  )
}

function sentRun(
  { id, at, messageId, facts, effects, conflicts, stoppedBy, problem }: Run,
  trace: readonly RuleTrace[],
  names: ReadonlyMap<string, string>,
): RuleRun {
  return {
    id,
    at: at.toISOString(),
    messageId,
    event: eventOf(facts.event).type,
    rules: trace.map(({ ruleId, version, outcome, conditions }) => ({
      ruleId,
      name: names.get(ruleId) ?? '',
      version,
      outcome,
      conditions,
    })),
    effects: effects.map(({ ruleId, version, action, outcome, problem: why }) => ({
      ruleId,
      version,
      action,
      outcome,
      problem: why ?? null,
    })),
    conflicts: conflicts.map(({ property, ruleId, action, decidedBy }) => ({
      property,
      ruleId,
      action,
      decidedBy: decidedBy.ruleId,
    })),
    stoppedBy,
    problem,
  }
}
