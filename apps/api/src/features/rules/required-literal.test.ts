import * as fc from 'fast-check'
import { RE2JS } from 're2js'
import { expect, it } from 'vitest'
import { compilePattern } from './compile-pattern.ts'
import { requiredLiteral } from './required-literal.ts'

// prettier-ignore
const PIECES = ['a','B','k','s','ab',' ','.','\\.','\\d','[ab]','[^]b]','(a|b)','(?:ab)','|','{','}','*','+','?','{2}','{0,1}','^','$','\\b','\\pL','\\x41','é','\\Qa.b\\E','(?i)','(?-i)']
const LETTERS = [
  'a',
  'A',
  'b',
  'B',
  'k',
  'K',
  's',
  'S',
  ' ',
  '.',
  'é',
  '1',
  '{',
  '}',
  'ſ',
  '\u212a',
]

it.each([
  ['dossier n°\\s*(?P<number>\\d+)', 'dossier n'],
  ['Facture|Rechnung', ''],
  ['colou?rs', 'colo'],
  ['ab+cd', 'ab'],
  ['x{2,3}facture', 'facture'],
  ['[a(]b)c\\)d', 'b)c)d'],
  ['(?:one|two) three', ' three'],
  ['\\p{Greek}abc\\x{41}de\\Qf', ''],
  ['\\bREF\\.', 'ref.'],
])('of %s is %j', (source, literal) => {
  expect(requiredLiteral(source)).toBe(literal)
})

it('never hides what a pattern finds', () => {
  const piece = fc.constantFrom(...PIECES)
  const pattern = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''))
  const text = fc
    .array(fc.constantFrom(...LETTERS), { maxLength: 12 })
    .map((pieces) => pieces.join(''))
  fc.assert(
    fc.property(pattern, text, (source, searched) => {
      const compiled = compilePattern(source)
      fc.pre(compiled.ok)
      const expected = RE2JS.compile(source, RE2JS.CASE_INSENSITIVE).test(searched)
      expect(compiled.pattern.test(searched)).toBe(expected)
    }),
    { numRuns: 3_000 },
  )
})
