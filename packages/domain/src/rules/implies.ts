import { valuesOf } from './comparison.ts'
import { groupOf } from './condition.ts'
import { fieldKind } from './field-kind.ts'
import { foldRuleText } from './fold-rule-text.ts'
import type { RuleComparison, RuleCondition, RuleOperator } from './rule.ts'

const MOST_STEPS = 20_000
/** Fields with one value at most: of them, two values exclude each other. */
const SINGLE: ReadonlySet<string> = new Set([
  'from.domain',
  'subject',
  'body',
  'size',
  'spamScore',
  'language',
  'auth.spf',
  'auth.dkim',
  'auth.dmarc',
  'trust',
  'isNewsletter',
  'isAutoReply',
  'status',
  'priority',
  'receivedInWorkingTime',
])

/**
 * Whether every message for which `one` holds is one for which `other` holds. Only what is certain is said:
 * false means that nobody knows.
 */
export function implies(one: RuleCondition, other: RuleCondition): boolean {
  return follows(one, other, { left: MOST_STEPS })
}

/** The two comparisons of a condition that cannot hold together, null where none are known. */
export function contradiction(condition: RuleCondition): readonly RuleComparison[] | null {
  const facts = together(condition)
  for (const [index, one] of facts.entries())
    for (const other of facts.slice(index + 1))
      if (excludes(one, other) || excludes(other, one)) return [one, other]
  return null
}

/** Whether a condition can never hold, for a reason that its groups show. */
export function isNever(condition: RuleCondition): boolean {
  if ('field' in condition) return false
  const [type, items] = groupOf(condition)
  if (type === 'any') return items.every(isNever)
  if (type === 'none') return items.some(isAlways)
  return items.some(isNever) || contradiction(condition) !== null
}

type Budget = { left: number }

function follows(one: RuleCondition, other: RuleCondition, budget: Budget): boolean {
  if (budget.left-- <= 0) return false
  if (isAlways(other)) return true
  if ('field' in one && 'field' in other) return comparisonImplies(one, other)
  // What is asked for is taken apart first: each part has to follow, or one of them.
  if (!('field' in other)) {
    const [type, items] = groupOf(other)
    if (type === 'all') return items.every((item) => follows(one, item, budget))
    if (type === 'any' && items.some((item) => follows(one, item, budget))) return true
    if (type === 'none') return items.every((item) => refutes(one, item, budget))
  }
  if ('field' in one) return false
  const [type, items] = groupOf(one)
  if (type === 'all') return items.some((item) => follows(item, other, budget))
  return type === 'any' && items.every((item) => follows(item, other, budget))
}

/** Whether where `one` holds, `other` does not. */
function refutes(one: RuleCondition, other: RuleCondition, budget: Budget): boolean {
  if (budget.left-- <= 0) return false
  if ('field' in one && 'field' in other) return excludes(one, other) || excludes(other, one)
  if (!('field' in other)) {
    const [type, items] = groupOf(other)
    if (type === 'all' && items.some((item) => refutes(one, item, budget))) return true
    if (type === 'any') return items.every((item) => refutes(one, item, budget))
    if (type === 'none' && items.some((item) => follows(one, item, budget))) return true
  }
  if ('field' in one) return false
  const [type, items] = groupOf(one)
  if (type === 'none') return items.some((item) => follows(other, item, budget))
  if (type === 'all') return items.some((item) => refutes(item, other, budget))
  return items.every((item) => refutes(item, other, budget))
}

function isAlways(condition: RuleCondition): boolean {
  if ('field' in condition) return false
  const [type, items] = groupOf(condition)
  if (type === 'any') return items.some(isAlways)
  return type === 'all' ? items.every(isAlways) : items.every(isNever)
}

/** What all has to hold for a condition to hold, as far as it is comparisons. */
function together(condition: RuleCondition): readonly RuleComparison[] {
  if ('field' in condition) return [condition]
  const [type, items] = groupOf(condition)
  if (type === 'all' || (type === 'any' && items.length === 1)) return items.flatMap(together)
  return type === 'none' ? items.flatMap(denied) : []
}

const OPPOSITE: Partial<Record<RuleOperator, RuleOperator>> = {
  is: 'isNot',
  isOneOf: 'isNot',
  isNot: 'is',
  contains: 'notContains',
  notContains: 'contains',
  isEmpty: 'isNotEmpty',
  isNotEmpty: 'isEmpty',
}

/** A comparison that holds where another does not. */
function denied(condition: RuleCondition): readonly RuleComparison[] {
  if (!('field' in condition)) return []
  const operator = OPPOSITE[condition.operator]
  return operator ? [{ ...condition, operator }] : []
}

function comparisonImplies(one: RuleComparison, other: RuleComparison): boolean {
  if (!isSameField(one, other)) return false
  const [wanted, found] = [textsOf(other), textsOf(one)]
  const isSame = one.operator === other.operator
  if (isSame && sameSet(found, wanted)) return true
  switch (other.operator) {
    case 'is':
    case 'isOneOf':
      return isEquality(one) && found.every((text) => wanted.includes(text))
    case 'contains':
      return (
        isTextual(other) &&
        (isEquality(one) || isPart(one)) &&
        found.every((text) => parts(wanted).some((part) => text.includes(part)))
      )
    case 'startsWith':
      return (
        isSame && parts(found).every((text) => parts(wanted).some((part) => text.startsWith(part)))
      )
    case 'endsWith':
      return (
        isSame && parts(found).every((text) => parts(wanted).some((part) => text.endsWith(part)))
      )
    case 'isNot':
      return one.operator === 'isNot' && wanted.every((text) => found.includes(text))
    case 'notContains':
      return (
        one.operator === 'notContains' &&
        parts(wanted).every((text) => parts(found).some((part) => text.includes(part)))
      )
    case 'isNotEmpty':
      return (isPart(one) || isEquality(one)) && found.every((text) => text !== '')
    case 'greaterThan':
      return isSame && isNumeric(one) && Number(found[0]) >= Number(wanted[0])
    case 'lessThan':
      return isSame && isNumeric(one) && Number(found[0]) <= Number(wanted[0])
    default:
      return false
  }
}

/** Whether two comparisons never hold together. */
function excludes(one: RuleComparison, other: RuleComparison): boolean {
  if (!isSameField(one, other)) return false
  const positive = POSITIVE[other.operator]
  if (positive && comparisonImplies(one, { ...other, operator: positive })) return true
  if (!SINGLE.has(one.field)) return false
  if (isEquality(one) && isEquality(other))
    return textsOf(one).every((text) => !textsOf(other).includes(text))
  return (
    isNumeric(one) &&
    one.operator === 'greaterThan' &&
    other.operator === 'lessThan' &&
    Number(textsOf(one)[0]) >= Number(textsOf(other)[0])
  )
}

const POSITIVE: Partial<Record<RuleOperator, RuleOperator>> = {
  isNot: 'is',
  notContains: 'contains',
  isEmpty: 'isNotEmpty',
}

function isSameField(one: RuleComparison, other: RuleComparison): boolean {
  return one.field.toLowerCase() === other.field.toLowerCase()
}

function isEquality({ operator }: RuleComparison): boolean {
  return operator === 'is' || operator === 'isOneOf'
}

function isPart({ operator }: RuleComparison): boolean {
  return operator === 'contains' || operator === 'startsWith' || operator === 'endsWith'
}

/** Things are equal by their ids too, which their names do not contain. */
function isTextual({ field }: RuleComparison): boolean {
  const kind = fieldKind(field)
  return kind === 'text' || kind === 'header' || kind === 'word'
}

function isNumeric({ field, value }: RuleComparison): boolean {
  const kind = fieldKind(field)
  return (kind === 'number' || kind === 'header') && valuesOf(value).length === 1
}

/** The values of a comparison as they are compared; of a pattern, as it is written. */
function textsOf({ field, operator, value }: RuleComparison): readonly string[] {
  const texts = valuesOf(value).map(String)
  if (fieldKind(field) === 'number') return texts.map((text) => String(Number(text)))
  return operator === 'matches' || operator === 'notMatches' ? texts : texts.map(foldRuleText)
}

function parts(texts: readonly string[]): readonly string[] {
  return texts.filter((text) => text !== '')
}

function sameSet(some: readonly string[], others: readonly string[]): boolean {
  return some.every((text) => others.includes(text)) && others.every((text) => some.includes(text))
}
