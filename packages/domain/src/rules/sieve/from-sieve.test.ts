import { assert, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluateRules, prepareRules } from '../evaluate.ts'
import { foldRuleText } from '../fold-rule-text.ts'
import type { Rule, RuleComparison, RuleCondition } from '../rule.ts'
import type { RuleFacts } from '../rule-facts.ts'
import { anyFacts, anyRules } from '../testing/random-rules.ts'
import { aRule, CLOCK, compileRegExp, NOW } from '../testing/rule-samples.ts'
import { fromSieve } from './from-sieve.ts'
import { toSieve } from './to-sieve.ts'

const TAGS = new Map([
  ['g1', 'One'],
  ['g2', 'Two'],
])

describe('a script of ours', () => {
  it('comes back as the rules that it was written of: they decide the same of any message', () => {
    assert(
      property(anyRules, anyFacts, (rules, facts) => {
        const sayable = rules.filter(({ enabled }) => enabled).map(sayableRule)
        const { script, left } = toSieve(sayable, TAGS)
        expect(left).toEqual([])
        const read = fromSieve(script)
        expect(read.left).toEqual([])
        const wanted = sayable.toSorted((one, other) => one.order - other.order)
        const back = read.rules.map((rule, order) =>
          aRule({ ...rule, id: wanted[order]?.id ?? '', order }),
        )
        expect(back.map(({ name, stop }) => ({ name, stop }))).toEqual(
          wanted.map(({ name, stop }) => ({ name, stop })),
        )
        expect(decided(back, facts)).toEqual(decided(wanted.map(byNames), facts))
      }),
      { numRuns: 500 },
    )
  })

  it.each<RuleCondition>([
    { field: 'from', operator: 'contains', value: 'delarue' },
    { field: 'recipient', operator: 'isNot', value: ['a@x.example', 'bœuf'] },
    { field: 'from.domain', operator: 'isOneOf', value: ['a.example', 'b.example'] },
    { field: 'header.List-Id', operator: 'isNotEmpty' },
    { field: 'cc', operator: 'isEmpty' },
    { field: 'subject', operator: 'startsWith', value: 'x"; discard; # \\ ${filed}' },
    { none: [{ field: 'subject', operator: 'endsWith', value: 'office (off.)' }] },
    { all: [{ any: [] }, { field: 'size', operator: 'greaterThan', value: 1000 }] },
  ])('comes back as it was: %j', (conditions) => {
    const { rules } = fromSieve(toSieve([aRule({ id: 'r', conditions })], tagsOf('r')).script)
    expect(rules[0]?.conditions).toEqual(folded(conditions))
  })
})

describe('a script of others', () => {
  it('is read as far as rules can say it, and says on which line they cannot', () => {
    const script = `require ["fileinto", "vacation", "imap4flags"]; /* mine */
# Lists
if header :contains ["list-id", "x-list"] "dev" { addflag ["dev", "later"]; stop; }
elsif address :domain :is "from" "spam.example" { fileinto "Junk"; }
else { keep; }
if allof (not exists "x-seen", size :over 2M) {
  fileinto "Archive";
}
if header :matches "subject" ["*invoice*", "facture-?? *"] { redirect :copy "accounts@x.example"; }
if header :is "subject" "holiday" { vacation "gone"; }
if body :text :contains "x" { discard; stop; }
redirect :copy "all@x.example";
`
    const { rules, left } = fromSieve(script)
    const notLists: RuleCondition = {
      any: [
        { field: 'header.list-id', operator: 'contains', value: 'dev' },
        { field: 'header.x-list', operator: 'contains', value: 'dev' },
      ],
    }
    expect(rules).toMatchObject([
      {
        name: 'Lists',
        line: 3,
        conditions: notLists,
        actions: [
          { type: 'addTag', name: 'dev' },
          { type: 'addTag', name: 'later' },
        ],
        stop: true,
      },
      {
        name: 'Sieve, 4',
        conditions: {
          all: [
            { none: [notLists] },
            { field: 'from.domain', operator: 'is', value: 'spam.example' },
          ],
        },
        actions: [{ type: 'markSpam' }],
      },
      {
        conditions: {
          all: [
            { field: 'header.x-seen', operator: 'isEmpty' },
            { field: 'size', operator: 'greaterThan', value: 2_097_152 },
          ],
        },
        actions: [{ type: 'setStatus', status: 'archived' }],
      },
      {
        conditions: {
          operator: 'matches',
          value: ['(?s)^.*invoice.*$', '(?s)^facture-.. .*$'],
        },
        actions: [{ type: 'forward', to: 'accounts@x.example' }],
      },
    ])
    expect(left).toEqual([
      { line: 1, reason: 'extension', evidence: 'vacation' },
      { line: 10, reason: 'action', evidence: 'vacation' },
      { line: 11, reason: 'test', evidence: 'body' },
      { line: 12, reason: 'afterStop', evidence: 'Sieve, 12' },
    ])
  })

  it.each([
    ['if header :is :comparator "i;octet" "subject" "x" { stop; }', 'test'],
    ['if address :localpart :contains "from" "x" { stop; }', 'test'],
    ['redirect "away@x.example";', 'action'],
    ['addflag "\\\\Seen";', 'action'],
    ['addflag "variable" "x";', 'action'],
    ['fileinto "constructor";', 'action'],
    ['if true { if true { stop; } }', 'control'],
    ['elsif true { stop; }', 'action'],
  ])('is not taken for less than it says: %s', (script, reason) => {
    expect(fromSieve(script)).toMatchObject({ rules: [], left: [{ line: 1, reason }] })
  })

  it.each([
    ['if true {\n  stop;', 2],
    ['stop', 1],
    ['\n\n"x";', 3],
    ['if anyof (true, {}', 1],
    ['if header "a" ["b" "c"] { stop; }', 1],
    ['}', 1],
    ['stop; ¤', 1],
    [`if ${'not '.repeat(50)}true { stop; }`, 1],
  ])('is refused whole where it is no script: %j', (script, line) => {
    expect(() => fromSieve(script)).toThrow(`line ${line}`)
  })

  it('is read with multi-line strings and escapes', () => {
    const script = 'if header "subject" text: # note\n..one\n.\n { addflag "a"; }'
    expect(fromSieve(script).rules).toMatchObject([
      { conditions: { field: 'subject', operator: 'is', value: '.one\n' } },
    ])
  })
})

function decided(rules: readonly Rule[], facts: RuleFacts): string[] {
  const { effects } = evaluateRules(prepareRules(rules, compileRegExp), arriving(facts), {
    now: NOW,
    clock: CLOCK,
    detail: 'outcomes',
  })
  return effects.map(({ ruleId, action }) => `${ruleId} ${JSON.stringify(action)}`)
}

function arriving(facts: RuleFacts): RuleFacts {
  return { ...facts, causedBy: [] }
}

/** Tags by their names, as keywords come back; values as they are compared. */
function byNames(rule: Rule): Rule {
  const actions = rule.actions.map((action) =>
    action.type === 'addTag' && 'tagId' in action
      ? ({ type: 'addTag', name: TAGS.get(action.tagId) ?? '' } as const)
      : action,
  )
  return { ...rule, actions }
}

function tagsOf(id: string): ReadonlyMap<string, string> {
  return new Map([[`tag-${id}`, id]])
}

/** A rule with that of it which Sieve can say. */
function sayableRule(rule: Rule): Rule {
  const actions = rule.actions.filter(
    (action) =>
      action.type === 'addTag' || (action.type === 'setStatus' && action.status === 'archived'),
  )
  return {
    ...rule,
    trigger: { type: 'messageArrives', messages: 'any' },
    conditions: sayable(rule.conditions),
    actions: actions.length > 0 ? actions : [{ type: 'addTag', name: rule.id }],
  }
}

function sayable(condition: RuleCondition): RuleCondition {
  if ('field' in condition)
    return isSayable(condition)
      ? condition
      : { field: 'subject', operator: 'contains', value: 'permis' }
  if ('all' in condition) return { all: condition.all.map(sayable) }
  return 'any' in condition
    ? { any: condition.any.map(sayable) }
    : { none: condition.none.map(sayable) }
}

const FIELDS = ['from', 'from.domain', 'recipient', 'subject', 'header.X-Topic', 'size']

function isSayable({ field, operator, value }: RuleComparison): boolean {
  if (!FIELDS.includes(field)) return false
  const isSize = operator === 'greaterThan' || operator === 'lessThan'
  if (isSize || field === 'size') return isSize && field === 'size'
  return [value].flat().every((one) => foldRuleText(String(one)) !== '')
}

/** As it is compared. */
function folded(condition: RuleCondition): RuleCondition {
  return JSON.parse(JSON.stringify(condition).replaceAll('bœuf', 'boeuf'))
}
