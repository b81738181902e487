import { describe, expect, it } from 'vitest'
import { withoutComments } from './without-comments.ts'

describe('leaving comments out', () => {
  it.each([
    ['base64', 'base64'],
    ['base64 (as always)', 'base64  '],
    ['1 (a (b (c)) d) 2', '1   2'],
    ['a(x)b(y)c', 'a b c'],
    [String.raw`a (one \) and two \( of them) b`, 'a   b'],
    ['"not (a) comment" (one)', '"not (a) comment"  '],
    [String.raw`"an escaped \" (quote)" (one)`, String.raw`"an escaped \" (quote)"  `],
    ['((never closed)', '((never closed)'],
    ['closed) twice))', 'closed) twice))'],
    ['(', '('],
    ['\\', '\\'],
    ['', ''],
  ])('reads %j as %j', (value, text) => {
    expect(withoutComments(value)).toBe(text)
  })
})
