import { valuesOf } from '../comparison.ts'
import { groupOf } from '../condition.ts'
import { foldRuleText } from '../fold-rule-text.ts'
import type { RuleComparison, RuleCondition, RuleField, RuleOperator } from '../rule.ts'
import { accentless, quoted, quotedList } from './sieve-text.ts'

/** A test of Sieve, and the extensions that it needs. */
export type SieveTest = { test: string; needs: readonly string[] }

const ADDRESSES: Partial<Record<RuleField, readonly string[]>> = {
  from: ['from'],
  to: ['to'],
  cc: ['cc'],
  recipient: ['to', 'cc', 'bcc'],
}
const DELIVERED_TO = ['delivered-to', 'x-original-to', 'envelope-to']

/**
 * A condition as a test of Sieve.
 * @returns what Sieve cannot say, as `field operator`, where it cannot.
 */
export function sieveTest(condition: RuleCondition): SieveTest | { cannot: string } {
  if ('field' in condition) {
    const isBlank = BLANKS.includes(condition.operator) && texts(condition).includes('')
    const test = isBlank ? null : comparisonTest(condition)
    return test ?? { cannot: `${condition.field} ${condition.operator}` }
  }
  const [type, sources] = groupOf(condition)
  const tests: SieveTest[] = []
  for (const source of sources) {
    const test = sieveTest(source)
    if ('cannot' in test) return test
    tests.push(test)
  }
  const needs = tests.flatMap((test) => test.needs)
  if (tests.length === 0) return { test: type === 'any' ? 'false' : 'true', needs }
  const list = `(${tests.map(({ test }) => test).join(',\n  ')})`
  if (type === 'none') return { test: `not anyof ${list}`, needs }
  return { test: `${type === 'all' ? 'allof' : 'anyof'} ${list}`, needs }
}

function comparisonTest(comparison: RuleComparison): SieveTest | null {
  const { field, operator } = comparison
  if (field === 'size') return sizeTest(comparison)
  if (operator === 'isNotEmpty' || operator === 'isNot' || operator === 'notContains') {
    const opposite = comparisonTest({ ...comparison, operator: OPPOSITE[operator] })
    return opposite && { ...opposite, test: `not ${opposite.test}` }
  }
  if (field === 'from.domain') return domainTest(operator, expressionsOf(comparison))
  const headers = ADDRESSES[field]
  if (headers) return addressTest(headers, operator, { texts: expressionsOf(comparison), field })
  if (field !== 'subject' && !field.startsWith('header.')) return null
  return headerTest(
    field === 'subject' ? 'subject' : field.slice(7),
    operator,
    expressionsOf(comparison),
  )
}

const OPPOSITE = { isNotEmpty: 'isEmpty', isNot: 'is', notContains: 'contains' } as const

function sizeTest({ operator, value }: RuleComparison): SieveTest | null {
  const [limit] = valuesOf(value).map(Number)
  if (limit === undefined || !Number.isInteger(limit) || limit < 0) return null
  if (operator === 'greaterThan') return { test: `size :over ${limit}`, needs: [] }
  return operator === 'lessThan' ? { test: `size :under ${limit}`, needs: [] } : null
}

function headerTest(
  name: string,
  operator: RuleOperator,
  texts: readonly string[],
): SieveTest | null {
  if (operator === 'isEmpty')
    return { test: `not header :regex ${quoted(name)} "[^[:space:]]"`, needs: ['regex'] }
  const around = AROUND[operator]
  return around ? regexTest('header', [name], texts.map(around)) : null
}

function domainTest(operator: RuleOperator, texts: readonly string[]): SieveTest | null {
  if (operator === 'isEmpty') return { test: 'not address :domain :matches "from" "?*"', needs: [] }
  const around = AROUND[operator]
  return around ? regexTest('address :domain', ['from'], texts.map(around)) : null
}

/** Addresses are compared by the address, and by the name before it. */
function addressTest(
  headers: readonly string[],
  operator: RuleOperator,
  { texts, field }: { texts: readonly string[]; field: RuleField },
): SieveTest | null {
  const delivered = field === 'recipient' ? DELIVERED_TO : []
  if (operator === 'isEmpty')
    return {
      test: `not header :regex ${quotedList([...headers, ...delivered])} "[^[:space:]]"`,
      needs: ['regex'],
    }
  const [around, aroundName] = [AROUND[operator], AROUND_NAME[operator]]
  if (!around || !aroundName) return null
  const tests = [
    regexTest('address', headers, texts.map(around)),
    regexTest('header', headers, texts.map(aroundName)),
    ...(delivered.length === 0 ? [] : [regexTest('header', delivered, texts.map(around))]),
  ]
  return { test: `anyof (${tests.map(({ test }) => test).join(', ')})`, needs: ['regex'] }
}

type Around = (text: string) => string

const START = '^[[:space:]]*'
const END = '[[:space:]]*$'
const AROUND: Partial<Record<RuleOperator, Around>> = {
  is: (text) => `${START}${text}${END}`,
  isOneOf: (text) => `${START}${text}${END}`,
  contains: (text) => text,
  startsWith: (text) => `${START}${text}`,
  endsWith: (text) => `${text}${END}`,
}
const NAME_START = '(^|[,;:])[[:space:]]*"?[[:space:]]*'
const NAME_END = '[[:space:]]*"?[[:space:]]*<'
const AROUND_NAME: Partial<Record<RuleOperator, Around>> = {
  is: (text) => `${NAME_START}${text}${NAME_END}`,
  isOneOf: (text) => `${NAME_START}${text}${NAME_END}`,
  contains: (text) => `${text}[^<>]*<`,
  startsWith: (text) => `${NAME_START}${text}[^<>]*<`,
  endsWith: (text) => `${text}${NAME_END}`,
}

function regexTest(
  test: string,
  headers: readonly string[],
  expressions: readonly string[],
): SieveTest {
  if (expressions.length === 0) return { test: 'false', needs: [] }
  return {
    test: `${test} :regex ${quotedList(headers)} ${quotedList(expressions)}`,
    needs: ['regex'],
  }
}

/** Operators with which an empty text means something. */
const BLANKS: readonly RuleOperator[] = ['is', 'isNot', 'isOneOf']

function texts({ value }: Pick<RuleComparison, 'value'>): readonly string[] {
  return valuesOf(value).map((one) => foldRuleText(String(one)))
}

/** The values as expressions; an empty text is a part of none. */
function expressionsOf(comparison: RuleComparison): readonly string[] {
  const { operator } = comparison
  const open = {
    start: operator === 'contains' || operator === 'endsWith',
    end: operator === 'contains' || operator === 'startsWith',
  }
  return texts(comparison)
    .filter((text) => text !== '')
    .map((text) => accentless(text, open))
}
