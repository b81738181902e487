import { describe, expect, it } from 'vitest'
import type { PatternCompiler } from './pattern.ts'
import { ruleProblems } from './rule-problems.ts'
import type { RuleCondition, RuleDraft } from './rule.ts'
import { compileRegExp } from './testing/rule-samples.ts'

const RULE: Omit<RuleDraft, 'name' | 'enabled'> = {
  trigger: { type: 'messageArrives', messages: 'any' },
  conditions: { field: 'subject', operator: 'contains', value: 'permis' },
  actions: [{ type: 'setPriority', priority: 'high' }],
  stop: false,
}

/** Refuses look-behind, as RE2 does. */
const compile: PatternCompiler = (source) =>
  source.includes('(?<=')
    ? { ok: false, problem: { reason: 'unsupported', detail: 'no look-behind', position: 0 } }
    : compileRegExp(source)

/** What is wrong with a rule that is right but for what is said; of any shape, as it crosses HTTP. */
function problemsOf(some: Record<string, unknown>): string[] {
  const draft: typeof RULE = JSON.parse(JSON.stringify({ ...RULE, ...some }))
  return ruleProblems(draft, compile).map(({ path, code }) => `${path} ${code}`)
}

const comparison = (some: object) => ({ conditions: { ...RULE.conditions, ...some } })
const nested = (depth: number): RuleCondition =>
  depth === 0 ? RULE.conditions : { all: [nested(depth - 1)] }

describe('a rule is not saved', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['no field', comparison({ field: 'colour' }), 'conditions.field unknownField'],
    ['no header field', comparison({ field: 'header.a:b' }), 'conditions.field unknownField'],
    ['no operator', comparison({ operator: 'like' }), 'conditions.operator unknownOperator'],
    [
      'an operator of others',
      comparison({ operator: 'before' }),
      'conditions.operator wrongOperator',
    ],
    ['a member too many', comparison({ colour: 1 }), 'conditions.colour unknownMember'],
    ['no value', comparison({ value: null }), 'conditions.value missing'],
    ['an empty list', comparison({ value: [] }), 'conditions.value missing'],
    ['nothing to look for', comparison({ value: ' ' }), 'conditions.value wrongValue'],
    [
      'a text for a number',
      comparison({ field: 'size', operator: 'lessThan' }),
      'conditions.value wrongValue',
    ],
    ['no date', comparison({ field: 'dueAt', operator: 'before' }), 'conditions.value wrongValue'],
    [
      'no yes or no',
      comparison({ field: 'isNewsletter', operator: 'is' }),
      'conditions.value wrongValue',
    ],
    [
      'no priority',
      comparison({ field: 'priority', operator: 'is' }),
      'conditions.value wrongValue',
    ],
    [
      'what RE2 cannot',
      comparison({ operator: 'matches', value: '(?<=a)b' }),
      'conditions.value pattern',
    ],
    ['a group beside others', { conditions: { all: [], any: [] } }, 'conditions unknownMember'],
    ['a group of nothing', { conditions: { all: 'x' } }, 'conditions.all wrongValue'],
    ['groups too deep', { conditions: nested(9) }, `conditions${'.all.0'.repeat(8)} tooDeep`],
    [
      'too many conditions',
      { conditions: { any: Array(201).fill(RULE.conditions) } },
      'conditions tooMany',
    ],
    ['no trigger', { trigger: { type: 'moon' } }, 'trigger.type unknownTrigger'],
    ['no kind of message', { trigger: { type: 'messageArrives' } }, 'trigger.messages wrongValue'],
    [
      'no property',
      { trigger: { type: 'conversationChanges', property: 'x' } },
      'trigger.property wrongValue',
    ],
    [
      'a wait without end',
      { trigger: { type: 'timePasses', reason: 'dueIn', minutes: 1e9, working: true } },
      'trigger.minutes wrongValue',
    ],
    ['nothing to do', { actions: [] }, 'actions missing'],
    ['no action', { actions: [{ type: 'burn' }] }, 'actions.0.type unknownAction'],
    ['an action without its member', { actions: [{ type: 'addTag' }] }, 'actions.0.tagId missing'],
    [
      'an action with another one',
      { actions: [{ type: 'markSpam', why: 'x' }] },
      'actions.0.why unknownMember',
    ],
    [
      'no status to set',
      { actions: [{ type: 'setStatus', status: 'spam' }] },
      'actions.0.status wrongValue',
    ],
    [
      'nobody to tell',
      { actions: [{ type: 'notify', userIds: [] }] },
      'actions.0.userIds wrongValue',
    ],
    ['no address', { actions: [{ type: 'forward', to: 'x' }] }, 'actions.0.to wrongValue'],
    ['no URL', { actions: [{ type: 'webhook', url: 'ftp://x' }] }, 'actions.0.url wrongValue'],
    [
      'a group that no pattern has',
      { actions: [{ type: 'addNote', text: '${n}' }] },
      'actions.0.text wrongValue',
    ],
  ])('with %s', (_, some, problem) => {
    expect(problemsOf(some)).toEqual([problem])
  })

  it('and all that is wrong with it is said at once', () => {
    const some = { trigger: {}, ...comparison({ field: '' }), actions: [{}] }
    expect(problemsOf(some)).toHaveLength(3)
  })
})

describe('a rule is saved', () => {
  it.each<[string, Record<string, unknown>]>([
    ['as it is', {}],
    ['with groups as deep as they may be', { conditions: nested(8) }],
    ['that only stops', { actions: [], stop: true }],
    [
      'with what its pattern catches',
      {
        ...comparison({ operator: 'matches', value: '(?P<n>\\d+)' }),
        actions: [{ type: 'addNote', text: '${n}' }],
      },
    ],
    ['that looks for nothing', comparison({ operator: 'is', value: '' })],
    ['that sets a policy', { actions: [{ type: 'setDeadlinePolicy', policyId: 'p' }] }],
  ])('%s', (_, some) => {
    expect(problemsOf(some)).toEqual([])
  })
})
