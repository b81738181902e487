import {
  fieldKind,
  groupOf,
  operatorsOf,
  type RuleComparison,
  type RuleCondition,
  type RuleField,
  type RuleOperator,
  type RuleValue,
} from '@levee/domain'
import { wordsOf } from './rule-words.ts'

export type GroupType = 'all' | 'any' | 'none'
export type RuleGroup = Exclude<RuleCondition, { field: unknown }>
/** Which item of each group leads to a condition, from the outermost one. */
export type ConditionPlace = readonly number[]

/** A group of a type. */
export function groupWith(type: GroupType, items: readonly RuleCondition[]): RuleGroup {
  if (type === 'all') return { all: items }
  return type === 'any' ? { any: items } : { none: items }
}

/** The tree with another condition at a place; null takes it out. */
export function withCondition(
  tree: RuleCondition,
  place: ConditionPlace,
  next: RuleCondition | null,
): RuleCondition {
  const [index, ...rest] = place
  if (index === undefined) return next ?? { all: [] }
  if ('field' in tree) return tree
  const [type, items] = groupOf(tree)
  if (rest.length === 0 && next === null)
    return groupWith(
      type,
      items.filter((_, at) => at !== index),
    )
  return groupWith(
    type,
    items.map((item, at) => (at === index ? withCondition(item, rest, next) : item)),
  )
}

/** A rule's tree with a group outermost, so that there is where to add. */
export function asGroup(tree: RuleCondition): RuleGroup {
  return 'field' in tree ? { all: [tree] } : tree
}

/** The tree, and besides a condition that is to hold too. */
export function andAlso(tree: RuleCondition, more: RuleCondition): RuleCondition {
  const group = asGroup(tree)
  return 'all' in group ? { all: [...group.all, more] } : { all: [group, more] }
}

/** A comparison to begin with: how a field is compared most, with nothing yet. */
export function newComparison(field: RuleField = 'subject'): RuleComparison {
  return withField({ field: 'subject', operator: 'contains', value: [] }, field)
}

/** The comparison with another field; what was compared with stays only where it fits. */
export function withField(comparison: RuleComparison, field: RuleField): RuleComparison {
  const operator = operatorFor(field, comparison)
  const stays =
    fieldKind(field) === 'text' &&
    fieldKind(comparison.field) === 'text' &&
    isChosen(field) === isChosen(comparison.field)
  const value = stays ? (comparison.value ?? []) : usualValue(field)
  return withOperator({ field, operator, ...(value !== undefined && { value }) }, operator)
}

/** The operator that stays or, where a list takes the place of typing or typing that of a list, what is asked for most. */
function operatorFor(field: RuleField, comparison: RuleComparison): RuleOperator {
  const operators = operatorsOf(field)
  const usual = usualOperator(field)
  if (isChosen(field) !== isChosen(comparison.field) && operators.includes(usual)) return usual
  return operators.includes(comparison.operator) ? comparison.operator : (operators[0] ?? 'is')
}

/** What nearly every rule compares a field with: suspicious mail is kept out of what becomes of the rest. */
function usualValue(field: RuleField): RuleValue | undefined {
  return field === 'trust' ? ['danger'] : undefined
}

/** How most rules compare a field. */
function usualOperator(field: RuleField): RuleOperator {
  if (field === 'trust') return 'isNot'
  return isChosen(field) ? 'isOneOf' : 'contains'
}

/** Whether its values are chosen from a list instead of typed. */
function isChosen(field: RuleField): boolean {
  return ['mailbox', 'team', 'assignee', 'tag'].includes(field) || wordsOf(field) !== undefined
}

/** The comparison with another operator, and a value of the kind that it takes. */
export function withOperator(comparison: RuleComparison, operator: RuleOperator): RuleComparison {
  const { field, value } = comparison
  if (operator === 'isEmpty' || operator === 'isNotEmpty') return { field, operator }
  if (fieldKind(field) === 'flag') return { field, operator, value: value ?? true }
  if (fieldKind(field) === 'level') return { field, operator, value: value ?? 'high' }
  return { field, operator, value: value ?? (takesList(field, operator) ? [] : '') }
}

/** Whether it may be compared with any of several values. */
export function takesList(field: RuleField, operator: RuleOperator): boolean {
  const kind = fieldKind(field)
  if (kind === 'number' || kind === 'instant' || kind === 'flag' || kind === 'level') return false
  return !['greaterThan', 'lessThan', 'before', 'after'].includes(operator)
}

/** The values of a comparison as texts. */
export function textsOf(value: RuleValue | undefined): readonly string[] {
  if (value === undefined || value === '') return []
  return typeof value === 'object' ? value.map(String) : [String(value)]
}
