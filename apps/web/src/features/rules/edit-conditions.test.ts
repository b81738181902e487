import { array, assert, constantFrom, letrec, nat, oneof, property } from 'fast-check'
import { groupOf, operatorsOf, RULE_FIELDS, type RuleCondition } from '@levee/domain'
import { describe, expect, it } from 'vitest'
import { andAlso, newComparison, withCondition, withField } from './edit-conditions.ts'

const leaf = constantFrom('subject', 'body').map((field): RuleCondition => ({
  field,
  operator: 'contains',
  value: ['x'],
}))
const { tree } = letrec<{ tree: RuleCondition }>((tie) => ({
  tree: oneof(
    { maxDepth: 3 },
    leaf,
    array(tie('tree'), { maxLength: 4 }).map((all): RuleCondition => ({ all })),
    array(tie('tree'), { maxLength: 4 }).map((any): RuleCondition => ({ any })),
  ),
}))

function size(condition: RuleCondition): number {
  if ('field' in condition) return 1
  return groupOf(condition)[1].reduce((sum, item) => sum + size(item), 1)
}

function places(condition: RuleCondition, place: number[] = []): number[][] {
  if ('field' in condition) return [place]
  return [place, ...groupOf(condition)[1].flatMap((item, at) => places(item, [...place, at]))]
}

function at(condition: RuleCondition, [index, ...rest]: number[]): RuleCondition | undefined {
  if (index === undefined) return condition
  if ('field' in condition) return undefined
  const item = groupOf(condition)[1][index]
  return item && at(item, rest)
}

describe('editing the conditions of a rule', () => {
  it('puts a condition where it was asked for, and leaves the others', () => {
    const other: RuleCondition = { field: 'cc', operator: 'isEmpty' }
    assert(
      property(tree, nat(), (whole, choice) => {
        const all = places(whole)
        const place = all[choice % all.length] ?? []
        const was = at(whole, place)
        const changed = withCondition(whole, place, other)
        expect(at(changed, place)).toEqual(other)
        expect(was && withCondition(changed, place, was)).toEqual(whole)
      }),
      { numRuns: 100 },
    )
  })

  it('takes out what was asked for, with what is in it', () => {
    assert(
      property(tree, nat(), (whole, choice) => {
        const all = places(whole).filter((place) => place.length > 0)
        const place = all[choice % Math.max(1, all.length)]
        const gone = place && at(whole, place)
        if (!place || !gone) return
        expect(size(withCondition(whole, place, null))).toBe(size(whole) - size(gone))
      }),
      { numRuns: 100 },
    )
  })

  it('adds a condition that is to hold too, whatever the rule asks for', () => {
    const none: RuleCondition = { none: [{ field: 'cc', operator: 'isEmpty' }] }
    expect(andAlso({ any: [] }, none)).toEqual({ all: [{ any: [] }, none] })
    expect(andAlso({ all: [none] }, none)).toEqual({ all: [none, none] })
  })

  it('compares another field only as it can be compared', () => {
    for (const from of RULE_FIELDS)
      for (const field of RULE_FIELDS) {
        const [operator = 'is'] = operatorsOf(from)
        const { operator: next } = withField({ field: from, operator, value: 'x' }, field)
        expect(operatorsOf(field)).toContain(next)
      }
  })

  it('offers the list of what there is, once a list can be chosen from', () => {
    const typed = { field: 'subject', operator: 'contains', value: ['permit'] } as const
    expect(withField(typed, 'mailbox')).toEqual({
      field: 'mailbox',
      operator: 'isOneOf',
      value: [],
    })
    expect(withField(typed, 'tag')).toMatchObject({ operator: 'isOneOf' })
    expect(withField(typed, 'body')).toEqual({ ...typed, field: 'body' })
    const chosen = { field: 'mailbox', operator: 'isOneOf', value: ['m'] } as const
    expect(withField(chosen, 'subject')).toEqual({ ...typed, value: [] })
    expect(withField({ ...chosen, operator: 'isNot' }, 'tag')).toEqual({
      field: 'tag',
      operator: 'isNot',
      value: [],
    })
  })

  it('begins with how a field is compared most', () => {
    expect(newComparison('mailbox')).toEqual({ field: 'mailbox', operator: 'isOneOf', value: [] })
    expect(newComparison('body')).toEqual({ field: 'body', operator: 'contains', value: [] })
    expect(newComparison('trust')).toEqual({ field: 'trust', operator: 'isNot', value: ['danger'] })
    expect(newComparison('isNewsletter')).toMatchObject({ operator: 'is', value: true })
  })
})
