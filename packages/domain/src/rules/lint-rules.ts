import { foldRuleText } from './fold-rule-text.ts'
import { contradiction, implies, isNever } from './implies.ts'
import { missingThings, type KnownThings } from './missing-things.ts'
import { decides } from './resolve-effects.ts'
import type { Rule, RuleAction, RuleComparison, RuleTrigger } from './rule.ts'

/** What is wrong with a rule of the book; `otherRuleId`: the earlier rule because of which. */
export type RuleWarning = {
  ruleId: string
  reason: RuleWarningReason
  otherRuleId: string | null
  evidence: string
}

export type RuleWarningReason =
  | 'neverMatches'
  | 'shadowed'
  | 'repeats'
  | 'missingUser'
  | 'missingTeam'
  | 'missingTag'
  | 'missingTemplate'
  | 'missingPolicy'
  | 'missingMailbox'

/**
 * What is wrong with the rules, each on its own and after those before it. A warning is certain: a rule without
 * one may be wrong too.
 */
export function lintRules(rules: readonly Rule[], known: KnownThings): readonly RuleWarning[] {
  const inOrder = rules.toSorted((one, other) => one.order - other.order)
  return inOrder.flatMap((rule, index) => {
    const earlier = inOrder.slice(0, index).filter(({ enabled }) => enabled)
    const missing = missingThings(rule, known)
    return [...whyNever(rule), ...whyIdle(rule, earlier), ...missing]
  })
}

function whyNever(rule: Rule): readonly RuleWarning[] {
  if (!isNever(rule.conditions)) return []
  const pair = contradiction(rule.conditions) ?? []
  return [warning(rule, 'neverMatches', pair.map(comparisonText).join(' ∧ '))]
}

/** Why a rule does nothing that earlier ones leave to it: the first reason. */
function whyIdle(rule: Rule, earlier: readonly Rule[]): readonly RuleWarning[] {
  if (isNever(rule.conditions)) return []
  for (const other of earlier) {
    if (!isCovered(rule.trigger, other.trigger)) continue
    const isShadowed = other.stop
    const isRepeat = rule.actions.every((action) =>
      other.actions.some((one) => isSame(one, action)),
    )
    if (!isShadowed && (!isRepeat || rule.stop)) continue
    if (!implies(rule.conditions, other.conditions)) continue
    return [warning(rule, isShadowed ? 'shadowed' : 'repeats', other.name, other.id)]
  }
  return []
}

/**
 * Whether an earlier rule is looked at whenever a later one is. Only of arriving mail that is certain: elsewhere
 * the earlier one may have acted already, and is passed over.
 */
function isCovered(later: RuleTrigger, earlier: RuleTrigger): boolean {
  if (later.type !== 'messageArrives' || earlier.type !== 'messageArrives') return false
  return earlier.messages === 'any' || earlier.messages === later.messages
}

function isSame(one: RuleAction, other: RuleAction): boolean {
  const [property, value] = decides(one)
  if (property === null) return one.type === other.type && textOf(one) === textOf(other)
  const [otherProperty, otherValue] = decides(other)
  return property === otherProperty && value === otherValue
}

function textOf(action: RuleAction): string {
  return JSON.stringify(Object.entries(action).toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

/** A comparison as evidence: its words as the API has them. */
function comparisonText({ field, operator, value }: RuleComparison): string {
  return [field, operator, ...(value === undefined ? [] : [foldRuleText(String(value))])].join(' ')
}

function warning(
  rule: Rule,
  reason: RuleWarningReason,
  evidence: string,
  otherRuleId: string | null = null,
): RuleWarning {
  return { ruleId: rule.id, reason, otherRuleId, evidence }
}
