import { describe, expect, it } from 'vitest'
import { partsOf } from '../testing/parts-of.ts'
import type { Outline } from '../testing/parts-of.ts'

const MIXED = 'Content-Type: multipart/mixed; boundary=b'

describe('broken multiparts', () => {
  const one: Outline = ['multipart/mixed', ['text/plain', 'one'], ['text/plain', 'two']]

  it.each([
    ['end without a last boundary', [MIXED, '', '--b', '', 'one', '--b', '', 'two'], one],
    [
      'have white space after boundaries',
      [MIXED, '', '--b  ', '', 'one', '--b\t', '', 'two', '--b-- '],
      one,
    ],
    [
      'declare a boundary with a blank at its end',
      [
        'Content-Type: multipart/mixed; boundary="b "',
        '',
        '--b ',
        '',
        'one',
        '--b',
        '',
        'two',
        '--b--',
      ],
      one,
    ],
    [
      'have lines that begin like the boundary',
      [MIXED, '', '--b', '', 'one', '--b', '', 'two', '--b--', '--bx', '', 'no'],
      one,
    ],
    [
      'hold their boundary within a line',
      [MIXED, '', '--b', '', 'one', '--b', '', 'two', '--b--', 'x --b'],
      one,
    ],
    [
      'do not say their boundary',
      [
        'Content-Type: multipart/mixed',
        '',
        '--xy',
        'Content-Type: text/plain',
        '',
        'one',
        '--xy',
        '',
        'two',
        '--xy--',
      ],
      one,
    ],
    [
      'say another boundary',
      [
        MIXED,
        '',
        '--xy',
        'X-Y: z',
        'Content-Type: text/plain',
        '',
        'one',
        '--xy',
        '',
        'two',
        '--xy--',
      ],
      one,
    ],
    [
      'have boundaries that only begin as declared',
      [MIXED, '', '--b1', '', 'one', '--b2', '', 'two', '--b3--'],
      one,
    ],
    [
      'have bare line feeds',
      [[MIXED, '', '--b', '', 'one', '--b', '', 'two', '--b--'].join('\n')],
      one,
    ],
    [
      'begin with their boundary at once',
      [MIXED, '', '--b', '', 'one', '--b', '', 'two', '--b--'],
      one,
    ],
    [
      'have a boundary of bytes beyond ASCII',
      [
        'Content-Type: multipart/mixed; boundary="\xc3\xa9"',
        '',
        '--\xc3\xa9',
        '',
        'one',
        '--\xc3\xa9',
        '',
        'two',
      ],
      one,
    ],
    [
      'have a type that is none',
      ['Content-Type: multipart; boundary=b', '', '--b', '', 'one', '--b', '', 'two'],
      one,
    ],
    [
      'have an empty part',
      [MIXED, '', '--b', '--b', '', 'two'],
      ['multipart/mixed', ['text/plain', ''], ['text/plain', 'two']],
    ],
    [
      'have a part without a header',
      [MIXED, '', '--b', 'one: 1', 'not a field', '', 'x', '--b', 'Just text.', '', 'More.'],
      ['multipart/mixed', ['text/plain', 'x'], ['text/plain', 'Just text.\r\n\r\nMore.']],
    ],
    ['never have their boundary', [MIXED, '', 'text'], ['text/plain', 'text']],
    [
      'have nothing but their last boundary',
      [MIXED, '', 'text', '--b--', 'more'],
      ['text/plain', 'text\r\n--b--\r\nmore'],
    ],
    [
      'are encoded',
      [
        MIXED,
        'Content-Transfer-Encoding: base64',
        '',
        Buffer.from('--b\n\none\n--b\n\ntwo\n--b--').toString('base64'),
      ],
      one,
    ],
    [
      'have the boundary of the multipart around them',
      [MIXED, '', '--b', MIXED, '', '--b', '', 'one', '--b--', '--b', '', 'two', '--b--'],
      ['multipart/mixed', ['text/plain', ''], ['text/plain', 'one'], ['text/plain', 'two']],
    ],
    [
      'end with the multipart around them',
      [
        MIXED,
        '',
        '--b',
        'Content-Type: multipart/mixed; boundary=in',
        '',
        '--in',
        '',
        'one',
        '--b',
        '',
        'two',
        '--b--',
      ],
      ['multipart/mixed', ['multipart/mixed', ['text/plain', 'one']], ['text/plain', 'two']],
    ],
  ] as [string, string[], Outline][])('that %s', (_what, lines, expected) => {
    expect(partsOf(...lines)).toEqual(expected)
  })
})

describe('wrongly nested multiparts', () => {
  const lines = [
    MIXED,
    '',
    '--b',
    'Content-Type: multipart/mixed; boundary=in',
    '',
    '--in',
    '',
    'one',
    '--b',
    '',
    'two',
    '--in',
    'Content-Type: image/png',
    '',
    'three',
    '--in--',
    'four',
    '--b--',
  ]

  it('have their parts where they stand, and lose nothing after their end', () => {
    expect(partsOf(...lines)).toEqual([
      'multipart/mixed',
      ['multipart/mixed', ['text/plain', 'one']],
      ['text/plain', 'two'],
      ['image/png', 'three'],
      ['text/plain', 'four'],
    ])
  })
})
