import { assert, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { holds, prepareCondition } from './condition.ts'
import { evaluateRules, prepareRules } from './evaluate.ts'
import { operatorsOf } from './field-kind.ts'
import { implies, isNever } from './implies.ts'
import { lintRules } from './lint-rules.ts'
import type { KnownThings } from './missing-things.ts'
import { readFacts } from './read-facts.ts'
import type { Rule, RuleCondition } from './rule.ts'
import type { RuleFacts } from './rule-facts.ts'
import { anyCondition, anyFacts, anyRules } from './testing/random-rules.ts'
import { aRule, CLOCK, compileRegExp, NOW } from './testing/rule-samples.ts'

const thing = (id: string) => ({ id, names: [`Name of ${id}`] })
const KNOWN: KnownThings = {
  user: [thing('u1')],
  team: [thing('t1')],
  tag: [thing('g1')],
  template: [],
  policy: [],
  mailbox: [thing('m1')],
}
const add = { type: 'addTag', tagId: 'g1' } as const
const permit: RuleCondition = { field: 'subject', operator: 'contains', value: 'permis' }
const building: RuleCondition = {
  field: 'subject',
  operator: 'contains',
  value: 'Permis de construire',
}

/** Conditions that have something to do with each other. */
const closeCondition = anyCondition.map((condition) => onSubject(condition))

function onSubject(condition: RuleCondition): RuleCondition {
  if ('all' in condition) return { all: condition.all.map(onSubject) }
  if ('any' in condition) return { any: condition.any.map(onSubject) }
  if ('none' in condition) return { none: condition.none.map(onSubject) }
  const isText = operatorsOf('subject').includes(condition.operator)
  return { ...condition, field: isText ? 'subject' : 'header.X-Topic' }
}

function judge(condition: RuleCondition, facts: RuleFacts): boolean {
  return holds(prepareCondition(condition, compileRegExp), readFacts(facts, CLOCK))
}

function warnings(...rules: Partial<Rule>[]): string[] {
  return lintRules(
    rules.map((rule, order) => aRule({ actions: [add], order, id: `r${order}`, ...rule })),
    KNOWN,
  ).map(({ ruleId, reason, otherRuleId }) => [ruleId, reason, otherRuleId ?? ''].join(' ').trim())
}

describe('a rule is warned of', () => {
  it.each<[RuleCondition]>([
    [{ any: [] }],
    [{ all: [permit, { none: [permit] }] }],
    [{ all: [building, { field: 'subject', operator: 'notContains', value: 'PERMIS' }] }],
    [
      {
        all: [
          { field: 'status', operator: 'is', value: 'open' },
          { field: 'status', operator: 'is', value: 'spam' },
        ],
      },
    ],
    [
      {
        all: [
          { field: 'size', operator: 'greaterThan', value: 10 },
          { field: 'size', operator: 'lessThan', value: 10 },
        ],
      },
    ],
    [{ all: [{ field: 'subject', operator: 'isEmpty' }, permit] }],
    [{ none: [{ all: [] }] }],
  ])('that can never match: %j', (conditions) => {
    expect(warnings({ conditions })).toEqual(['r0 neverMatches'])
  })

  it('that an earlier one which stops leaves nothing to', () => {
    expect(warnings({ conditions: permit, stop: true }, { conditions: building })).toEqual([
      'r1 shadowed r0',
    ])
    expect(
      warnings(
        { conditions: { any: [permit, { field: 'cc', operator: 'isEmpty' }] }, stop: true },
        { conditions: { all: [building] } },
      ),
    ).toEqual(['r1 shadowed r0'])
  })

  it('that repeats an earlier one', () => {
    expect(warnings({ conditions: permit }, { conditions: building })).toEqual(['r1 repeats r0'])
  })

  it.each<[string, Partial<Rule>]>([
    ['missingUser', { actions: [{ type: 'assignUser', userId: 'x' }] }],
    ['missingUser', { conditions: { field: 'assignee', operator: 'is', value: 'x' } }],
    ['missingTeam', { actions: [{ type: 'assignTeam', teamId: 'x' }] }],
    ['missingTeam', { actions: [{ type: 'notify', teamId: 'x' }] }],
    ['missingTag', { actions: [{ type: 'addTag', tagId: 'x' }] }],
    ['missingTag', { actions: [{ type: 'removeTag', tagId: 'x' }] }],
    ['missingTag', { conditions: { field: 'tag', operator: 'isNot', value: 'x' } }],
    ['missingTemplate', { actions: [{ type: 'sendTemplate', templateId: 'x' }] }],
    ['missingPolicy', { actions: [{ type: 'setDeadlinePolicy', policyId: 'x' }] }],
    ['missingMailbox', { conditions: { field: 'mailbox', operator: 'is', value: 'x' } }],
  ])('with %s: %j', (reason, rule) => {
    expect(warnings(rule)).toEqual([`r0 ${reason}`])
    const known = JSON.parse(JSON.stringify(rule).replaceAll('"x"', '"t1"'))
    const all = [thing('t1')]
    const things = { user: all, team: all, tag: [thing('g1'), ...all], mailbox: all }
    const rules = [aRule({ actions: [add], id: 'r0', ...known })]
    expect(lintRules(rules, { ...things, template: all, policy: all })).toEqual([])
  })

  it('that names what is not there', () => {
    const conditions: RuleCondition = {
      field: 'team',
      operator: 'isOneOf',
      value: ['t1', 'gone', 'name of T1'],
    }
    const actions = [
      { type: 'sendTemplate', templateId: 'x' },
      { type: 'notify', userIds: ['u1', 'u2'] },
    ] as const
    expect(warnings({ conditions, actions })).toEqual([
      'r0 missingTemplate',
      'r0 missingUser',
      'r0 missingTeam',
    ])
  })
})

describe('a rule is not warned of', () => {
  it.each<[string, Partial<Rule>, Partial<Rule>]>([
    ['the earlier one is narrower', { conditions: building, stop: true }, { conditions: permit }],
    [
      'the earlier one is off',
      { conditions: permit, stop: true, enabled: false },
      { conditions: permit },
    ],
    [
      'the earlier one waits for other mail',
      { conditions: permit, stop: true, trigger: { type: 'messageArrives', messages: 'reply' } },
      { conditions: permit },
    ],
    [
      'it does something else',
      { conditions: permit },
      { conditions: permit, actions: [{ type: 'markSpam' }] },
    ],
  ])('when %s', (_, earlier, later) => {
    expect(warnings(earlier, later)).toEqual([])
  })
})

describe('warnings are true of any message', () => {
  it('what is said to follow does', () => {
    assert(
      property(closeCondition, closeCondition, anyFacts, (one, other, facts) => {
        const isTrue = judge(one, facts)
        expect(isTrue && implies(one, other)).toBe(
          isTrue && implies(one, other) && judge(other, facts),
        )
        expect(isTrue && isNever(one)).toBe(false)
      }),
      { numRuns: 3_000 },
    )
  })

  it('a rule that is said to be idle is', () => {
    assert(
      property(anyRules, anyFacts, (rules, facts) => {
        const idle = lintRules(rules, KNOWN).filter(({ reason }) => reason === 'shadowed')
        const { trace } = evaluateRules(
          prepareRules(rules, compileRegExp),
          { ...facts, causedBy: [] },
          {
            now: NOW,
            clock: CLOCK,
            detail: 'outcomes',
          },
        )
        for (const { ruleId } of idle)
          expect(trace.find((one) => one.ruleId === ruleId)?.outcome).not.toBe('applied')
      }),
      { numRuns: 300 },
    )
  })
})
