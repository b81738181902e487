import { array, assert, constantFrom, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { htmlOfText, textOfHtml } from './written-text.ts'

describe('plain text and the HTML of a draft', () => {
  it('come back from each other unchanged', () => {
    const line = string({ unit: constantFrom(...'a é<>&"\u{1F600}  /p'.split('')) })
    assert(
      property(array(line, { minLength: 1 }), (lines) => {
        expect(textOfHtml(htmlOfText(lines.join('\n')))).toBe(lines.join('\n'))
      }),
      { numRuns: 100 },
    )
  })

  it('read what a richer editor wrote', () => {
    const html =
      '<p>Bonjour <b>Jeanne</b>,<br>merci.</p><ul><li>un</li><li>deux</li></ul><blockquote><p>Quand ?</p></blockquote>'
    expect(textOfHtml(html)).toBe('Bonjour Jeanne,\nmerci.\nun\ndeux\nQuand ?')
  })
})
