import { describe, expect, it } from 'vitest'
import { differenceText } from './difference-text.ts'
import { reasonText } from './reason-text.ts'
import { strong } from './trust.ts'

describe('how two names differ, in words', () => {
  it.each([
    ['galand-tp.example', 'ga1and-tp.example', 'Le chiffre « 1 » à la place de la lettre « l ».'],
    [
      'mairie.example',
      'mаirie.example',
      'La lettre cyrillique « а » à la place de la lettre « a ».',
    ],
    ['port-leveque.example', 'port-levque.example', 'La lettre « e » en moins.'],
    ['mairie.example', 'rnairie.example', '« rn » à la place de la lettre « m ».'],
  ])('%s, %s', (usual, found, text) => {
    expect(differenceText(usual, found, 'fr').replaceAll('\u00A0', ' ')).toBe(text)
  })

  it('is said in English too', () => {
    expect(differenceText('a-b.example', 'ab.example', 'en')).toBe('The sign “-” is missing.')
  })
})

it('says whose domain is imitated and how', () => {
  const details = {
    usual: 'galand-tp.example',
    found: 'ga1and-tp.example',
    kind: 'confusable',
    whose: 'known',
    name: 'Galand TP',
  }
  const reason = strong('lookalikeDomain', 'ga1and-tp.example', details)
  expect(reasonText(reason, 'fr').title).toBe('Ce n’est pas le domaine de Galand TP')
  expect(reasonText(reason, 'en')).toEqual({
    title: 'This is not the domain of Galand TP',
    text: 'The digit “1” instead of the letter “l”.',
  })
})
