import { expect, it } from 'vitest'
import { mailLanguage } from './mail-language.ts'

it.each([
  ['fr', 'Bonjour, je vous écris pour le permis de la rue des Pins, dans les délais.'],
  ['en', 'Hello, please find the plan for the garden with this mail. Are you open?'],
  ['de', 'Sehr geehrte Damen, wir möchten das Haus mit der Straße und die Pläne sehen.'],
  [null, 'OK'],
  [null, ''],
])('a mail of this language is told by its words: %s', (language, text) =>
  expect(mailLanguage([], text)).toBe(language),
)

it('is believed what its header says', () =>
  expect(mailLanguage([{ name: 'content-language', value: 'nl-BE, fr' }], 'Bonjour')).toBe('nl'))
