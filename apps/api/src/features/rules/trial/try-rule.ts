import { setImmediate as pause } from 'node:timers/promises'
import type { RuleChange } from '@levee/contract'
import {
  evaluateRules,
  isSameState,
  prepareRules,
  relaxCondition,
  type Rule,
  type RuleBook,
  type RuleCondition,
  type RuleDecision,
  type RuledState,
  type RuleEvent,
  type RuleFacts,
  stateAfter,
} from '@levee/domain'
import { compilePattern } from '../compile-pattern.ts'
import type { ClockFor } from '../load-clocks.ts'
import { factsOf, type Names, ruledState, stateAtArrival } from './facts-of.ts'
import { isCheap, type Needs, needsOf } from './needs.ts'
import type { Since, StoredMessage } from './stored-messages.ts'

/**
 * `history`: what the rules would have come to when each message arrived. `present`: what the rule alone would do
 * to conversations as they are now.
 */
export type TrialMode = 'history' | 'present'

/** A rule within the rule book, made ready to be tried on many messages. */
export type Trial = {
  mode: TrialMode
  rule: Rule
  names: Names
  ruleNames: ReadonlyMap<string, string>
  alone: RuleBook
  /** What can be said of a message before its dear columns and its log are read; null: nothing. */
  quick: { book: RuleBook; needs: Needs } | null
  without: RuleBook
  withIt: RuleBook
  /** What the rule alone looks at; what all of them do. */
  needs: { alone: Needs; all: Needs }
  clockFor: ClockFor
  now: Date
}

/** What a trial found of one message. */
export type Found = { change: RuleChange; decision: RuleDecision }

const AT_ONCE = 50 // messages between two pauses, so that others are served meanwhile

/** Puts a rule in its place in the rule book: where the one with its id is, or last. It counts as switched on. */
export function prepareTrial(
  given: { rule: Rule; rules: readonly Rule[]; names: Names; clockFor: ClockFor; now: Date },
  mode: TrialMode,
): Trial {
  const { rules, names, now } = given
  const rule = { ...given.rule, enabled: true }
  const others = rules.filter(({ id }) => id !== rule.id)
  return {
    mode,
    rule,
    names,
    ruleNames: new Map([...rules, rule].map(({ id, name }) => [id, name])),
    alone: ready([{ ...rule, order: 0 }]),
    quick: quickBook(rule, mode),
    without: ready(rules),
    withIt: ready([...others, rule]),
    needs: { alone: needsOf([rule]), all: needsOf([...rules.filter(isOn), rule]) },
    clockFor: given.clockFor,
    now,
  }
}

/** A rule that acts wherever another does, by what is read of every message. */
function quickBook(rule: Rule, mode: TrialMode): Trial['quick'] {
  if (rule.trigger.type === 'timePasses') return null
  const isLogged = mode === 'history' ? OF_STATE : new Set<string>()
  const conditions = relaxCondition(
    rule.conditions,
    (field) => isCheap(field) && !isLogged.has(field),
  )
  if (conditions === null) return null
  const relaxed = { ...rule, order: 0, conditions }
  return { book: ready([relaxed]), needs: needsOf([relaxed]) }
}

const OF_STATE: ReadonlySet<string> = new Set([
  'status',
  'tag',
  'assignee',
  'team',
  'priority',
  'dueAt',
])

/** Whether a condition is about the conversation, which has changed since its messages arrived. */
export function asksForState(condition: RuleCondition): boolean {
  if ('field' in condition) return OF_STATE.has(condition.field)
  if ('all' in condition) return condition.all.some(asksForState)
  return 'any' in condition ? condition.any.some(asksForState) : condition.none.some(asksForState)
}

/** Those messages whose conditions the rule may meet, looked at with as little as it needs. */
export async function candidates(
  trial: Trial,
  book: RuleBook,
  page: readonly { stored: StoredMessage; since: Since | undefined }[],
): Promise<StoredMessage[]> {
  const found: StoredMessage[] = []
  for (const [index, { stored, since }] of page.entries()) {
    if (index % AT_ONCE === AT_ONCE - 1) await pause()
    const facts = seen(trial, stored, since)
    const { now, clockFor } = trial
    const when = { now, clock: clockFor(facts) }
    const decision = evaluateRules(book, facts, { ...when, detail: 'outcomes' })
    if (decision.trace[0]?.outcome === 'applied') found.push(stored)
  }
  return found
}

/** What becomes of messages that the rule matches. */
export async function judged(
  trial: Trial,
  matched: readonly { stored: StoredMessage; since: Since | undefined }[],
): Promise<Found[]> {
  const found: Found[] = []
  for (const [index, { stored, since }] of matched.entries()) {
    if (index % AT_ONCE === AT_ONCE - 1) await pause()
    found.push(judgedMessage(trial, stored, since))
  }
  return found
}

function judgedMessage(trial: Trial, stored: StoredMessage, since: Since | undefined): Found {
  const { mode, rule, names, now, clockFor } = trial
  const facts = seen(trial, stored, since)
  const evaluation = { now, clock: clockFor(facts), detail: 'outcomes' } as const
  const decision = evaluateRules(trial.withIt, facts, evaluation)
  const start = ruledState(mode === 'history' ? stateAtArrival(stored, since?.was ?? null) : stored)
  const own = decision.effects.filter(({ ruleId }) => ruleId === rule.id)
  const without = mode === 'history' ? evaluateRules(trial.without, facts, evaluation).effects : []
  const before = stateAfter(start, without, names.known.tag)
  const after = stateAfter(start, mode === 'history' ? decision.effects : own, names.known.tag)
  const present = ruledState(stored)
  const { messageId, conversationId, reference, subject, from, receivedAt, dueAt } = stored
  const takenBy = takenByOf(trial, decision)
  const change: RuleChange = {
    conversationId,
    messageId,
    reference,
    subject,
    from,
    receivedAt: receivedAt.toISOString(),
    outcome: outcomeOf({ before, after }, { own: own.length, isTaken: takenBy !== null }),
    before: sent(before),
    after: sent(after),
    now: sent(present),
    takenBy,
    deadlineBefore: dueAt?.toISOString() ?? null,
    deadlineAfter: dueAt?.toISOString() ?? null,
    toCheck: decidedOtherwise({ present, after, before }, since?.byPeople ?? []),
  }
  return { change, decision }
}

function seen(trial: Trial, stored: StoredMessage, since: Since | undefined): RuleFacts {
  const { mode, names } = trial
  const event = eventOf(trial, stored)
  const isArrival = mode === 'history' && event.type === 'messageArrives'
  const state = isArrival ? stateAtArrival(stored, since?.was ?? null) : stored
  return factsOf(stored, state, { event, names })
}

/** Rules that wait for a change are shown one to what they wait for; those that wait for time, the present. */
function eventOf({ rule: { trigger } }: Trial, { isReply }: StoredMessage): RuleEvent {
  if (trigger.type === 'messageArrives') return { type: 'messageArrives', isReply }
  if (trigger.type === 'timePasses') return { type: 'timePasses', fired: new Set() }
  const property = trigger.property === 'any' ? 'status' : trigger.property
  const change = { property, previous: trigger.from ?? null, current: trigger.to ?? null }
  return { type: 'conversationChanges', changes: [change] }
}

function takenByOf({ rule, ruleNames }: Trial, decision: RuleDecision): RuleChange['takenBy'] {
  const named = (ruleId: string): string => ruleNames.get(ruleId) ?? ''
  const looked = decision.trace.find(({ ruleId }) => ruleId === rule.id)
  const { stoppedBy } = decision
  if (looked?.outcome === 'afterStop' && stoppedBy !== null)
    return { ruleId: stoppedBy, name: named(stoppedBy), reason: 'stopped', property: null }
  const conflict = decision.conflicts.find(
    ({ ruleId, decidedBy }) => ruleId === rule.id && decidedBy.ruleId !== rule.id,
  )
  if (!conflict) return null
  const { ruleId } = conflict.decidedBy
  return { ruleId, name: named(ruleId), reason: 'decided', property: conflict.property }
}

function outcomeOf(
  { before, after }: { before: RuledState; after: RuledState },
  { own, isTaken }: { own: number; isTaken: boolean },
): RuleChange['outcome'] {
  if (isTaken && own === 0) return 'taken'
  return isSameState(before, after) ? 'same' : 'changes'
}

/** What people decided since, where the rule would decide otherwise. */
function decidedOtherwise(
  { present, after, before }: { present: RuledState; after: RuledState; before: RuledState },
  byPeople: readonly string[],
): RuleChange['toCheck'] {
  const isDecided = (field: 'teamId' | 'assigneeId' | 'status'): boolean =>
    byPeople.includes(field) && after[field] !== before[field] && after[field] !== present[field]
  const added = after.tagIds.filter((id) => !before.tagIds.includes(id))
  const isUntagged =
    byPeople.includes('tagIds') &&
    present.tagIds.length > 0 &&
    added.some((id) => !present.tagIds.includes(id))
  return [
    ...(isDecided('teamId') && present.teamId !== null ? (['team'] as const) : []),
    ...(isDecided('assigneeId') && present.assigneeId !== null ? (['assignee'] as const) : []),
    ...(isUntagged ? (['tag'] as const) : []),
    ...(isDecided('status') && present.status === 'spam' ? (['status'] as const) : []),
  ]
}

function isOn({ enabled }: Rule): boolean {
  return enabled
}

function sent(state: RuledState): RuleChange['before'] {
  const { tagIds, newTags, does } = state
  return { ...state, tagIds: [...tagIds], newTags: [...newTags], does: [...does] }
}

function ready(rules: readonly Rule[]): RuleBook {
  return prepareRules(rules, compilePattern)
}
