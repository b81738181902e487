import { describe, expect, it } from 'vitest'
import { implies, isNever } from './implies.ts'
import type { RuleCondition, RuleField, RuleOperator, RuleValue } from './rule.ts'

type Short = readonly [operator: RuleOperator, value?: RuleValue]

/** A comparison of the subject, but for what is said otherwise. */
function on(field: RuleField, [operator, value]: Short): RuleCondition {
  return value === undefined ? { field, operator } : { field, operator, value }
}
const subject = (operator: RuleOperator, value?: RuleValue): RuleCondition =>
  on('subject', value === undefined ? [operator] : [operator, value])

const permit = subject('contains', 'permis')
const building = subject('contains', 'permis de construire')
const noPermit = subject('notContains', 'permis')
const plan = subject('contains', 'plan')
const always: RuleCondition = { all: [] }
const never: RuleCondition = { any: [] }

describe('from a comparison follows', () => {
  it.each<[RuleField, Short, Short]>([
    ['subject', ['matches', 'a.c'], ['matches', 'a.c']],
    ['subject', ['contains', ['a', 'b']], ['contains', ['b', 'a']]],
    ['subject', ['contains', 'PERMÍS'], ['contains', 'permis']],
    ['subject', ['is', 'a'], ['isOneOf', ['a', 'b']]],
    ['subject', ['isOneOf', ['a', 'b']], ['isOneOf', ['a', 'b', 'c']]],
    ['subject', ['isOneOf', ['a']], ['is', 'a']],
    ['subject', ['is', 'permis 12'], ['contains', 'permis']],
    ['subject', ['isOneOf', ['permis 1', 'plan']], ['contains', ['permis', 'plan']]],
    ['subject', ['startsWith', 'permis 12'], ['contains', 'permis']],
    ['subject', ['endsWith', 'un permis'], ['contains', 'permis']],
    ['header.X-Topic', ['contains', 'permis 1'], ['contains', 'permis']],
    ['language', ['contains', 'fr'], ['contains', 'f']],
    ['subject', ['startsWith', 'permis de'], ['startsWith', 'permis']],
    ['subject', ['startsWith', ['permis de', '']], ['startsWith', 'permis']],
    ['subject', ['endsWith', 'de construire'], ['endsWith', 'construire']],
    ['subject', ['isNot', ['a', 'b']], ['isNot', 'a']],
    ['subject', ['notContains', 'permis'], ['notContains', 'permis de construire']],
    ['subject', ['contains', 'a'], ['isNotEmpty']],
    ['subject', ['isOneOf', ['a', 'b']], ['isNotEmpty']],
    ['size', ['is', 10], ['isOneOf', ['10.0', 20]]],
    ['size', ['greaterThan', 10], ['greaterThan', 5]],
    ['size', ['lessThan', 5], ['lessThan', 10]],
    ['header.X-Score', ['greaterThan', 10], ['greaterThan', 5]],
  ])('%s %j → %j', (field, one, other) => {
    expect(implies(on(field, one), on(field, other))).toBe(true)
  })

  it('the same of a header in other letters', () => {
    const [one, other] = [on('header.X-Topic', ['is', 'a']), on('header.x-topic', ['is', 'a'])]
    expect(implies(one, other)).toBe(true)
  })
})

describe('from a comparison does not follow', () => {
  it.each<[RuleField, Short, Short]>([
    ['subject', ['is', 'a'], ['is', 'b']],
    ['subject', ['isOneOf', ['a', 'b']], ['is', 'a']],
    ['subject', ['contains', 'a'], ['is', 'a']],
    ['subject', ['contains', 'permis'], ['contains', 'permis 12']],
    ['subject', ['notContains', 'permis 12'], ['contains', 'permis']],
    ['subject', ['contains', 'b'], ['contains', ['a', '']]],
    ['subject', ['matches', 'A'], ['matches', 'a']],
    ['subject', ['matches', ['a', 'b']], ['matches', 'a']],
    ['subject', ['notMatches', 'a'], ['notMatches', ['a', 'b']]],
    ['subject', ['matches', 'permis'], ['contains', 'permis']],
    ['tag', ['is', 'tag-12'], ['contains', 'tag']], // its name does not contain its id
    ['subject', ['startsWith', 'permis'], ['startsWith', 'permis de']],
    ['subject', ['contains', 'permis de'], ['startsWith', 'permis']],
    ['subject', ['endsWith', 'construire'], ['endsWith', 'de construire']],
    ['subject', ['contains', 'de construire'], ['endsWith', 'construire']],
    ['subject', ['isNot', 'a'], ['isNot', ['a', 'b']]],
    ['subject', ['is', 'a'], ['isNot', 'a']],
    ['subject', ['notContains', 'permis de'], ['notContains', 'permis']],
    ['subject', ['contains', 'permis'], ['notContains', 'permis de']],
    ['subject', ['isOneOf', ['a', '']], ['isNotEmpty']],
    ['subject', ['notContains', 'a'], ['isNotEmpty']],
    ['subject', ['contains', ['a', 'b']], ['contains', 'a']],
    ['size', ['greaterThan', 5], ['greaterThan', 10]],
    ['size', ['lessThan', 10], ['lessThan', 5]],
    ['size', ['lessThan', 20], ['greaterThan', 10]],
    ['size', ['greaterThan', 5], ['lessThan', 10]],
    ['size', ['greaterThan', [10, 1]], ['greaterThan', 5]],
  ])('%s %j → %j', (field, one, other) => {
    expect(implies(on(field, one), on(field, other))).toBe(false)
  })

  it('anything about another field', () => {
    expect(implies(permit, on('body', ['contains', 'permis']))).toBe(false)
  })
})

describe('from a group follows', () => {
  it.each<[string, RuleCondition, RuleCondition]>([
    ['what always holds', permit, always],
    ['a group in which one always holds', permit, { any: [plan, always] }],
    ['a group of what always holds', permit, { all: [{ all: [always] }] }],
    ['that none of what never holds does', permit, { none: [never] }],
    ['each of all', { all: [plan, building] }, permit],
    ['all of all', { all: [plan, building] }, { all: [permit, plan] }],
    ['one of any', building, { any: [plan, permit] }],
    ['any of any', { any: [plan, building] }, { any: [permit, plan] }],
    ['none of what it excludes', building, { none: [noPermit] }],
    ['none of what is excluded by it', noPermit, { none: [building] }],
    ['none of a group of which it excludes one', building, { none: [{ all: [plan, noPermit] }] }],
    [
      'none of a group of which it excludes all',
      building,
      { none: [{ any: [noPermit, subject('isEmpty')] }] },
    ],
    ['none of none of it', building, { none: [{ none: [permit] }] }],
    ['none of what is narrower', { none: [permit] }, { none: [building] }],
    ['none of what one of all excludes', { all: [plan, building] }, { none: [noPermit] }],
    ['none of what each of any excludes', { any: [plan, permit] }, { none: [subject('isEmpty')] }],
  ])('%s', (_, one, other) => {
    expect(implies(one, other)).toBe(true)
  })
})

describe('from a group does not follow', () => {
  it.each<[string, RuleCondition, RuleCondition]>([
    ['more than it says', building, { all: [permit, plan] }],
    ['what only one of any says', { any: [plan, building] }, permit],
    ['what none of it does', { none: [permit] }, permit],
    ['none of what it does not exclude', building, { none: [noPermit, plan] }],
    [
      'none of a group of which it excludes one of any',
      building,
      { none: [{ any: [noPermit, plan] }] },
    ],
    ['none of what is wider', { none: [building] }, { none: [permit] }],
    ['none of what one of any allows', { any: [plan, permit] }, { none: [noPermit] }],
    ['none of none of something else', building, { none: [{ none: [plan] }] }],
    ['what holds in any of something else', permit, { any: [plan, never] }],
  ])('%s', (_, one, other) => {
    expect(implies(one, other)).toBe(false)
  })

  it('what would take too long to find out', () => {
    const many = (text: string): RuleCondition => ({
      any: Array.from({ length: 200 }, (_each, index) => ({
        all: [subject('contains', `${text}${index}`), plan],
      })),
    })
    expect(implies(many('a'), { all: [many('b'), never] })).toBe(false)
    expect(implies({ all: [many('a')] }, { none: [many('b')] })).toBe(false)
  })
})

const status = (operator: RuleOperator, value: RuleValue) => on('status', [operator, value])

describe('a condition never holds', () => {
  it.each<[string, RuleCondition]>([
    ['with one of all that never does', { all: [permit, never] }],
    ['with none of any that can', { any: [never, { all: [never] }] }],
    ['with none of what always does', { none: [always] }],
    ['with none of what one always does', { none: [{ any: [plan, always] }] }],
    ['with none of what all always do', { none: [{ all: [always] }] }],
    ['with none of what none can', { none: [{ none: [never] }] }],
    ['when two exclude each other', { all: [permit, subject('isEmpty')] }],
    ['in any order', { all: [subject('isEmpty'), permit] }],
    ['empty and not', { all: [subject('isEmpty'), subject('isNotEmpty')] }],
    ['the same and not', { all: [status('is', 'open'), status('isNot', 'open')] }],
    ['of a group of one', { all: [{ any: [status('is', 'open')] }, status('is', 'spam')] }],
    ['of a group of all', { all: [{ all: [status('is', 'open')] }, status('is', 'spam')] }],
    [
      'of two that share no value',
      { all: [status('isOneOf', ['open', 'waiting']), status('is', 'spam')] },
    ],
    ['is, and none', { all: [status('is', 'open'), { none: [status('is', 'open')] }] }],
    [
      'one of, and none',
      { all: [status('is', 'open'), { none: [status('isOneOf', ['open', 'spam'])] }] },
    ],
    ['is not, and none', { all: [status('is', 'spam'), { none: [status('isNot', 'open')] }] }],
    ['contains, and none', { all: [building, { none: [permit] }] }],
    ['does not contain, and none', { all: [noPermit, { none: [noPermit] }] }],
    ['is empty, and none', { all: [subject('isEmpty'), { none: [subject('isEmpty')] }] }],
    ['is not empty, and none', { all: [permit, { none: [subject('isNotEmpty')] }] }],
    [
      'larger and smaller',
      { all: [on('size', ['greaterThan', 10]), on('size', ['lessThan', 10])] },
    ],
  ])('%s', (_, condition) => {
    expect(isNever(condition)).toBe(true)
  })

  it.each<[RuleField, string | number | boolean, string | number | boolean]>([
    ['from.domain', 'a.example', 'b.example'],
    ['subject', 'a', 'b'],
    ['body', 'a', 'b'],
    ['size', 1, 2],
    ['spamScore', 1, 2],
    ['language', 'fr', 'en'],
    ['auth.spf', 'pass', 'fail'],
    ['auth.dkim', 'pass', 'fail'],
    ['auth.dmarc', 'pass', 'fail'],
    ['trust', 'first', 'danger'],
    ['isNewsletter', true, false],
    ['isAutoReply', true, false],
    ['status', 'open', 'spam'],
    ['priority', 'low', 'high'],
    ['receivedInWorkingTime', true, false],
  ])('with two values of %s', (field, one, other) => {
    expect(isNever({ all: [on(field, ['is', one]), on(field, ['is', other])] })).toBe(true)
  })
})

describe('a condition may hold', () => {
  it.each<[string, RuleCondition]>([
    ['of which one can', { any: [never, permit] }],
    ['of none of what can', { none: [permit] }],
    [
      'of two values of a field that has several',
      { all: [on('cc', ['is', 'a']), on('cc', ['is', 'b'])] },
    ],
    [
      'of lists that share a value',
      { all: [status('isOneOf', ['open', 'spam']), status('isOneOf', ['spam', 'waiting'])] },
    ],
    ['of two fields', { all: [permit, on('body', ['notContains', 'permis'])] }],
    ['of what may be empty', { all: [subject('isOneOf', ['', 'a']), subject('isEmpty')] }],
    ['of what does not say that it is there', { all: [noPermit, subject('isEmpty')] }],
    ['between two sizes', { all: [on('size', ['greaterThan', 5]), on('size', ['lessThan', 10])] }],
    [
      'above two sizes',
      { all: [on('size', ['greaterThan', 20]), on('size', ['greaterThan', 10])] },
    ],
    ['below two sizes', { all: [on('size', ['lessThan', 20]), on('size', ['lessThan', 10])] }],
    [
      'above one of several sizes',
      { all: [on('size', ['greaterThan', [10, 1]]), on('size', ['lessThan', 5])] },
    ],
    [
      'of any of two',
      { all: [{ any: [status('is', 'open'), status('is', 'spam')] }, status('is', 'spam')] },
    ],
    ['that always does', always],
  ])('%s', (_, condition) => {
    expect(isNever(condition)).toBe(false)
  })
})
