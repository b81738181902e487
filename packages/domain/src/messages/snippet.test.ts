import { describe, expect, it } from 'vitest'
import { snippet } from './snippet.ts'

describe('the first words of a message', () => {
  it('are one line of new text', () => {
    expect(snippet('Bonjour,\n\n  la   salle\test libre.\n\n> Quand ?')).toBe(
      'Bonjour, la salle est libre.',
    )
  })

  it('end at a word when there are more', () => {
    const shown = snippet('mot '.repeat(200))
    expect(shown).toMatch(/ mot…$/)
    expect(shown.length).toBeLessThanOrEqual(181)
  })

  it('never break a character in two', () => {
    expect(snippet('a' + '🌊'.repeat(200)).isWellFormed()).toBe(true)
  })

  it('show the quotation when there is nothing else', () => {
    expect(snippet('> Quand ?')).toBe('> Quand ?')
  })
})
