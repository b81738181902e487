import { describe, expect, it } from 'vitest'
import { isSameText } from './same-text.ts'

const TEXT =
  'Votre boîte est pleine. Pour continuer à recevoir vos messages, veuillez confirmer votre identité avant demain.'

describe('mails that say the same', () => {
  it.each([
    ['numbers', `${TEXT} 8842`, `${TEXT} 17`],
    ['links and addresses', `${TEXT} https://a.example/x`, `${TEXT} jeanne@b.example`],
    ['case and layout', TEXT, `  ${TEXT.toUpperCase().replaceAll(' ', '\n')}`],
  ])('are recognised whatever their %s', (_what, one, other) => {
    expect(isSameText(one, other)).toBe(true)
  })

  it('are not those with other words, or too few', () => {
    expect(isSameText(TEXT, TEXT.replace('pleine', 'vide'))).toBe(false)
    expect(isSameText('Bonjour', 'Bonjour')).toBe(false)
  })
})
