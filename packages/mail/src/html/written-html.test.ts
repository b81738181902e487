import { array, assert, constantFrom, oneof, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writtenHtml } from './written-html.ts'

const upload = '0198f000-0000-7000-8000-000000000001'
const asDraft = (html: string) => writtenHtml(html, { kind: 'draft' })
const asMail = (html: string) =>
  writtenHtml(html, { kind: 'mail', contentIds: { [upload]: 'p1@x.example' } })

describe('HTML that somebody here wrote', () => {
  it('keeps what the editor knows while it is a draft', () => {
    const html =
      `<p>Madame <span data-levee-variable="nom" data-levee-value="Morvan">Morvan</span>, <b>oui</b>.</p>` +
      `<p><img src="cid:${upload}" alt="Plan" width="320"></p>` +
      `<div data-levee-part="signature"><p>Nadia</p></div>` +
      `<div data-levee-part="quotation"><blockquote><p>Bonjour</p></blockquote></div>`
    expect(asDraft(html)).toMatchObject({ html, pictures: [upload], missing: [] })
  })

  it('leaves with Content-IDs, and without the marks of the editor', () => {
    const html = `<div data-levee-part="signature"><p>N <span data-levee-variable="x" data-levee-value="1">1</span></p></div><img src="cid:${upload}" alt="Plan">`
    expect(asMail(html).html).toBe(
      '<div><p>N <span>1</span></p></div><img src="cid:p1@x.example" alt="Plan">',
    )
  })

  it('says which variables nobody has filled in', () => {
    const html = '<p><span data-levee-variable="surface">{{surface}}</span></p>'
    expect(asMail(html).missing).toEqual(['surface'])
  })

  it.each([
    ['a script', '<p>a<script>x()</script></p>', '<p>a</p>'],
    ['a style', '<p style="color:red" class="MsoNormal">a</p>', '<p>a</p>'],
    ['a handler', '<b onclick="x()">a</b>', '<b>a</b>'],
    ['a picture from elsewhere', '<p>a<img src="https://x.example/p.gif"></p>', '<p>a</p>'],
    ['a picture that was not uploaded', '<p>a<img src="data:image/png;base64,AA"></p>', '<p>a</p>'],
    ['a link that runs', '<a href="javascript:x()">a</a>', 'a'],
    ['a form', '<form><input><p>a</p></form>', '<p>a</p>'],
    [
      'a variable that is no name',
      '<span data-levee-variable="&quot;><b>">a</span>',
      '<span>a</span>',
    ],
  ])('is rid of %s', (_, html, clean) => {
    expect(asDraft(html).html).toBe(clean)
    expect(asMail(html).html).toBe(clean)
  })

  it('drops a picture that goes with no file', () => {
    const other = upload.replace(/1$/, '2')
    expect(asMail(`<p>a<img src="cid:${other}"></p>`).html).toBe('<p>a</p>')
  })

  it.each([
    [
      'a paragraph in what is unwrapped in one',
      '<p>a<x>b<p>c</p>d</x>e</p>',
      '<p>ab</p><p>c</p>de',
    ],
    ['a block under another name in a paragraph', '<p>a<body>b', '<p>a</p><div>b</div>'],
    ['an item in what is unwrapped in one', '<li>a<font><li>b', '<li>a</li><li>b</li>'],
  ])('ends %s where a browser would', (_, html, clean) => {
    expect(asDraft(html).html).toBe(clean)
    expect(asDraft(clean).html).toBe(clean)
  })

  it('changes nothing more when it is cleaned again', () => {
    const tag = constantFrom(
      ...'p x body font div a li ul td tr table b img br tfoot dd'.split(' '),
    )
    const piece = oneof(
      tag.map((name) => `<${name}>`),
      tag.map((name) => `</${name}>`),
      constantFrom(
        '<b title="">',
        '<a href="https://x.example">',
        '<',
        '&',
        '"',
        '<img src=x>',
        'a b',
      ),
    )
    assert(
      property(array(oneof(piece, string()), { maxLength: 20 }), (pieces) => {
        const { html } = asDraft(pieces.join(''))
        expect(asDraft(html).html).toBe(html)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('the plain text beside it', () => {
  it.each([
    ['paragraphs', '<p>Bonjour,</p><p>Demain<br>à 9 h.</p>', 'Bonjour,\n\nDemain\nà 9 h.'],
    ['an empty paragraph', '<p>a</p><p></p><p>b</p>', 'a\n\nb'],
    [
      'a link, with where it leads',
      '<p>Voir <a href="https://x.example/a">le plan</a>.</p>',
      'Voir le plan <https://x.example/a>.',
    ],
    ['a link that says so itself', '<a href="https://x.example/">x.example</a>', 'x.example'],
    ['an address', '<a href="mailto:a@x.example">a@x.example</a>', 'a@x.example'],
    [
      'lists in lists',
      '<p>Il faut :</p><ul><li><p>un plan</p><ol><li>large</li><li>long</li></ol></li><li><p>une photo<br>récente</p></li></ul><p>Merci</p>',
      'Il faut :\n\n- un plan\n  1. large\n  2. long\n- une photo\n  récente\n\nMerci',
    ],
    [
      'quotations in quotations',
      '<p>Oui.</p><div data-levee-part="quotation"><p>Ada :</p><blockquote><p>Non.</p><blockquote><p>Si.</p></blockquote></blockquote></div>',
      'Oui.\n\nAda :\n\n> Non.\n>\n>> Si.',
    ],
    [
      'a signature',
      '<p>a</p><div data-levee-part="signature"><p>N<br>T</p></div>',
      'a\n\n-- \nN\nT',
    ],
    [
      'a table',
      '<table><tr><td>a</td><td><p>b</p></td></tr><tr><td>c</td></tr></table>',
      'a | b\nc',
    ],
    ['a picture', `<p>a <img src="cid:${upload}" alt="Plan"> b</p>`, 'a [Plan] b'],
    ['lines as they are', '<pre>a\n  b</pre>', 'a\n  b'],
  ])('has %s', (_, html, text) => {
    expect(asMail(html).text).toBe(text)
  })
})
