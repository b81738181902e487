import type { RuleToTry, TrialCounts } from '@levee/contract'
import { type Queryable, sql } from '@levee/db'
import type { Rule } from '@levee/domain'
import { knownThings } from '../known-things.ts'
import { loadClocks } from '../load-clocks.ts'
import { storedRules } from '../queries.ts'
import { namesOf } from './facts-of.ts'
import { withDeadlines } from './moved-deadlines.ts'
import {
  loggedSince,
  messagesById,
  type Place,
  type Selection,
  type Since,
  type StoredMessage,
  storedMessages,
} from './stored-messages.ts'
import {
  asksForState,
  candidates,
  type Found,
  judged,
  prepareTrial,
  type Trial,
  type TrialMode,
} from './try-rule.ts'

/** The id of a rule that is not saved yet. */
const NEW_RULE = '00000000-0000-0000-0000-000000000000'

/** What was looked at of one page, when it arrived, and where the next one goes on; null: this was the last. */
export type TriedPage = {
  examined: number
  found: Found[]
  next: Place | null
  oldest: Date | null
  newest: Date | null
}

/** A rule as it was typed, as the evaluator takes it: without an id it comes after all others. */
export function ruleToTry({ id = NEW_RULE, ...draft }: RuleToTry, rules: readonly Rule[]): Rule {
  const known = rules.find((rule) => rule.id === id)
  return {
    enabled: true,
    trigger: { type: 'messageArrives', messages: 'any' },
    stop: false,
    ...draft,
    id,
    order: known?.order ?? Math.max(0, ...rules.map(({ order }) => order)) + 1,
    version: known?.version ?? 0,
  }
}

/** Reads the rule book and what its ids are called, and puts the rule in its place. */
export async function loadTrial(
  db: Queryable,
  { rule, now, mode }: { rule: RuleToTry; now: Date; mode: TrialMode },
): Promise<Trial> {
  const rules = await storedRules(db)
  const known = await knownThings(db)
  const installation = await db.row<{ timeZone: string }>(sql`
    select time_zone as "timeZone" from installation`)
  const tried = ruleToTry(rule, rules)
  const clockFor = await loadClocks(db, [...rules, tried], installation?.timeZone ?? 'UTC')
  return prepareTrial({ rule: tried, rules, names: namesOf(known), clockFor, now }, mode)
}

/** Tries a rule on one page of messages, of which only those that it matches are read whole. */
export async function tryPage(
  db: Queryable,
  trial: Trial,
  { selection, after, limit }: { selection: Selection; after: Place | null; limit: number },
): Promise<TriedPage> {
  const { needs } = trial.quick ?? { needs: trial.needs.alone }
  const page = await storedMessages(db, { selection, needs, after, limit })
  const last = page.at(-1)
  return {
    examined: page.length,
    oldest: last?.receivedAt ?? null,
    newest: page[0]?.receivedAt ?? null,
    found: await tryMessages(db, trial, await possible(db, trial, page)),
    next:
      last && page.length === limit
        ? { receivedAt: last.receivedAt.toISOString(), messageId: last.messageId }
        : null,
  }
}

/** Of a page the messages of which the rest is worth reading, with the rest. */
async function possible(
  db: Queryable,
  trial: Trial,
  page: StoredMessage[],
): Promise<StoredMessage[]> {
  if (!trial.quick) return page
  const some = await candidates(
    trial,
    trial.quick.book,
    page.map((stored) => ({ stored, since: undefined })),
  )
  return messagesById(db, idsOf(some), trial.needs.alone)
}

/** Tries a rule on messages that were read. */
export async function tryMessages(
  db: Queryable,
  trial: Trial,
  page: readonly StoredMessage[],
): Promise<Found[]> {
  const isStateAsked = trial.mode === 'history' && asksForState(trial.rule.conditions)
  const early = isStateAsked ? await sinceOf(db, idsOf(page)) : new Map<string, Since>()
  const matched = await candidates(
    trial,
    trial.alone,
    page.map((stored) => ({ stored, since: early.get(stored.messageId) })),
  )
  if (matched.length === 0) return []
  const since = isStateAsked ? early : await sinceOf(db, idsOf(matched))
  const { all } = trial.needs
  // what rules do shows in the state, whatever they look at
  const whole = await messagesById(db, idsOf(matched), { ...all, file: true, state: true })
  const found = await judged(
    trial,
    whole.map((stored) => ({ stored, since: since.get(stored.messageId) })),
  )
  const changes = await withDeadlines(
    db,
    found.map(({ change }) => change),
    trial.now,
  )
  return found.map((one, index) => ({ ...one, change: changes[index] ?? one.change }))
}

/** Adds up what was found. */
export function countFound(examined: number, found: readonly Found[]): TrialCounts {
  const count = (is: (change: Found['change']) => boolean): number =>
    found.filter(({ change }) => is(change)).length
  return {
    examined,
    matched: found.length,
    changed: count(({ outcome }) => outcome === 'changes'),
    taken: count(({ outcome }) => outcome === 'taken'),
    toCheck: count(({ toCheck }) => toCheck.length > 0),
    deadlinesMoved: count((change) => change.deadlineBefore !== change.deadlineAfter),
  }
}

async function sinceOf(db: Queryable, ids: readonly string[]): Promise<Map<string, Since>> {
  const rows = await loggedSince(db, ids)
  return new Map(rows.map((row) => [row.messageId, row]))
}

function idsOf(list: readonly StoredMessage[]): string[] {
  return list.map(({ messageId }) => messageId)
}
