import { describe, expect, it } from 'vitest'
import { decodedBody, encodedBody, leaves, partTree } from './part-tree.ts'
import type { MimePart } from './part-tree.ts'

/** The tree as types with bodies: `['multipart/mixed', ['text/plain', 'text'], …]`. */
type Outline = [string, ...(string | Outline)[]]

function outline(part: MimePart): Outline {
  if (part.children.length > 0) return [part.type, ...part.children.map(outline)]
  return [part.type, decodedBody(part).toString('latin1')]
}

function tree(...lines: string[]): Outline {
  return outline(partTree(Buffer.from(lines.join('\r\n'), 'latin1')).root)
}

const MIXED = 'Content-Type: multipart/mixed; boundary=b'

describe('the parts of a message', () => {
  it('are those of RFC 2046 §5.1.1, without preamble and epilogue', () => {
    expect(
      tree(
        'From: Nathaniel Borenstein <nsb@bellcore.com>',
        'MIME-Version: 1.0',
        'Content-type: multipart/mixed; boundary="simple boundary"',
        '',
        'This is the preamble.  It is to be ignored, though it',
        'is a handy place for composition agents to include an',
        'explanatory note to non-MIME conformant readers.',
        '',
        '--simple boundary',
        '',
        'This is implicitly typed plain US-ASCII text.',
        'It does NOT end with a linebreak.',
        '--simple boundary',
        'Content-type: text/plain; charset=us-ascii',
        '',
        'This is explicitly typed plain US-ASCII text.',
        'It DOES end with a linebreak.',
        '',
        '--simple boundary--',
        '',
        'This is the epilogue.  It is also to be ignored.',
      ),
    ).toEqual([
      'multipart/mixed',
      [
        'text/plain',
        'This is implicitly typed plain US-ASCII text.\r\nIt does NOT end with a linebreak.',
      ],
      [
        'text/plain',
        'This is explicitly typed plain US-ASCII text.\r\nIt DOES end with a linebreak.\r\n',
      ],
    ])
  })

  it('are messages in a digest (RFC 2046 §5.1.5)', () => {
    expect(
      tree(
        'Content-Type: multipart/digest; boundary=b',
        '',
        '--b',
        '',
        'Subject: x',
        '',
        'one',
        '--b',
        'Content-Type: text/plain',
        '',
        'two',
        '--b--',
      ),
    ).toEqual([
      'multipart/digest',
      ['message/rfc822', ['text/plain', 'one']],
      ['text/plain', 'two'],
    ])
  })

  it('may be nested, and forwarded messages have some of their own', () => {
    expect(
      tree(
        MIXED,
        '',
        '--b',
        'Content-Type: multipart/alternative; boundary=bb',
        '',
        '--bb',
        '',
        'plain',
        '--bb',
        'Content-Type: text/html',
        '',
        'html',
        '--bb--',
        '--b',
        'Content-Type: message/rfc822',
        '',
        'Subject: inner',
        'Content-Type: multipart/mixed; boundary=c',
        '',
        '--c',
        '',
        'inner text',
        '--c--',
        '--b--',
      ),
    ).toEqual([
      'multipart/mixed',
      ['multipart/alternative', ['text/plain', 'plain'], ['text/html', 'html']],
      ['message/rfc822', ['multipart/mixed', ['text/plain', 'inner text']]],
    ])
  })
})

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
    expect(tree(...lines)).toEqual(expected)
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
    expect(tree(...lines)).toEqual([
      'multipart/mixed',
      ['multipart/mixed', ['text/plain', 'one']],
      ['text/plain', 'two'],
      ['image/png', 'three'],
      ['text/plain', 'four'],
    ])
  })
})

describe('what a part says of itself', () => {
  it.each([
    ['Content-Type: TEXT/Html; charset=x', { type: 'text/html' }],
    ['Content-Type: text', { type: 'text/plain' }],
    ['Content-Type: text/ plain', { type: 'text/plain' }],
    ['Content-Type: nonsense', { type: 'application/octet-stream' }],
    ['Content-Type: a/b/c', { type: 'application/octet-stream' }],
    ['X: y', { type: 'text/plain', encoding: '', contentId: null }],
    ['Content-Transfer-Encoding: Base64 (really)', { encoding: 'base64' }],
    ['Content-Transfer-Encoding: "quoted-printable";', { encoding: 'quoted-printable' }],
    ['Content-ID: <foo4@foo1.bar.net>', { contentId: 'foo4@foo1.bar.net' }],
    ['Content-ID: foo4@foo1.bar.net ', { contentId: 'foo4@foo1.bar.net' }],
    ['Content-ID: <>', { contentId: null }],
  ])('%s', (field, expected) => {
    expect(partTree(Buffer.from(`${field}\r\n\r\nx`)).root).toMatchObject(expected)
  })
})

describe('limits', () => {
  it('decodes no more containers than the message is long', () => {
    const levels = 'Content-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n\n'
    const { root, problem } = partTree(Buffer.from(levels.repeat(60) + 'x\n'.repeat(2_000_000)))
    const sources = new Set([...leaves(root, 'nested')].map(({ source }) => source))
    expect(sources.size).toBeLessThan(8)
    expect(problem).toBe('tooDeep')
  })

  it('searches no message again and again', () => {
    const levels = Array.from(
      { length: 100 },
      (_, level) => `Content-Type: multipart/mixed; boundary=b${level}\n\n--b${level}\n`,
    )
    const { root, problem } = partTree(Buffer.from(levels.join('') + 'x\n--b\n'.repeat(500_000)))
    expect(problem).toBe('tooDeep')
    expect(encodedBody(leaves(root)[0]!).length).toBeGreaterThan(2_500_000)
  })
})
