import type { Rule as SentRule } from '@levee/contract'
import { type Sql, sql } from '@levee/db'
import type { Rule, RuleDraft } from '@levee/domain'

/** A rule as it is stored. */
export type RuleRow = Rule & { activeSince: Date; deletedAt: Date | null }

/** The columns of a `RuleRow`, of `rule r`. */
export const ruleColumns: Sql = sql`
  r.id, r.position as "order", r.version, r.name, r.enabled, r.trigger, r.conditions, r.actions, r.stop,
  r.active_since as "activeSince", r.deleted_at as "deletedAt"`

/** What a person wrote of a rule. */
export function contentOf(rule: RuleDraft): RuleDraft {
  const { name, enabled, trigger, conditions, actions, stop } = rule
  return { name, enabled, trigger, conditions, actions, stop }
}

/** A rule as the API gives it. */
export function sentRule({ id, order, version, ...rule }: RuleRow): SentRule {
  const { actions, ...content } = contentOf(rule)
  return { id, order, version, ...content, actions: [...actions] }
}
