import { assert, array, constantFrom, oneof, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quotedHtml } from './quoted-html.ts'

function related(html: string): Buffer {
  const lines = [
    'Content-Type: multipart/related; boundary=b',
    '',
    '--b',
    'Content-Type: text/html; charset=utf-8',
    '',
    html,
    '--b',
    'Content-Type: image/png',
    'Content-ID: <logo@x>',
    '',
    'x',
    '--b--',
    '',
  ]
  return Buffer.from(lines.join('\r\n'))
}

const whole = { keepPictures: true, lockLinks: false }
const quoted = (html: string, options = whole) => quotedHtml(related(html), options)

describe('the body of a mail that is quoted', () => {
  it.each([
    [
      'tables with what joins their cells',
      '<table border="1" style="width:9px" onclick="x()"><tr><td colspan="2" class="a">Prix</td></tr></table>',
      '<table border="1"><tr><td colspan="2">Prix</td></tr></table>',
    ],
    [
      'links that lead somewhere',
      '<a href="https://a.example/x" target="_top">ici</a> <a href="javascript:x()">là</a>',
      '<a href="https://a.example/x">ici</a> là',
    ],
    [
      'bold and italic words',
      '<span style="font-weight:700">a</span> <span style="font-style:italic">b</span>',
      '<strong>a</strong> <em>b</em>',
    ],
    ['lines', '<center>a</center><section>b</section>', '<div>a</div><div>b</div>'],
  ])('keeps %s', (_what, html, expected) => {
    expect(quoted(html).html).toBe(expected)
  })

  it.each([
    ['what is not text', '<style>p{}</style><script>x()</script><title>t</title>a'],
    ['what its sender hides', '<div style="color:red;display: none">x</div><p hidden>y</p>a'],
    ['pictures of other hosts', '<img src="https://e.example/p.gif">a'],
    ['marks of ours', '<font data-levee-variable="nom">a</font>'],
  ])('leaves out %s', (_what, html) => {
    expect(quoted(html).html).toBe('a')
  })

  it('keeps its own pictures where they are wanted, and says which', () => {
    const html = '<p><img src="cid:logo@x" alt="Logo" onerror="x()" width="9"></p>'
    expect(quoted(html)).toEqual({
      html: '<p><img src="cid:part-0" alt="Logo"></p>',
      pictures: [0],
    })
    expect(quoted(html, { ...whole, keepPictures: false })).toEqual({
      html: '<p></p>',
      pictures: [],
    })
  })

  it('keeps only the words of links of a mail that is not believed', () => {
    expect(quoted('<a href="https://a.example">ici</a>', { ...whole, lockLinks: true }).html).toBe(
      'ici',
    )
  })

  it('is plain text in paragraphs where the mail has no other', () => {
    const raw = Buffer.from('Content-Type: text/plain\r\n\r\nBonjour\r\n\r\n> a <b>\r\n')
    expect(quotedHtml(raw, whole).html).toBe(
      '<p>Bonjour</p><blockquote><p>a &lt;b&gt;</p></blockquote>',
    )
  })

  it('names nothing that runs or loads, whatever the mail says', () => {
    const piece = constantFrom(
      '<',
      '>',
      '"',
      "'",
      '/',
      '<img src=',
      '<a href=',
      'javascript:',
      'https://e.example/',
      'cid:logo@x',
      '<svg><style>',
      '</p>',
      '<table>',
      ' onerror=x',
      '<!--',
      '-->',
      '<![CDATA[',
      '&quot;',
      'style="',
    )
    assert(
      property(array(oneof(piece, string())), (pieces) => {
        const { html } = quoted(pieces.join(''))
        const tags = html.match(/<[^>]*>/gu) ?? []
        const kept =
          /^<\/?(?:[a-z0-9]+)(?: (?:href|src|alt|align|border|colspan|dir|lang|rowspan|start|type)="[^"<>]*")*>$/u
        expect(tags.filter((tag) => !kept.test(tag))).toEqual([])
        expect(html.match(/src="(?!cid:part-0")/gu)).toBeNull()
        expect(html.match(/href="(?!https?:|mailto:|tel:)/giu)).toBeNull()
      }),
      { numRuns: 200 },
    )
  })
})
