import { inTransaction, sql, type Tx } from '@levee/db'
import { judgeTrigger, type KnownThings, type RuleFacts } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { type Loop, repeat } from '../../repeat.ts'
import { applySafely } from './apply-safely.ts'
import { knownThings } from './known-things.ts'
import { type LoadedBook, loadBook } from './load-book.ts'
import { storedFacts, unansweredSince } from './load-facts.ts'
import { lookAt } from './look-at.ts'
import type { RuleRow } from './rule-row.ts'
import type { Looked } from './run-record.ts'

type TimeDeps = Pick<Deps, 'db' | 'jobs' | 'log' | 'now'>

const LOOK = 60_000 // ms: waits are counted in minutes
const AT_ONCE = 100 // conversations of one transaction
/** Working minutes take at most about so many minutes of the wall, weekends and long closures included. */
const WALL = { times: 6, plus: 30 * 24 * 60 }

/** Looks every minute at the rules that wait for time to pass. Several processes may do so at once. */
export async function startPassingTime(deps: Deps): Promise<Loop> {
  return repeat(deps.log, {
    every: LOOK,
    look: () => passTime(deps),
    says: 'Rules that wait for time were not looked at; soon again.',
  })
}

/** Looks at each conversation for which a wait may be over, once for each rule and reason. */
export async function passTime(deps: TimeDeps): Promise<void> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const last = await inTransaction(deps.db, (tx) => passTimeFrom(tx, deps, after))
    if (last === null) return
    after = last
  }
}

/** The last of the conversations that were looked at, null after the last one of all. */
async function passTimeFrom(tx: Tx, deps: TimeDeps, after: string): Promise<string | null> {
  const loaded = await loadBook(tx)
  const waiting = [...(loaded?.rules.values() ?? [])].filter(
    ({ enabled, trigger }) => enabled && trigger.type === 'timePasses',
  )
  if (!loaded || waiting.length === 0) return null
  await tx.run(sql`select pg_advisory_xact_lock(hashtext('levee.rules.time'))`)
  const ids = await candidates(tx, waiting, { now: deps.now(), after })
  const known = await knownThings(tx)
  const fired = await firedFor(tx, ids)
  const seen = await storedFacts(tx, ids, known)
  const looked: Looked[] = []
  const occasions: string[] = []
  for (const [conversationId, { messageId, ...stored }] of seen) {
    const event = { type: 'timePasses', fired: fired.get(conversationId) ?? new Set() } as const
    const facts: RuleFacts = { ...stored, event, causedBy: [] }
    const reached = occasionsOf(facts, waiting, { loaded, now: deps.now() })
    occasions.push(...reached.map(({ occasion }) => occasion))
    for (const { occasion, isOld } of reached) if (isOld) event.fired.add(occasion)
    const one = lookAt(deps, loaded, { conversationId, messageId, facts })
    const isNews = one.decision?.trace.some(({ outcome }) => outcome === 'applied') ?? true
    if (isNews) looked.push(one)
  }
  await finish(tx, deps, { loaded, known, looked, occasions })
  return ids.length < AT_ONCE ? null : (ids.at(-1) ?? null)
}

type Found = { loaded: LoadedBook; known: KnownThings; looked: Looked[]; occasions: string[] }

async function finish(tx: Tx, deps: TimeDeps, { occasions, ...sorting }: Found): Promise<void> {
  const rows = occasions.map((occasion) => {
    const [ruleId, conversationId, reason, since] = occasion.split(' ')
    return { ruleId, conversationId, reason, since }
  })
  if (rows.length > 0)
    await tx.run(sql`
      insert into rule_occasion (rule_id, conversation_id, reason, since, at)
      select "ruleId", "conversationId", reason, since, ${deps.now()}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as o("ruleId" uuid, "conversationId" uuid,
        reason text, since timestamptz) on conflict do nothing`)
  if (sorting.looked.length > 0) await applySafely(tx, deps, sorting)
}

/** The waits that are over. `isOld`: it was over when the rule began to wait, which is not its to act on. */
function occasionsOf(
  facts: RuleFacts,
  waiting: readonly RuleRow[],
  { loaded: { clockFor }, now }: { loaded: LoadedBook; now: Date },
): { occasion: string; isOld: boolean }[] {
  const clock = clockFor(facts)
  return waiting.flatMap((rule) => {
    const { occasion } = judgeTrigger(rule, facts, { now, clock })
    if (occasion === null) return []
    const isOld = judgeTrigger(rule, facts, { now: rule.activeSince, clock }).fires
    return [{ occasion, isOld }]
  })
}

/** Conversations on the desk for which a wait may be over by the clock on the wall, and was not looked at. */
async function candidates(
  tx: Tx,
  waiting: readonly RuleRow[],
  { now, after }: { now: Date; after: string },
): Promise<string[]> {
  const rules = waiting.flatMap(({ id, trigger }) => {
    if (trigger.type !== 'timePasses') return []
    const { reason, minutes, working } = trigger
    const ahead = working ? minutes * WALL.times + WALL.plus : minutes
    return [{ id, reason, minutes: reason === 'dueIn' ? -ahead : minutes }]
  })
  const rows = await tx.rows<{ id: string }>(sql`
    with waiting as (
      select id, reason, ${now}::timestamptz - minutes * interval '1 minute' as until
      from jsonb_to_recordset(${JSON.stringify(rules)}::jsonb) as w(id uuid, reason text, minutes int))
    select c.id from conversation c cross join lateral (select ${unansweredSince} as since) u
    where c.status in ('open', 'waiting') and c.merged_into is null and c.id > ${after}::uuid
      and exists (
        select from waiting w
          cross join lateral (select case w.reason when 'dueIn' then c.due_at else u.since end as since) s
        where s.since <= w.until and not exists (
          select from rule_occasion o where o.rule_id = w.id and o.conversation_id = c.id
            and o.reason = w.reason and o.since = s.since))
    order by c.id limit ${AT_ONCE}`)
  return rows.map(({ id }) => id)
}

async function firedFor(tx: Tx, ids: readonly string[]): Promise<Map<string, Set<string>>> {
  const rows = await tx.rows<{
    ruleId: string
    conversationId: string
    reason: string
    since: Date
  }>(sql`
    select rule_id as "ruleId", conversation_id as "conversationId", reason, since from rule_occasion
    where conversation_id = any(${ids}::uuid[])`)
  const fired = new Map<string, Set<string>>()
  for (const { ruleId, conversationId, reason, since } of rows) {
    const of = fired.get(conversationId) ?? new Set()
    of.add([ruleId, conversationId, reason, since.toISOString()].join(' '))
    fired.set(conversationId, of)
  }
  return fired
}
