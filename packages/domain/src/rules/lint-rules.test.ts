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
  user: [thing('u1'), thing('same')],
  team: [thing('t1'), thing('same')],
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

const WAITS: Rule['trigger'] = {
  type: 'timePasses',
  reason: 'unansweredFor',
  minutes: 60,
  working: false,
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

describe('a warning', () => {
  const evidence = (...rules: Partial<Rule>[]) =>
    lintRules(
      rules.map((rule, order) =>
        aRule({ actions: [add], order, id: `r${order}`, name: `Rule ${order}`, ...rule }),
      ),
      KNOWN,
    ).map((warning) => warning.evidence)

  it('shows what it was seen in', () => {
    const conditions: RuleCondition = { all: [{ field: 'subject', operator: 'isEmpty' }, permit] }
    expect(evidence({ conditions })).toEqual(['subject isEmpty ∧ subject contains permis'])
    const loud = { field: 'subject', operator: 'notContains', value: 'PERMIS' } as const
    expect(evidence({ conditions: { all: [building, loud] } })).toEqual([
      'subject contains permis de construire ∧ subject notContains permis',
    ])
    expect(evidence({ conditions: permit, stop: true }, { conditions: building })).toEqual([
      'Rule 0',
    ])
    expect(evidence({ actions: [{ type: 'assignTeam', teamId: 'Gone' }] })).toEqual(['Gone'])
  })

  it('is given once for each thing that is missing, whatever its kind is called', () => {
    const gone = [
      { type: 'assignTeam', teamId: 'x' },
      { type: 'notify', teamId: 'x' },
      { type: 'assignTeam', teamId: 'y' },
      { type: 'assignUser', userId: 'x' },
    ] as const
    expect(warnings({ actions: gone })).toEqual([
      'r0 missingTeam',
      'r0 missingTeam',
      'r0 missingUser',
    ])
  })

  it('of what never matches is the only one', () => {
    const conditions: RuleCondition = { all: [permit, { none: [permit] }] }
    expect(warnings({ conditions: permit, stop: true }, { conditions })).toEqual([
      'r1 neverMatches',
    ])
  })

  it('goes by the order of the rules, however they are listed', () => {
    const rules = [
      aRule({ id: 'late', order: 2, conditions: building, actions: [add] }),
      aRule({ id: 'early', order: 1, conditions: permit, actions: [add], stop: true }),
    ]
    expect(lintRules(rules, KNOWN)).toMatchObject([{ ruleId: 'late', otherRuleId: 'early' }])
  })

  it.each<[string, Rule['trigger'], Rule['trigger']]>([
    [
      'any mail and an answer',
      { type: 'messageArrives', messages: 'any' },
      { type: 'messageArrives', messages: 'reply' },
    ],
    [
      'answers both',
      { type: 'messageArrives', messages: 'reply' },
      { type: 'messageArrives', messages: 'reply' },
    ],
  ])('is given to rules of the same mail: %s', (_, trigger, later) => {
    expect(
      warnings({ conditions: permit, stop: true, trigger }, { conditions: permit, trigger: later }),
    ).toEqual(['r1 shadowed r0'])
  })

  it.each<[Rule['actions'][number], Rule['actions'][number]]>([
    [{ type: 'addNote', text: 'Look' }, JSON.parse('{ "text": "Look", "type": "addNote" }')],
    [
      { type: 'setPriority', priority: 'high' },
      { type: 'setPriority', priority: 'high' },
    ],
  ])('is given to what does the same: %j', (one, other) => {
    expect(
      warnings({ conditions: permit, actions: [one] }, { conditions: permit, actions: [other] }),
    ).toEqual(['r1 repeats r0'])
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
    [
      'it does the same and more',
      { conditions: permit },
      { conditions: permit, actions: [add, { type: 'markSpam' }] },
    ],
    [
      'it decides the same otherwise',
      { conditions: permit, actions: [{ type: 'setPriority', priority: 'high' }] },
      { conditions: permit, actions: [{ type: 'setPriority', priority: 'low' }] },
    ],
    [
      'it writes something else',
      { conditions: permit, actions: [{ type: 'addNote', text: 'One' }] },
      { conditions: permit, actions: [{ type: 'addNote', text: 'Other' }] },
    ],
    [
      'it writes the same elsewhere',
      { conditions: permit, actions: [{ type: 'webhook', url: 'https://a.example' }] },
      { conditions: permit, actions: [{ type: 'forward', to: 'a@a.example' }] },
    ],
    [
      'it gives the mail to somebody of the same id',
      { conditions: permit, actions: [{ type: 'assignTeam', teamId: 'same' }] },
      { conditions: permit, actions: [{ type: 'assignUser', userId: 'same' }] },
    ],
    ['it repeats and stops', { conditions: permit }, { conditions: building, stop: true }],
    [
      'only the later one stops',
      { conditions: building },
      { conditions: permit, actions: [{ type: 'markSpam' }], stop: true },
    ],
    [
      'the earlier one is for new mail alone',
      { conditions: permit, stop: true, trigger: { type: 'messageArrives', messages: 'new' } },
      { conditions: permit, trigger: { type: 'messageArrives', messages: 'reply' } },
    ],
    [
      'the earlier one waits for time',
      { conditions: permit, stop: true, trigger: WAITS },
      { conditions: permit },
    ],
    [
      'the later one waits for time',
      { conditions: permit, stop: true },
      { conditions: permit, trigger: WAITS },
    ],
    [
      'it asks for a part of a name',
      { conditions: { field: 'team', operator: 'contains', value: 'x' } },
      { conditions: permit, actions: [{ type: 'markSpam' }] },
    ],
    [
      'what it names is written otherwise',
      {
        conditions: { field: 'team', operator: 'is', value: 'T1' },
        actions: [{ type: 'assignTeam', teamId: 'NAME of t1' }],
      },
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
