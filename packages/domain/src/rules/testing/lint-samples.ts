import { lintRules } from '../lint-rules.ts'
import type { KnownThings } from '../missing-things.ts'
import type { Rule, RuleCondition } from '../rule.ts'
import { aRule } from './rule-samples.ts'

export const thing = (id: string): KnownThings['tag'][number] => ({ id, names: [`Name of ${id}`] })
export const KNOWN: KnownThings = {
  user: [thing('u1'), thing('same')],
  team: [thing('t1'), thing('same')],
  tag: [thing('g1')],
  template: [],
  policy: [],
  mailbox: [thing('m1')],
}
export const add = { type: 'addTag', tagId: 'g1' } as const
export const permit: RuleCondition = { field: 'subject', operator: 'contains', value: 'permis' }
export const building: RuleCondition = {
  field: 'subject',
  operator: 'contains',
  value: 'Permis de construire',
}

/** Rules as they are linted, in this order. */
export function lintOf(...rules: Partial<Rule>[]): ReturnType<typeof lintRules> {
  return lintRules(
    rules.map((rule, order) =>
      aRule({ actions: [add], order, id: `r${order}`, name: `Rule ${order}`, ...rule }),
    ),
    KNOWN,
  )
}

/** What is wrong with them, in short: the rule, the reason, the earlier rule. */
export function warnings(...rules: Partial<Rule>[]): string[] {
  return lintOf(...rules).map(({ ruleId, reason, otherRuleId }) =>
    [ruleId, reason, otherRuleId ?? ''].join(' ').trim(),
  )
}
