import { assert, property, subarray } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluateRules, prepareRules } from './evaluate.ts'
import { relaxCondition } from './relax-condition.ts'
import type { RuleCondition } from './rule.ts'
import type { RuleFacts } from './rule-facts.ts'
import { anyCondition, anyFacts } from './testing/random-rules.ts'
import { aRule, CLOCK, compileRegExp, NOW } from './testing/rule-samples.ts'

const permit: RuleCondition = { field: 'subject', operator: 'contains', value: 'permis' }
const body: RuleCondition = { field: 'body', operator: 'contains', value: 'maison' }
const onlySubject = (field: string) => field === 'subject'

describe('what can be asked before everything is read', () => {
  it.each<[string, RuleCondition, RuleCondition | null]>([
    [
      'is the rest of what all has to hold',
      { all: [permit, body] },
      { all: [permit, { all: [] }] },
    ],
    ['is nothing where something else would do', { any: [permit, body] }, null],
    [
      'is what must not hold, as far as it is known',
      { none: [permit, body] },
      { none: [permit, { any: [] }] },
    ],
    ['is nothing where nothing is known', { all: [body] }, null],
  ])('%s', (_, condition, relaxed) => {
    expect(relaxCondition(condition, onlySubject)).toEqual(relaxed)
  })

  it('holds wherever the whole condition holds', () => {
    const read = subarray(['subject', 'from', 'size', 'tag', 'team', 'attachment.name'])
    assert(
      property(anyCondition, anyFacts, read, (condition, facts, fields) => {
        const relaxed = relaxCondition(condition, (field) => fields.includes(field))
        expect(relaxed === null || holds(relaxed, facts) || !holds(condition, facts)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})

function holds(conditions: RuleCondition, facts: RuleFacts): boolean {
  const book = prepareRules([aRule({ id: 'r', conditions })], compileRegExp)
  const when = { now: NOW, clock: CLOCK, detail: 'outcomes' } as const
  return evaluateRules(book, { ...facts, causedBy: [] }, when).effects.length > 0
}
