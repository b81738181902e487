import { groupOf } from '../condition.ts'
import type { RuleComparison, RuleCondition, RuleOperator } from '../rule.ts'
import type { SieveTestNode } from './parse-sieve.ts'
import { CannotRead } from './cannot-read.ts'
import { fieldOfHeader, ownComparison } from './read-own.ts'

const ALWAYS: RuleCondition = { all: [] }
const NEVER: RuleCondition = { any: [] }

/**
 * A test of Sieve as a condition.
 * @throws {CannotRead} where a condition cannot say it.
 */
export function readTest(test: SieveTestNode): RuleCondition {
  const own = ownComparison(test)
  if (own) return own
  switch (test.name) {
    case 'true':
      return ALWAYS
    case 'false':
      return NEVER
    case 'allof':
      return { all: test.tests.map(readTest) }
    case 'anyof':
      return { any: test.tests.map(readTest) }
    case 'not':
      return denied(test)
    case 'header':
      return headerCondition(test)
    case 'address':
      return addressCondition(test)
    case 'exists':
      return together(
        'all',
        namesOf(test).map((name) => ({ field: fieldOfHeader(name), operator: 'isNotEmpty' })),
      )
    case 'size':
      return sizeCondition(test)
    default:
      throw new CannotRead(test, 'test', test.name)
  }
}

const OPPOSITE: Partial<Record<RuleOperator, RuleOperator>> = {
  is: 'isNot',
  isOneOf: 'isNot',
  contains: 'notContains',
  matches: 'notMatches',
  isEmpty: 'isNotEmpty',
  isNotEmpty: 'isEmpty',
}

function denied({ tests: [test], ...not }: SieveTestNode): RuleCondition {
  if (!test) throw new CannotRead(not, 'test', 'not')
  const condition = readTest(test)
  if ('field' in condition) {
    const operator = OPPOSITE[condition.operator]
    return operator ? { ...condition, operator } : { none: [condition] }
  }
  const [type, items] = groupOf(condition)
  return type === 'any' ? { none: items } : { none: [condition] }
}

function headerCondition(test: SieveTestNode): RuleCondition {
  const comparison = comparisonOf(test)
  return together(
    'any',
    namesOf(test).map((name) => ({ ...comparison, field: fieldOfHeader(name) })),
  )
}

const PEOPLE = ['from', 'to', 'cc'] as const

function addressCondition(test: SieveTestNode): RuleCondition {
  const part = tagOf(test, ['all', 'localpart', 'domain']) ?? 'all'
  const comparison = comparisonOf(test)
  return together(
    'any',
    namesOf(test).map((name): RuleComparison => {
      const field = PEOPLE.find((each) => each === name.toLowerCase())
      if (!field) throw new CannotRead(test, 'test', `address "${name}"`)
      if (part === 'all') return { ...comparison, field }
      if (part === 'domain' && field === 'from') return { ...comparison, field: 'from.domain' }
      const isEqual = comparison.operator === 'is' || comparison.operator === 'isOneOf'
      if (!isEqual) throw new CannotRead(test, 'test', `address :${part}`)
      return part === 'domain'
        ? { field, operator: 'endsWith', value: keysOf(test).map((key) => `@${key}`) }
        : { field, operator: 'startsWith', value: keysOf(test).map((key) => `${key}@`) }
    }),
  )
}

function sizeCondition(test: SieveTestNode): RuleCondition {
  const limit = test.arguments.find((each) => each.type === 'number')
  const way = tagOf(test, ['over', 'under'])
  if (!limit || !way) throw new CannotRead(test, 'test', 'size')
  const operator = way === 'over' ? 'greaterThan' : 'lessThan'
  return { field: 'size', operator, value: limit.number }
}

/** How a test compares and with what; without case, as rules do. */
function comparisonOf(test: SieveTestNode): Omit<RuleComparison, 'field'> {
  const keys = keysOf(test)
  const comparator = comparatorOf(test)
  if (comparator !== null && comparator !== 'i;ascii-casemap' && comparator !== 'i;unicode-casemap')
    throw new CannotRead(test, 'test', `:comparator "${comparator}"`)
  const way = tagOf(test, ['is', 'contains', 'matches', 'regex', 'count', 'value']) ?? 'is'
  if (way === 'is') return { operator: keys.length > 1 ? 'isOneOf' : 'is', value: valueOf(keys) }
  if (way === 'contains') return { operator: 'contains', value: valueOf(keys) }
  if (way === 'matches') return globComparison(keys)
  if (way !== 'regex' || keys.some((key) => /\\[<>`'B\d]/.test(key)))
    throw new CannotRead(test, 'test', `:${way}`)
  return { operator: 'matches', value: valueOf(keys) }
}

const ENDS: readonly [RegExp, RuleOperator][] = [
  [/^\*([^*?\\]+)\*$/, 'contains'],
  [/^([^*?\\]+)\*$/, 'startsWith'],
  [/^\*([^*?\\]+)$/, 'endsWith'],
  [/^([^*?\\]+)$/, 'is'],
]

/** A pattern with * and ? (RFC 5228 §2.7.1): as one of the plain operators where it is one, else as a pattern of ours. */
function globComparison(keys: readonly string[]): Omit<RuleComparison, 'field'> {
  if (keys.length === 1 && keys[0] === '?*') return { operator: 'isNotEmpty' }
  for (const [shape, operator] of ENDS) {
    const texts = keys.map((key) => shape.exec(key)?.[1])
    const found = texts.filter((text) => text !== undefined)
    if (found.length === keys.length)
      return {
        operator: operator === 'is' && found.length > 1 ? 'isOneOf' : operator,
        value: valueOf(found),
      }
  }
  return { operator: 'matches', value: valueOf(keys.map(globExpression)) }
}

function globExpression(glob: string): string {
  const inner = glob.replaceAll(/\\([^])|[^]/g, (char, escaped: string | undefined) => {
    if (escaped === undefined && char === '*') return '.*'
    if (escaped === undefined && char === '?') return '.'
    return (escaped ?? char).replace(/[.*+?^${}()|[\]\\]/, String.raw`\$&`)
  })
  return `(?s)^${inner}$`
}

function valueOf(keys: readonly string[]): string | readonly string[] {
  const [first = '', ...others] = keys
  return others.length === 0 ? first : keys
}

function together(type: 'all' | 'any', items: readonly RuleComparison[]): RuleCondition {
  const [first, ...others] = items
  if (first && others.length === 0) return first
  return type === 'all' ? { all: items } : { any: items }
}

function tagOf<T extends string>(test: SieveTestNode, tags: readonly T[]): T | undefined {
  return tags.find((tag) => test.arguments.some((each) => each.type === 'tag' && each.tag === tag))
}

/** The lists of strings of a test, without the name of its comparator. */
function listsOf(test: SieveTestNode): (readonly string[])[] {
  return test.arguments.flatMap((each, index) => {
    const before = test.arguments[index - 1]
    const isName = before?.type === 'tag' && before.tag === 'comparator'
    return each.type === 'strings' && !isName ? [each.strings] : []
  })
}

function namesOf(test: SieveTestNode): readonly string[] {
  const [names] = listsOf(test)
  if (!names || names.length === 0) throw new CannotRead(test, 'test', test.name)
  return names
}

function keysOf(test: SieveTestNode): readonly string[] {
  const [, keys] = listsOf(test)
  if (!keys || keys.length === 0) throw new CannotRead(test, 'test', test.name)
  return keys
}

function comparatorOf(test: SieveTestNode): string | null {
  const at = test.arguments.findIndex((each) => each.type === 'tag' && each.tag === 'comparator')
  const name = at === -1 ? undefined : test.arguments[at + 1]
  return name?.type === 'strings' ? (name.strings[0] ?? '') : null
}
