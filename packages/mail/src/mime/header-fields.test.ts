import { describe, expect, it } from 'vitest'
import { headerBlock, headerFields } from './header-fields.ts'

function fields(...lines: string[]): [string, string][] {
  return headerFields(Buffer.from(lines.join('\r\n'), 'latin1')).map(({ name, value }) => [
    name,
    value,
  ])
}

describe('the header of a message', () => {
  it.each([
    [
      'ends at the empty line',
      ['A: 1', 'B: 2', '', 'C: 3'],
      [
        ['A', '1'],
        ['B', '2'],
      ],
    ],
    ['may be all there is', ['A: 1'], [['A', '1']]],
    ['may be missing', ['', 'A: 1'], []],
    [
      'is unfolded (RFC 5322 §2.2.3)',
      ['Subject: This', ' is a test', '\tof folds', '', 'x'],
      [['Subject', 'This is a test of folds']],
    ],
    ['may be folded at once', ['Subject:', ' text', '', 'x'], [['Subject', 'text']]],
    ['may have blanks before colons (§4.5)', ['Date  : now', '', 'x'], [['Date', 'now']]],
    ['needs no blank after colons', ['A:1', '', 'x'], [['A', '1']]],
    [
      'keeps repeated fields in order',
      ['A: 1', 'a: 2', '', 'x'],
      [
        ['A', '1'],
        ['a', '2'],
      ],
    ],
    [
      'may begin with the line of an mbox',
      ['From anne Mon Mar  2 10:00:00 2026', 'A: 1', '', 'x'],
      [['A', '1']],
    ],
    [
      'loses lines that are no field, and their folds',
      ['A: 1', 'no field', ' of it', 'B: 2', '', 'x'],
      [
        ['A', '1'],
        ['B', '2'],
      ],
    ],
    ['may have colons in values', ['A: b: c', '', 'x'], [['A', 'b: c']]],
    ['has no control characters', ['A: b\x07\x00c', '', 'x'], [['A', 'b c']]],
    [
      'may begin with a blank',
      [' A: 1', 'B: 2', '', 'x'],
      [
        ['A', '1'],
        ['B', '2'],
      ],
    ],
    ['ends at a boundary that comes too soon', ['A: 1', '--b', 'B: 2'], [['A', '1']]],
    ['has encoded words as they are', ['A: =?utf-8?q?x?=', '', 'x'], [['A', '=?utf-8?q?x?=']]],
    ['may be raw UTF-8 (RFC 6532)', ['A: \xc3\xa9t\xc3\xa9', '', 'x'], [['A', 'été']]],
    ['may be raw Latin-1', ['A: \xe9t\xe9', '', 'x'], [['A', 'été']]],
  ] as [string, string[], [string, string][]][])('%s', (_what, lines, expected) => {
    expect(fields(...lines)).toEqual(expected)
  })

  it('may have line ends of either kind, also mixed', () => {
    const raw = Buffer.from('A: 1\nB: 2\r\n c\nD: 3\n\r\nx')
    const { bodyStart } = headerBlock(raw)
    expect(headerFields(raw).map(({ value }) => value)).toEqual(['1', '2 c', '3'])
    expect(raw.toString('latin1', bodyStart)).toBe('x')
  })

  it('says where fields stand', () => {
    const raw = Buffer.from('A: 1\r\n 2\r\nB: 3\r\n\r\nx')
    const texts = headerBlock(raw).fields.map(({ start, end }) =>
      raw.toString('latin1', start, end),
    )
    expect(texts).toEqual(['A: 1\r\n 2\r\n', 'B: 3\r\n'])
  })

  it('is looked at for 256 kB; the body begins after it all the same', () => {
    const raw = Buffer.from(`${'A: 1\r\n'.repeat(100_000)}\r\nbody`)
    const { fields: found, bodyStart, isCut } = headerBlock(raw)
    expect(isCut).toBe(true)
    expect(found.length).toBeLessThan(50_000)
    expect(raw.toString('latin1', bodyStart)).toBe('body')
  })
})
