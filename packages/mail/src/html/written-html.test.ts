import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanWrittenHtml } from './written-html.ts'

describe('what people here write', () => {
  it('keeps its paragraphs, lists and links, and the variables in them', () => {
    const html =
      '<p>Bonjour <b>{{nom}}</b>,</p><ul><li>un</li></ul><a href="https://a.example/?q={{reference}}">ici</a>'
    expect(cleanWrittenHtml(html)).toBe(html)
  })

  it.each([
    ['<p onclick="x()" style="color:red" class="x">a</p>', '<p>a</p>'],
    ['<script>x()</script><style>p{}</style>a<!-- b -->', 'a'],
    ['<a href="java\nscript:x()">a</a>', 'a'],
    ['<a href="{{lien}}">a</a>', 'a'],
    ['<img src="https://a.example/x.png"><iframe src="//a.example">b</iframe>c', 'c'],
    ['<o:p><font color="red">a</font></o:p>', 'a'],
  ])('leaves nothing of %s that runs, loads or dresses up', (html, clean) => {
    expect(cleanWrittenHtml(html)).toBe(clean)
  })

  it('has no other elements and attributes, whatever it is', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<p>',
        '</p',
        '<b',
        '>',
        '"',
        "'",
        '<a href="',
        'https://x',
        ' onclick=',
        '&lt;',
        '{{a}}',
        '<td>',
      ),
      fc.string(),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const tags = cleanWrittenHtml(pieces.join('')).match(/<[^>]*>?/gu) ?? []
        const other = tags.filter(
          (tag) => !/^<\/?[a-z0-9]+(?: href="(?:https?:\/\/|mailto:|tel:)[^"<>]*")?>$/iu.test(tag),
        )
        expect(other).toEqual([])
      }),
    )
  })
})
