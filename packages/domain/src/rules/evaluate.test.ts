import { describe, expect, it } from 'vitest'
import { evaluateRules, prepareRules } from './evaluate.ts'
import type { Rule, RuleCondition } from './rule.ts'
import type { RuleDecision } from './rule-decision.ts'
import type { RuleFacts } from './rule-facts.ts'
import { aRule, CLOCK, compileRegExp, NOW, someFacts } from './testing/rule-samples.ts'

function decide(rules: readonly Rule[], facts: RuleFacts = someFacts(), now = NOW): RuleDecision {
  const book = prepareRules(rules, compileRegExp)
  return evaluateRules(book, facts, { now, clock: CLOCK, detail: 'conditions' })
}

function matches(conditions: RuleCondition, facts: RuleFacts = someFacts()): boolean {
  return decide([aRule({ id: 'a', conditions })], facts).trace[0]?.outcome === 'applied'
}

const outcomes = (decision: RuleDecision) => decision.trace.map(({ outcome }) => outcome)
const actions = (decision: RuleDecision) => decision.effects.map(({ action }) => action)

function due(minutes: number, status: 'open' | 'archived' = 'open'): RuleFacts {
  return someFacts({
    event: { type: 'timePasses', fired: new Set() },
    conversation: { status, dueAt: new Date(NOW.getTime() + minutes * 60_000) },
  })
}

const tired = () => ({
  ok: true as const,
  pattern: { test: () => null, find: () => null, names: [] },
})

const changedTo = (value: string | null, from?: string | null) =>
  aRule({
    id: 'a',
    trigger: {
      type: 'conversationChanges',
      property: 'team',
      to: value,
      ...(from === undefined ? {} : { from }),
    },
  })

const waiting = (working: boolean) =>
  aRule({
    id: 'a',
    trigger: { type: 'timePasses', reason: 'unansweredFor', minutes: 120, working },
  })

describe('conditions', () => {
  it.each<[RuleCondition, boolean]>([
    [{ field: 'from', operator: 'is', value: 'amelie.delarue@EXAMPLE.org' }, true],
    [{ field: 'from', operator: 'contains', value: 'AMELIE DEL' }, true],
    [{ field: 'from.domain', operator: 'is', value: 'example.org' }, true],
    [{ field: 'from.domain', operator: 'endsWith', value: '.example.org' }, false],
    [{ field: 'recipient', operator: 'startsWith', value: 'courrier@' }, true],
    [{ field: 'cc', operator: 'isEmpty' }, true],
    [{ field: 'cc', operator: 'isNot', value: 'ada@example.org' }, true],
    [{ field: 'subject', operator: 'startsWith', value: 'depot' }, true],
    [{ field: 'subject', operator: 'contains', value: ['recours', 'ＰＣ 076'] }, true],
    [{ field: 'subject', operator: 'notContains', value: ['recours', 'pc 076'] }, false],
    [{ field: 'body', operator: 'contains', value: 'permis de construire' }, true],
    [{ field: 'body', operator: 'contains', value: '' }, false],
    [{ field: 'attachment.name', operator: 'endsWith', value: '.PDF' }, true],
    [{ field: 'attachment.type', operator: 'is', value: 'application/pdf' }, true],
    [{ field: 'attachment.size', operator: 'greaterThan', value: 100_000 }, true],
    [{ field: 'size', operator: 'lessThan', value: 180_000 }, false],
    [{ field: 'header.x-spam-score', operator: 'greaterThan', value: 1 }, true],
    [{ field: 'header.X-Missing', operator: 'isEmpty' }, true],
    [{ field: 'header.X-Missing', operator: 'lessThan', value: 1 }, false],
    [{ field: 'mailbox', operator: 'isOneOf', value: ['mailbox-1', 'mailbox-2'] }, true],
    [{ field: 'mailbox', operator: 'is', value: 'courrier@port-leveque.example' }, true],
    [{ field: 'mailbox', operator: 'contains', value: 'mailbox' }, false],
    [{ field: 'tag', operator: 'is', value: 'a traiter vite' }, true],
    [{ field: 'tag', operator: 'isNot', value: 'tag-urgent' }, false],
    [{ field: 'assignee', operator: 'isEmpty' }, true],
    [{ field: 'language', operator: 'is', value: 'fr' }, true],
    [{ field: 'spamScore', operator: 'isEmpty' }, true],
    [{ field: 'spamScore', operator: 'greaterThan', value: -1 }, false],
    [{ field: 'auth.dmarc', operator: 'isNot', value: 'fail' }, true],
    [{ field: 'trust', operator: 'isNot', value: 'danger' }, true],
    [{ field: 'isNewsletter', operator: 'is', value: false }, true],
    [{ field: 'isAutoReply', operator: 'isNot', value: true }, true],
    [{ field: 'status', operator: 'isOneOf', value: ['open', 'waiting'] }, true],
    [{ field: 'priority', operator: 'lessThan', value: 'high' }, true],
    [{ field: 'receivedInWorkingTime', operator: 'is', value: true }, true],
    [{ field: 'receivedAt', operator: 'after', value: '2026-03-12' }, true],
    [{ field: 'receivedAt', operator: 'after', value: '2026-03-13' }, false],
    [{ field: 'receivedAt', operator: 'before', value: '2026-03-13T09:00:01Z' }, true],
    [{ field: 'subject', operator: 'matches', value: String.raw`^dépôt\s+PC` }, true],
    [{ field: 'subject', operator: 'notMatches', value: '^depot' }, false],
  ])('%j is %s', (condition, verdict) => {
    expect(matches(condition)).toBe(verdict)
  })

  it('nest, and say what each of them saw', () => {
    const conditions: RuleCondition = {
      all: [
        { field: 'from', operator: 'contains', value: 'delarue' },
        {
          none: [
            { field: 'subject', operator: 'contains', value: 'permis B' },
            { field: 'body', operator: 'contains', value: 'pêche' },
          ],
        },
      ],
    }
    expect(decide([aRule({ id: 'a', conditions })]).trace[0]?.conditions).toMatchObject({
      verdict: true,
      items: [
        { verdict: true, saw: ['Amelie.Delarue@example.org', 'Amélie Delarue'] },
        { type: 'none', verdict: true, items: [{ verdict: false }, { verdict: false }] },
      ],
    })
  })

  it('that would take too much work hold as little as their contrary, and say so', () => {
    for (const operator of ['matches', 'notMatches'] as const) {
      const rule = aRule({ id: 'a', conditions: { field: 'body', operator, value: 'x' } })
      const { trace } = evaluateRules(prepareRules([rule], tired), someFacts(), {
        now: NOW,
        clock: CLOCK,
        detail: 'conditions',
      })
      expect(trace[0]).toMatchObject({
        outcome: 'notMatched',
        conditions: { verdict: false, isRefused: true },
      })
    }
  })
})

describe('rules', () => {
  it('act in their order until one stops', () => {
    const decision = decide([
      aRule({ id: 'c', order: 3 }),
      aRule({ id: 'b', order: 2, stop: true }),
      aRule({ id: 'a', order: 1, enabled: false }),
    ])
    expect(outcomes(decision)).toEqual(['disabled', 'applied', 'afterStop'])
    expect(decision.stoppedBy).toBe('b')
  })

  it('decide a property once: the first one does, and the other is told', () => {
    const decision = decide([
      aRule({ id: 'a', order: 1, actions: [{ type: 'assignTeam', teamId: 'finances' }] }),
      aRule({ id: 'b', order: 2, actions: [{ type: 'assignTeam', teamId: 'voirie' }] }),
      aRule({ id: 'c', order: 3, actions: [{ type: 'assignTeam', teamId: 'finances' }] }),
    ])
    expect(actions(decision)).toEqual([{ type: 'assignTeam', teamId: 'finances' }])
    expect(decision.conflicts).toMatchObject([
      { property: 'team', ruleId: 'b', decidedBy: { ruleId: 'a' } },
    ])
  })

  it('write what a pattern caught, as it was written, into notes and names of tags', () => {
    const decision = decide([
      aRule({
        id: 'a',
        conditions: {
          any: [
            {
              field: 'subject',
              operator: 'matches',
              value: '(?P<kind>depot) PC (?P<number>[0-9 ]+)',
            },
            { field: 'subject', operator: 'matches', value: '(?P<other>recours)' },
          ],
        },
        actions: [
          { type: 'addNote', text: '${kind} ${number}${other}${constructor}' },
          { type: 'addTag', name: 'PC ${number}' },
          { type: 'addTag', name: '${other}' },
        ],
      }),
    ])
    expect(actions(decision)).toEqual([
      { type: 'addNote', text: 'Dépôt 076 512 26 0019' },
      { type: 'addTag', name: 'PC 076 512 26 0019' },
    ])
    expect(decision.effects[0]?.captures).toEqual({ kind: 'Dépôt', number: '076 512 26 0019' })
  })

  it('are not started again by what they did', () => {
    const facts = someFacts({ causedBy: ['a'] })
    expect(outcomes(decide([aRule({ id: 'a' }), aRule({ id: 'b' })], facts))).toEqual([
      'loop',
      'applied',
    ])
  })

  it('wait for new mail, for replies, or for both', () => {
    const rules = (['any', 'new', 'reply'] as const).map((messages, order) =>
      aRule({ id: messages, order, trigger: { type: 'messageArrives', messages } }),
    )
    const reply = someFacts({ event: { type: 'messageArrives', isReply: true } })
    expect(outcomes(decide(rules))).toEqual(['applied', 'applied', 'otherTrigger'])
    expect(outcomes(decide(rules, reply))).toEqual(['applied', 'otherTrigger', 'applied'])
  })

  it('wait for a change from one value to another', () => {
    const facts = someFacts({
      event: {
        type: 'conversationChanges',
        changes: [{ property: 'team', previous: null, current: 'voirie' }],
      },
    })
    expect(outcomes(decide([changedTo('voirie')], facts))).toEqual(['applied'])
    expect(outcomes(decide([changedTo('voirie', null)], facts))).toEqual(['applied'])
    expect(outcomes(decide([changedTo('voirie', 'finances')], facts))).toEqual(['otherTrigger'])
    expect(outcomes(decide([changedTo(null)], facts))).toEqual(['otherTrigger'])
  })

  it('wait for time to pass, in working time when they are told to, and act once on it', () => {
    const since = new Date('2026-03-12T15:30:00Z') // half an hour before the office closes
    const at = (fired: readonly string[] = []) =>
      someFacts({
        event: { type: 'timePasses', fired: new Set(fired) },
        conversation: { unansweredSince: since },
      })
    const later = new Date('2026-03-13T09:30:00Z')
    expect(outcomes(decide([waiting(false)], at()))).toEqual(['applied'])
    expect(outcomes(decide([waiting(true)], at()))).toEqual(['otherTrigger'])
    const decision = decide([waiting(true)], at(), later)
    expect(outcomes(decision)).toEqual(['applied'])
    const occasion = decision.trace[0]?.occasion ?? ''
    expect(outcomes(decide([waiting(true)], at([occasion]), later))).toEqual(['alreadyFired'])
  })

  it('are told of what is due soon, and not of what is closed', () => {
    const rule = aRule({
      id: 'a',
      trigger: { type: 'timePasses', reason: 'dueIn', minutes: 60, working: false },
    })
    expect(
      [due(61), due(60), due(-5), due(5, 'archived')]
        .map((facts) => decide([rule], facts))
        .flatMap(outcomes),
    ).toEqual(['otherTrigger', 'applied', 'applied', 'otherTrigger'])
  })
})
