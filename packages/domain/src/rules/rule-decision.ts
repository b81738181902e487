import type { RuleAction, RuleField, RuleOperator, RuleValue } from './rule.ts'

/** What a rule came to. `loop`: its own effects led here. `alreadyFired`: it acted on this occasion before. */
export type RuleOutcome =
  | 'applied'
  | 'notMatched'
  | 'otherTrigger'
  | 'disabled'
  | 'afterStop'
  | 'loop'
  | 'alreadyFired'

/** The verdict of a condition, and of a comparison the values that it saw, each cut to something short. */
export type ConditionVerdict =
  | { type: 'all' | 'any' | 'none'; verdict: boolean; items: readonly ConditionVerdict[] }
  | {
      type: 'comparison'
      verdict: boolean
      field: RuleField
      operator: RuleOperator
      value: RuleValue | null
      saw: readonly string[]
      /** It would have taken too much work, and counts as not holding. */
      isRefused: boolean
    }

/** One rule, as it was looked at. */
export type RuleTrace = {
  ruleId: string
  version: number
  outcome: RuleOutcome
  /** null where its conditions were not looked at, or nobody asked to see them. */
  conditions: ConditionVerdict | null
  /** For time triggers: what happens once; stored, it keeps the rule from acting again. */
  occasion: string | null
}

/** What named groups of `matches` caught. */
export type Captures = Readonly<Record<string, string>>

/** An action to carry out; captures stand in its texts already. */
export type RuleEffect = {
  ruleId: string
  version: number
  action: RuleAction
  captures: Captures
}

/** An action that is not carried out, since an earlier one decided the same property. */
export type RuleConflict = {
  property: string
  ruleId: string
  action: RuleAction
  decidedBy: { ruleId: string; action: RuleAction }
}

/** What the rules come to, all of them in order. */
export type RuleDecision = {
  trace: readonly RuleTrace[]
  effects: readonly RuleEffect[]
  conflicts: readonly RuleConflict[]
  stoppedBy: string | null
}
