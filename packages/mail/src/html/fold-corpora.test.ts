import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { foldQuotes } from '@levee/domain'
import { describe, expect, it } from 'vitest'
import { readMessage } from '../mime/read-message.ts'
import { CORPORA, corpusFiles } from '../testing/oracles/corpora.ts'
import { foldQuotations } from './fold-quotations.ts'
import type { MailNode } from './html-tree.ts'
import { writeHtml } from './html-tree.ts'
import { sanitiseHtml } from './sanitise-html.ts'

const read = (corpus: string, file: string): string =>
  readFileSync(join(CORPORA, corpus, file), 'utf8').replaceAll('\r\n', '\n')
const words = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()
const LABEL = { text: '•••', language: 'en' }

/** What is read without opening the fold. */
function visibleText(html: string): string {
  const sources = { partUrl: () => undefined }
  const textOf = (nodes: MailNode[]): string =>
    nodes
      .map((node) => {
        if (typeof node === 'string') return node
        if (node.tag === 'details') return ''
        return node.tag === 'br' ? ' ' : `${textOf(node.children)} `
      })
      .join('')
  return words(textOf(foldQuotations(sanitiseHtml(html, sources).nodes, LABEL)))
}

const replies = corpusFiles('reply-discourse', /^emails\//)
describe.skipIf(replies.length === 0)('replies of many programs and languages', () => {
  it('are cut where people would cut them, in 85 % of the cases', () => {
    const wrong = replies.filter((file) => {
      const wanted = read('reply-discourse', file.replace('emails/', 'trimmed/'))
      return words(foldQuotes(read('reply-discourse', file)).visible) !== words(wanted)
    })
    expect(1 - wrong.length / replies.length).toBeGreaterThanOrEqual(0.85)
  })
})

const fixtures = corpusFiles('reply-crisp', /\.txt$/)
describe.skipIf(fixtures.length === 0)('what is folded', () => {
  it.each(fixtures)('holds nothing new: %s', (file) => {
    const text = read('reply-crisp', file)
    const { visible, quoted } = foldQuotes(text)
    const own = text.split('\n').filter((line) => !/^\s*(?:>|$)/.test(line))
    expect(visible).toContain(own.find((line) => !line.includes('wrote:')) ?? '')
    const [first = '>'] = quoted.split('\n').filter((line) => line.trim() !== '')
    expect(first).toMatch(ANNOUNCES)
  })
})

/** What a fold may begin with, said more loosely than the code does. */
const ANNOUNCES =
  /^\s*(?:>|[-_*]{2}|sent|get|envoyé)|@|\d{4}|\d:\d\d|wrote|écrit|^\s*\*?(?:from|de|von)\s?:/iu

const standard = corpusFiles('reply-talon', /^standard_replies\/.*\.eml$/)
describe.skipIf(standard.length === 0)('standard replies', () => {
  it.each(standard)('keep what was answered: %s', (file) => {
    const result = readMessage(readFileSync(join(CORPORA, 'reply-talon', file)))
    expect(foldQuotes(result.ok ? result.message.text : '').visible).toContain('Hello')
  })
})

const pages = corpusFiles('reply-talon', /^html_replies\/.*\.html$/)
describe.skipIf(pages.length === 0)('HTML replies', () => {
  it.each(pages)('show the answer and nothing else: %s', (file) => {
    expect(visibleText(read('reply-talon', file))).toBe('Hi. I am fine. Thanks, Alex')
  })

  it.each([
    ['reply-separated-by-hr.html', 'Hi there Bob'],
    ['OLK_SRC_BODY_SECTION.html', 'Reply'],
  ])('of programs that mark nothing: %s', (file, visible) => {
    expect(visibleText(read('reply-talon', file))).toBe(visible)
  })
})

const fold = (html: string): string =>
  writeHtml(foldQuotations(sanitiseHtml(html, { partUrl: () => undefined }).nodes, LABEL))

describe('an HTML reply', () => {
  it('opens its quotation without a script', () => {
    expect(
      fold('<p>Merci.</p><div>Le 5 mai 2026, Anne a écrit :</div><blockquote>Bonjour</blockquote>'),
    ).toBe(
      '<p>Merci.</p><details><summary lang="en">•••</summary><div>Le 5 mai 2026, Anne a écrit :</div><blockquote>Bonjour</blockquote></details>',
    )
  })

  it.each([
    [
      'Gmail',
      '<div dir="ltr">Merci.</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">Anne, jeudi:<br></div><blockquote class="gmail_quote">Bonjour</blockquote></div>',
    ],
    [
      'Outlook',
      '<div class="WordSection1"><p>Merci.</p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p><b>De :</b> Anne</p></div></div><p>Bonjour</p></div>',
    ],
    [
      'Outlook on the web',
      '<div>Merci.</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> Anne</div><div>Bonjour</div>',
    ],
    [
      'a rule and a heading',
      '<div>Merci.<hr><b>From: </b>a@x.fr<br><b>To: </b>b@x.fr<br><b>Sent: </b>Friday<br><b>Subject: </b>x<br><p>Bonjour</p></div>',
    ],
    [
      'Apple',
      '<div>Merci.</div><div><br><blockquote type="cite"><div>On 5 May 2026, at 10:12, Anne wrote:</div></blockquote><blockquote type="cite">Bonjour</blockquote></div>',
    ],
  ])('is folded: %s', (_program, html) => {
    expect(visibleText(html)).toBe('Merci.')
    expect(fold(html)).toContain('Bonjour')
  })

  it.each([
    [
      'answers between quotations',
      '<p>Voir plus bas.</p><blockquote>Quand ?</blockquote><p>Mardi.</p><blockquote>Où ?</blockquote><p>Ici.</p>',
    ],
    ['an answer below', '<blockquote>Quand ?</blockquote><p>Mardi.</p>'],
    ['nothing but a quotation', '<blockquote>Bonjour</blockquote>'],
    [
      'a forward without a comment',
      '<hr><b>From: </b>a<br><b>Date: </b>b<br><b>To: </b>c<br><b>Subject: </b>d<p>x</p>',
    ],
    [
      'rows of a table',
      '<table><tr><td>a</td></tr><tr><td><blockquote>b</blockquote></td></tr></table>',
    ],
  ])('is left alone in doubt: %s', (_name, html) => {
    const isFolded = fold(html).includes('<details>')
    expect(isFolded && !/<td><details>/.test(fold(html))).toBe(false)
  })
})
