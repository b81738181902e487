import { assert, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluateRules, prepareRules } from './evaluate.ts'
import type { Rule } from './rule.ts'
import type { RuleFacts } from './rule-facts.ts'
import { naiveDecision, type Outcome } from './testing/naive-rules.ts'
import { anyFacts, anyRules } from './testing/random-rules.ts'
import { CLOCK, compileRegExp, NOW } from './testing/rule-samples.ts'

const numRuns = process.env['LEVEE_WHOLE_RULES'] ? 100_000 : 500

describe('any rules on any message', () => {
  it('decide what one who reads them literally decides, and explaining changes nothing', () => {
    assert(
      property(anyRules, anyFacts, (rules, facts) => {
        const wanted = naiveDecision(rules, facts)
        expect(decision(rules, facts, 'outcomes')).toEqual(wanted)
        expect(decision(rules, facts, 'conditions')).toEqual(wanted)
      }),
      { numRuns },
    )
  }, 600_000)

  it('decide the same in whatever order they are given, and nothing after a stop', () => {
    assert(
      property(anyRules, anyFacts, (rules, facts) => {
        const decided = decision(rules, facts, 'outcomes')
        expect(decision(rules.toReversed(), facts, 'outcomes')).toEqual(decided)
        const inOrder = rules.toSorted((one, other) => one.order - other.order)
        const stop = inOrder.findIndex(({ id, stop }) => stop && decided.outcomes[id] === 'applied')
        const later = stop === -1 ? [] : inOrder.slice(stop + 1)
        for (const { id } of later) expect(decided.outcomes[id]).toBe('afterStop')
      }),
      { numRuns: numRuns / 10 },
    )
  }, 600_000)

  it('end: what rules do to a conversation starts each of them at most once', () => {
    assert(
      property(anyRules, anyFacts, (rules, facts) => {
        const causedBy: string[] = []
        for (let round = 0; ; round++) {
          const { effects } = evaluate(rules, { ...facts, causedBy }, 'outcomes')
          const acted = new Set(effects.map(({ ruleId }) => ruleId))
          if (acted.size === 0) break
          for (const id of acted) expect(causedBy).not.toContain(id)
          causedBy.push(...acted)
          expect(round).toBeLessThanOrEqual(rules.length)
        }
      }),
      { numRuns: numRuns / 10 },
    )
  }, 600_000)
})

function evaluate(rules: readonly Rule[], facts: RuleFacts, detail: 'outcomes' | 'conditions') {
  return evaluateRules(prepareRules(rules, compileRegExp), facts, {
    now: NOW,
    clock: CLOCK,
    detail,
  })
}

function decision(
  rules: readonly Rule[],
  facts: RuleFacts,
  detail: 'outcomes' | 'conditions',
): Outcome {
  const { trace, effects, conflicts } = evaluate(rules, facts, detail)
  return {
    outcomes: Object.fromEntries(trace.map(({ ruleId, outcome }) => [ruleId, outcome])),
    effects: effects.map(line),
    conflicts: conflicts.map(line),
  }
}

function line({ ruleId, action }: { ruleId: string; action: unknown }): string {
  return `${ruleId} ${JSON.stringify(action)}`
}
