import { describe, expect, it } from 'vitest'
import { foldQuotes } from '../messages/quoted-text.ts'
import { attribution, languageOf, quoteMessage } from './quote-message.ts'

const date = new Date('2026-03-03T09:31:00Z')
const from = { name: 'Jeanne Morvan', address: 'jeanne@morvan.example' }

describe('the line above a quotation', () => {
  it('is written in the language of the mail, in the time of the organisation', () => {
    expect(attribution({ from, date }, 'fr', 'Europe/Paris')).toBe(
      'Le 3 mars 2026 à 10:31, Jeanne Morvan a écrit\u{A0}:',
    )
    expect(attribution({ from, date }, 'en', 'Europe/London')).toBe(
      'On 3 March 2026 at 09:31, Jeanne Morvan wrote:',
    )
  })

  it('names the address of somebody without a name', () => {
    const nameless = { name: '', address: 'jeanne@morvan.example' }
    expect(attribution({ from: nameless, date }, 'en', 'UTC')).toContain('jeanne@morvan.example')
  })
})

describe('a quoted message', () => {
  it.each(['fr', 'en'] as const)('is folded away again by readers (%s)', (language) => {
    const quote = quoteMessage(
      { from, date, text: 'Bonjour,\n\n> ancien\n\nMerci' },
      language,
      'UTC',
    )
    expect(quote.split('\n').slice(1)).toEqual(['> Bonjour,', '>', '>> ancien', '>', '> Merci'])
    expect(foldQuotes(`Votre terrasse est autorisée.\n\n${quote}`).visible).toBe(
      'Votre terrasse est autorisée.',
    )
  })
})

describe('the language of a mail', () => {
  it.each([
    ['Bonjour Madame, je vous écris pour la terrasse.', 'fr'],
    ['Dear Sir, would you please send the form to our office?', 'en'],
    ['12345', 'en'],
  ])('of %j is %s', (text, language) => {
    expect(languageOf(text, 'en')).toBe(language)
  })
})
