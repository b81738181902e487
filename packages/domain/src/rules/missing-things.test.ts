import { describe, expect, it } from 'vitest'
import { lintRules } from './lint-rules.ts'
import type { Rule, RuleCondition } from './rule.ts'
import { add, thing, warnings } from './testing/lint-samples.ts'
import { aRule } from './testing/rule-samples.ts'

const TEAM_X: RuleCondition = { field: 'team', operator: 'isOneOf', value: ['x'] }

describe('a rule is warned of', () => {
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
    ['missingTeam', { conditions: { all: [{ any: [TEAM_X] }] } }],
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
})
