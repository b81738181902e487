import { expect, it } from 'vitest'
import { recipientForms } from './recipient-forms.ts'

it.each([
  ['Contact@Vareilles.example', ['contact@vareilles.example']],
  [
    'contact+facture@vareilles.example',
    ['contact+facture@vareilles.example', 'contact@vareilles.example'],
  ],
  ['+a@vareilles.example', ['+a@vareilles.example']],
  ['"Contact"@vareilles.example', ['contact@vareilles.example']],
  ['a@mairie-é.example', ['a@mairie-é.example', 'a@xn--mairie--hya.example']],
  ['a@xn--mairie--hya.example', ['a@xn--mairie--hya.example', 'a@mairie-é.example']],
  ['E\u0301lodie@x.example', ['élodie@x.example']],
  ['postmaster', []],
  ['@x.example', []],
])('%s is for one of %o', (address, forms) => {
  expect(recipientForms(address)).toEqual(forms)
})
