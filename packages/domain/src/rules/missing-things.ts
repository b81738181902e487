import { valuesOf } from './comparison.ts'
import { groupOf } from './condition.ts'
import { foldRuleText } from './fold-rule-text.ts'
import type { RuleWarning, RuleWarningReason } from './lint-rules.ts'
import type { Rule, RuleAction, RuleComparison, RuleCondition } from './rule.ts'
import type { NamedThing } from './rule-facts.ts'

/** What rules can name, as it exists now. */
export type KnownThings = Readonly<Record<KindOfThing, readonly NamedThing[]>>

export type KindOfThing = 'user' | 'team' | 'tag' | 'template' | 'policy' | 'mailbox'

const REASONS: Readonly<Record<KindOfThing, RuleWarningReason>> = {
  user: 'missingUser',
  team: 'missingTeam',
  tag: 'missingTag',
  template: 'missingTemplate',
  policy: 'missingPolicy',
  mailbox: 'missingMailbox',
}

const NAMED_BY: Readonly<Record<string, KindOfThing>> = {
  assignee: 'user',
  team: 'team',
  tag: 'tag',
  mailbox: 'mailbox',
}

/** What a rule names and nobody knows, each once. */
export function missingThings(rule: Rule, known: KnownThings): readonly RuleWarning[] {
  const named = [
    ...rule.actions.flatMap(namedByAction),
    ...comparisonsOf(rule.conditions).flatMap(namedByComparison),
  ]
  const missing = named.filter(([kind, name]) => !isKnown(known[kind], name))
  const unique = new Map(missing.map(([kind, name]) => [`${kind} ${name}`, { kind, name }]))
  return [...unique.values()].map(({ kind, name }) => ({
    ruleId: rule.id,
    reason: REASONS[kind],
    otherRuleId: null,
    evidence: name,
  }))
}

type Named = readonly [kind: KindOfThing, name: string]

function namedByAction(action: RuleAction): readonly Named[] {
  switch (action.type) {
    case 'assignUser':
      return [['user', action.userId]]
    case 'assignTeam':
      return [['team', action.teamId]]
    case 'addTag':
      return 'tagId' in action ? [['tag', action.tagId]] : []
    case 'removeTag':
      return [['tag', action.tagId]]
    case 'setDeadlinePolicy':
      return [['policy', action.policyId]]
    case 'sendTemplate':
      return [['template', action.templateId]]
    case 'notify':
      return 'teamId' in action
        ? [['team', action.teamId]]
        : action.userIds.map((id) => ['user', id] as const)
    default:
      return []
  }
}

function namedByComparison({ field, operator, value }: RuleComparison): readonly Named[] {
  const kind = NAMED_BY[field]
  if (!kind || (operator !== 'is' && operator !== 'isOneOf' && operator !== 'isNot')) return []
  return valuesOf(value).map((one) => [kind, String(one)])
}

function comparisonsOf(condition: RuleCondition): readonly RuleComparison[] {
  return 'field' in condition ? [condition] : groupOf(condition)[1].flatMap(comparisonsOf)
}

function isKnown(things: readonly NamedThing[], name: string): boolean {
  const folded = foldRuleText(name)
  return things.some(
    ({ id, names }) =>
      id.toLowerCase() === folded || names.some((one) => foldRuleText(one) === folded),
  )
}
