import { assert, constantFrom, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldRuleText, withoutAccents } from './fold-rule-text.ts'

describe('texts are the same', () => {
  it.each([
    ['ÉLÈVE', 'eleve'],
    ['e\u0301le\u0300ve', 'élève'],
    ['Œuvre, CŒUR', 'oeuvre, coeur'],
    ['ﬁnance', 'finance'],
    ['ＰＥＲＭＩＳ', 'permis'],
    ['STRASSE', 'straße'],
    ['STRAẞE', 'strasse'],
    ['İstanbul', 'istanbul'],
    ['ISTANBUL', 'ıstanbul'],
    ['ΟΔΟΣ', 'οδος'],
    ['Łódź', 'lodz'],
    ['permis\r\n\tde\u00A0construire ', 'permis de construire'],
    ['per\u00ADmis\u200B', 'permis'],
    ['article ①', 'article 1'],
  ])('%j and %j', (one, other) => {
    expect(foldRuleText(one)).toBe(foldRuleText(other))
  })

  it('and folding them again changes nothing', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 20 }), (text) => {
        expect(foldRuleText(foldRuleText(text))).toBe(foldRuleText(text))
      }),
    )
  })

  it('and each letter is folded as it is alone, whatever stands beside it', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 20 }), (text) => {
        const letters = Array.from(text, (letter) => foldRuleText(`x${letter}x`).slice(1, -1))
        expect(foldRuleText(text)).toBe(letters.join('').replaceAll(/\s+/g, ' ').trim())
      }),
      { numRuns: 1000 },
    )
  })

  it('a text without accents has every character where it was', () => {
    const letters = string({
      unit: constantFrom('é', 'e\u0301', 'Ǖ', 'ß', '𝔞', 'ﬁ', 'x', 'ộ'),
    })
    assert(
      property(letters, (text) => {
        const { plain, written } = withoutAccents(text)
        expect(written).toBe(text.normalize('NFC'))
        expect(plain).toHaveLength(written.length)
      }),
    )
    expect(withoutAccents('Ngày mộte\u0301').plain).toBe('Ngay mote')
  })
})
