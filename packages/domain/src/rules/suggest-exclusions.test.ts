import { array, assert, constantFrom, property, record } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluateRules, prepareRules } from './evaluate.ts'
import { suggestExclusions } from './suggest-exclusions.ts'
import { aRule, CLOCK, compileRegExp, NOW, someFacts } from './testing/rule-samples.ts'

const mail = (subject: string, address: string) => ({ subject, from: { address }, headers: [] })

describe('suggesting exclusions', () => {
  it('prefers what covers most, then the domain, and puts words together', () => {
    const wrong = [
      mail('Permis de pêche', 'a@one.example'),
      mail('Carte de pêche', 'b@two.example'),
      mail('Session de conduite', 'c@gmail.example'),
    ]
    const right = [mail('Permis de construire', 'x@gmail.example')]
    expect(suggestExclusions(wrong, right)).toEqual({
      conditions: [{ field: 'subject', operator: 'contains', value: ['peche', 'conduite'] }],
      uncovered: [],
    })
  })

  it('leaves what nothing tells apart', () => {
    const same = mail('Permis', 'x@gmail.example')
    expect(suggestExclusions([same], [same])).toEqual({ conditions: [], uncovered: [0] })
  })

  it('never covers a message that the rule should match, and covers what it says', () => {
    const anyMail = record({
      subject: array(constantFrom('Permis', 'pêche', 'conduite', 'PC', 'Œuvre', 'œuvrer'), {
        maxLength: 4,
      }).map((words) => words.join(' ')),
      from: record({ name: constantFrom(''), address: constantFrom('a@x.example', 'b@Y.example') }),
      headers: array(record({ name: constantFrom('List-Id'), value: constantFrom('x') }), {
        maxLength: 1,
      }),
    })
    assert(
      property(
        array(anyMail, { maxLength: 4 }),
        array(anyMail, { maxLength: 4 }),
        (wrong, right) => {
          const { conditions, uncovered } = suggestExclusions(wrong, right)
          const book = prepareRules(
            [aRule({ id: 'r', conditions: { any: conditions } })],
            compileRegExp,
          )
          const covered = [...wrong, ...right].map((message) => {
            const facts = someFacts({ message })
            const evaluation = { now: NOW, clock: CLOCK, detail: 'outcomes' } as const
            return evaluateRules(book, facts, evaluation).trace[0]?.outcome === 'applied'
          })
          const expected = [
            ...wrong.map((_, at) => !uncovered.includes(at)),
            ...right.map(() => false),
          ]
          expect(covered).toEqual(expected)
        },
      ),
    )
  })
})
