import { describe, expect, it } from 'vitest'
import { partsOf } from '../testing/parts-of.ts'
import { encodedBody, leaves, partTree } from './part-tree.ts'

const MIXED = 'Content-Type: multipart/mixed; boundary=b'

describe('the parts of a message', () => {
  it('are those of RFC 2046 §5.1.1, without preamble and epilogue', () => {
    expect(
      partsOf(
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
      partsOf(
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
      partsOf(
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
