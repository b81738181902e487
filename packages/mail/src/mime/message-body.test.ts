import { describe, expect, it } from 'vitest'
import { bodyBlocks, messageBody, partName } from './message-body.ts'
import { decodedBody, partTree } from './part-tree.ts'
import type { MimePart } from './part-tree.ts'

type Part = [type: string, content: string | Part[]]

/** A message of parts; each body is its name. */
function source([type, content]: Part, depth = 0): string {
  if (typeof content === 'string')
    return `Content-Type: ${type.replace(' inline', '\r\nContent-Disposition: inline').replace(' attachment', '\r\nContent-Disposition: attachment')}\r\n\r\n${content}`
  const parts = content.map((part) => `--b${depth}\r\n${source(part, depth + 1)}\r\n`)
  return `Content-Type: ${type}; boundary=b${depth}\r\n\r\n${parts.join('')}--b${depth}--`
}

function names(parts: MimePart[]): string {
  return parts.map((part) => decodedBody(part).toString()).join('')
}

function body(part: Part): Record<'plain' | 'html' | 'files', string> {
  const { plain, html, files } = messageBody(partTree(Buffer.from(source(part))).root)
  return { plain: names(plain), html: names(html), files: names(files) }
}

describe('what of a message is its body (RFC 8621 §4.1.4)', () => {
  it('is what the example there says', () => {
    expect(
      body([
        'multipart/mixed',
        [
          ['text/plain inline', 'A'],
          [
            'multipart/mixed',
            [
              [
                'multipart/alternative',
                [
                  [
                    'multipart/mixed',
                    [
                      ['text/plain inline', 'B'],
                      ['image/jpeg inline', 'C'],
                      ['text/plain inline', 'D'],
                    ],
                  ],
                  [
                    'multipart/related',
                    [
                      ['text/html', 'E'],
                      ['image/jpeg', 'F'],
                    ],
                  ],
                ],
              ],
              ['image/jpeg attachment', 'G'],
              ['application/x-excel', 'H'],
              ['message/x', 'J'],
            ],
          ],
          ['text/plain inline', 'K'],
        ],
      ]),
    ).toEqual({ plain: 'ABDK', html: 'AEK', files: 'CFGHJ' })
  })

  it.each([
    ['a text', ['text/plain', 'A'], 'A', 'A', ''],
    ['a page', ['text/html', 'A'], 'A', 'A', ''],
    ['nothing but a file', ['application/pdf', 'A'], '', '', 'A'],
    ['an attached text alone', ['text/plain attachment', 'A'], '', '', 'A'],
    [
      'two versions',
      [
        'multipart/alternative',
        [
          ['text/plain', 'A'],
          ['text/html', 'B'],
        ],
      ],
      'A',
      'B',
      '',
    ],
    [
      'two versions in the wrong order',
      [
        'multipart/alternative',
        [
          ['text/html', 'A'],
          ['text/plain', 'B'],
        ],
      ],
      'B',
      'A',
      '',
    ],
    ['one version of two', ['multipart/alternative', [['text/html', 'A']]], 'A', 'A', ''],
    [
      'a third version',
      [
        'multipart/alternative',
        [
          ['text/plain', 'A'],
          ['text/calendar', 'C'],
          ['text/html', 'B'],
        ],
      ],
      'A',
      'B',
      'C',
    ],
    [
      'a version that is no text',
      [
        'multipart/alternative',
        [
          ['text/plain', 'A'],
          ['application/pdf', 'B'],
        ],
      ],
      'A',
      'A',
      'B',
    ],
    [
      'a page with pictures',
      [
        'multipart/related',
        [
          ['text/html', 'A'],
          ['image/png', 'B'],
          ['text/plain', 'C'],
        ],
      ],
      'A',
      'A',
      'BC',
    ],
    [
      'a page behind its pictures',
      [
        'multipart/related',
        [
          ['image/png', 'B'],
          ['text/html', 'A'],
        ],
      ],
      'A',
      'A',
      'B',
    ],
    [
      'a page that says to be the root',
      [
        'multipart/related; start="<x>"',
        [
          ['text/plain', 'B'],
          ['text/html\r\nContent-ID: <x>', 'A'],
        ],
      ],
      'A',
      'A',
      'B',
    ],
    [
      'a page with pictures as a version',
      [
        'multipart/alternative',
        [
          ['text/plain', 'A'],
          [
            'multipart/related',
            [
              ['text/html', 'B'],
              ['image/png', 'C'],
            ],
          ],
        ],
      ],
      'A',
      'B',
      'C',
    ],
    [
      'pieces',
      [
        'multipart/mixed',
        [
          ['text/plain', 'A'],
          ['image/png', 'B'],
          ['text/plain', 'C'],
        ],
      ],
      'AC',
      'AC',
      'B',
    ],
    [
      'a named text behind the first',
      [
        'multipart/mixed',
        [
          ['text/plain', 'A'],
          ['text/plain; name=x', 'B'],
        ],
      ],
      'A',
      'A',
      'B',
    ],
    [
      'a named text in the first place',
      ['multipart/mixed', [['text/plain; name=x', 'A']]],
      'A',
      'A',
      '',
    ],
    [
      'a signed text',
      [
        'multipart/signed',
        [
          ['text/plain', 'A'],
          ['application/pgp-signature', 'B'],
        ],
      ],
      'A',
      'A',
      'B',
    ],
    [
      'a report',
      [
        'multipart/report',
        [
          ['text/plain', 'A'],
          ['message/delivery-status', 'B'],
          ['text/rfc822-headers', 'C'],
        ],
      ],
      'A',
      'A',
      'BC',
    ],
  ] as [string, Part, string, string, string][])('%s', (_what, part, plain, html, files) => {
    expect(body(part)).toEqual({ plain, html, files })
  })

  it('leaves out no part of a forwarded message: it is one file', () => {
    const inner = 'Content-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\nx\r\n--c--'
    const raw = `Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nA\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n${inner}\r\n--b--`
    const { files } = messageBody(partTree(Buffer.from(raw)).root)
    expect(files.map(({ type }) => type)).toEqual(['message/rfc822'])
    expect(decodedBody(files[0]!).toString()).toBe(inner)
  })
})

describe('the text of a part', () => {
  it.each([
    ['Content-Type: text/plain; charset=iso-8859-1', 'caf\xe9', 'café'],
    [
      'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable',
      'caf=C3=A9',
      'café',
    ],
    [
      'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64',
      'Y2Fmw6k=',
      'café',
    ],
    [
      'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64',
      'Bonjour, un caf\xc3\xa9 : (noir) !',
      'Bonjour, un café : (noir) !',
    ],
    ['Content-Type: text/plain; Format=Flowed; DelSp=Yes', 'a \r\nb', 'ab'],
    ['Content-Type: text/plain; format=flowed', 'a \r\nb', 'a b'],
    ['Content-Type: text/html; format=flowed', 'a \r\nb', 'a \r\nb'],
  ])('%s: %j', (fields, content, text) => {
    const { root } = partTree(Buffer.from(`${fields}\r\n\r\n${content}`, 'latin1'))
    expect([...bodyBlocks([root])].map((block) => block.text)).toEqual([text])
  })

  it.each([
    ['Content-Disposition: attachment; filename=a.pdf\r\nContent-Type: a/b; name=b.pdf', 'a.pdf'],
    ['Content-Disposition: attachment\r\nContent-Type: a/b; name=b.pdf', 'b.pdf'],
    ['Content-Disposition: attachment; filename=""\r\nContent-Type: a/b; name=b.pdf', 'b.pdf'],
    ['Content-Type: a/b', ''],
  ])('has the name that is declared: %s', (fields, name) => {
    expect(partName(partTree(Buffer.from(`${fields}\r\n\r\nx`)).root)).toBe(name)
  })
})
