import { capturesOf, type Condition, explain, holds, prepareCondition } from './condition.ts'
import type { PatternCompiler } from './pattern.ts'
import { type FactReader, readFacts } from './read-facts.ts'
import { addEffects, noEffects } from './resolve-effects.ts'
import type { Rule } from './rule.ts'
import type { RuleDecision, RuleOutcome, RuleTrace } from './rule-decision.ts'
import type { RuleFacts, WorkingClock } from './rule-facts.ts'
import { judgeTrigger } from './trigger.ts'

/** The rules made ready, in their order: values folded, patterns compiled, once for many messages. */
export type RuleBook = { rules: readonly PreparedRule[] }

type PreparedRule = { rule: Rule; condition: Condition }

/** When it is, by whose working time, and whether each condition's verdict is wanted (`conditions`) or only each rule's. */
export type Evaluation = { now: Date; clock: WorkingClock; detail: 'outcomes' | 'conditions' }

/** Makes rules ready to be looked at often. */
export function prepareRules(rules: readonly Rule[], compile: PatternCompiler): RuleBook {
  return {
    rules: rules
      .toSorted((one, other) => one.order - other.order || (one.id < other.id ? -1 : 1))
      .map((rule) => ({ rule, condition: prepareCondition(rule.conditions, compile) })),
  }
}

/**
 * What the rules come to, in their order. All see the conversation as it was before any of them acted; what one
 * changes may start others afterwards, but never itself again. Of two that decide the same, the first one does.
 */
export function evaluateRules(
  { rules }: RuleBook,
  facts: RuleFacts,
  evaluation: Evaluation,
): RuleDecision {
  const reader = readFacts(facts, evaluation.clock)
  const trace: RuleTrace[] = []
  const sum = noEffects()
  let stoppedBy: string | null = null
  for (const prepared of rules) {
    const { rule, condition } = prepared
    const looked =
      stoppedBy === null ? lookAt(prepared, reader, evaluation) : notLookedAt(rule, 'afterStop')
    trace.push(looked)
    if (looked.outcome !== 'applied') continue
    addEffects(sum, rule, capturesOf(condition, reader))
    if (rule.stop) stoppedBy = rule.id
  }
  return { trace, effects: sum.effects, conflicts: sum.conflicts, stoppedBy }
}

function lookAt(
  { rule, condition }: PreparedRule,
  reader: FactReader,
  { now, clock, detail }: Evaluation,
): RuleTrace {
  const { facts } = reader
  if (!rule.enabled) return notLookedAt(rule, 'disabled')
  const { fires, occasion } = judgeTrigger(rule, facts, { now, clock })
  if (!fires) return notLookedAt(rule, 'otherTrigger')
  if (facts.causedBy.includes(rule.id)) return notLookedAt(rule, 'loop')
  if (occasion !== null && facts.event.type === 'timePasses' && facts.event.fired.has(occasion))
    return notLookedAt(rule, 'alreadyFired')
  const conditions = detail === 'conditions' ? explain(condition, reader) : null
  const isMatch = conditions?.verdict ?? holds(condition, reader)
  return {
    ruleId: rule.id,
    version: rule.version,
    outcome: isMatch ? 'applied' : 'notMatched',
    conditions,
    occasion,
  }
}

function notLookedAt(rule: Rule, outcome: RuleOutcome): RuleTrace {
  return { ruleId: rule.id, version: rule.version, outcome, conditions: null, occasion: null }
}
