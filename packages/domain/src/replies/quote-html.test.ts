import { assert, array, constantFrom, oneof, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { forwardedHtml, htmlOfText, quotationHtml } from './quote-html.ts'

const from = { name: 'Ada "A" <b>', address: 'ada@example.org' }
const date = new Date('2026-03-03T09:31:00Z')

describe('plain text as HTML', () => {
  it.each([
    ['', ''],
    ['Bonjour,\n\nDemain\r\nà 9 h.\n', '<p>Bonjour,</p><p>Demain<br>à 9 h.</p>'],
    ['a < b & "c"', '<p>a &lt; b &amp; &quot;c&quot;</p>'],
    [
      'Oui.\n> Non ?\n>> Si.\n>\n> Bien.\nFin',
      '<p>Oui.</p><blockquote><p>Non ?</p><blockquote><p>Si.</p></blockquote><p>Bien.</p></blockquote><p>Fin</p>',
    ],
    ['> > a', '<blockquote><blockquote><p>a</p></blockquote></blockquote>'],
  ])('of %j is %s', (text, html) => {
    expect(htmlOfText(text)).toBe(html)
  })

  it('closes what it opens, and lets no tag of the text through', () => {
    const piece = constantFrom('> ', '>', '\n', '<script>', 'a', '</blockquote>')
    assert(
      property(array(oneof(piece, string())), (pieces) => {
        const html = htmlOfText(pieces.join(''))
        const tags = html.match(/<[^>]*>/gu) ?? []
        const count = (tag: string) => tags.filter((each) => each === tag).length
        expect(count('<blockquote>')).toBe(count('</blockquote>'))
        expect(tags.filter((tag) => !/^<(?:\/?p|\/?blockquote|br)>$/u.test(tag))).toEqual([])
      }),
      { numRuns: 200 },
    )
  })
})

describe('a message that is quoted or passed on', () => {
  it('stands below who wrote it when, in a part of its own', () => {
    expect(quotationHtml({ from, date, text: 'Quand ?' }, 'fr', 'Europe/Paris')).toBe(
      '<div data-levee-part="quotation"><p>Le 3 mars 2026 à 10:31, Ada &quot;A&quot; &lt;b&gt; a écrit\u{A0}:</p><blockquote><p>Quand ?</p></blockquote></div>',
    )
  })

  it('keeps how it was laid out where that is known', () => {
    const message = { from, date, text: 'a | b', html: '<table><tr><td>a</td></tr></table>' }
    expect(quotationHtml(message, 'en', 'Europe/Paris')).toContain(
      '<blockquote><table><tr><td>a</td></tr></table></blockquote></div>',
    )
    const forwarded = { ...message, to: [], cc: [], subject: '' }
    expect(forwardedHtml(forwarded, 'en', 'Europe/Paris')).toContain('</p><table>')
  })

  it('says from whom, when, about what and to whom it was', () => {
    const message = { from, date, text: 'Quand ?', to: [from], cc: [], subject: 'Salle <1>' }
    const html = forwardedHtml(message, 'en', 'Europe/Paris')
    expect(html).toContain('---------- Forwarded message ----------<br>From: Ada')
    expect(html).toContain('<br>Date: 3 March 2026 at 10:31<br>Subject: Salle &lt;1&gt;<br>To: Ada')
    expect(html).not.toContain('Cc')
    expect(html.endsWith('</p><p>Quand ?</p></div>')).toBe(true)
  })
})
