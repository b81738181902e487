import { describe, expect, it } from 'vitest'
import { foldQuotes } from './quoted-text.ts'

describe('folding the quotation below a reply', () => {
  it.each([
    [
      'French attribution',
      'Merci.\n\nLe lun. 5 févr. 2024 à 10:12, Mairie <m@x.fr> a écrit :\n> Bonjour\n>\n> fin',
    ],
    [
      'English attribution',
      'Thanks.\n\nOn Mon, 5 Feb 2024 at 10:12, Town <t@x.org> wrote:\n\n> Hello\n',
    ],
    [
      'attribution wrapped over three lines',
      'Merci.\n\nLe lundi 5 février 2024,\nla mairie de Vareilles\n<m@x.fr> a écrit :\n> Bonjour',
    ],
    [
      'no-break space before the colon',
      'Merci.\n\nLe 5 février 2024, Anne a écrit\u00a0:\n> Bonjour',
    ],
    ['name and address only', 'Merci.\n\nAnne <anne@x.fr> a écrit :\n> Bonjour'],
    ['quoted lines alone', 'Merci.\n\n> Bonjour\n> fin'],
    ['Outlook separator', "Merci.\n\n-----Message d'origine-----\nDe : Anne\n\nBonjour"],
    ['English separator', 'Thanks.\n\n-----Original Message-----\nFrom: Anne\n\nHello'],
    [
      'Outlook heading',
      'Merci.\n\n________________________________\nDe : Anne <a@x.fr>\nEnvoyé : lundi 5\nÀ : Mairie\nCc : Paul\nObjet : Salle\n\nBonjour',
    ],
    [
      'English Outlook heading',
      'Thanks.\n\nFrom: Anne <a@x.fr>\nSent: Monday\nTo: Town\nSubject: Hall\n\nHello',
    ],
  ])('hides it: %s', (_name, text) => {
    const { visible, quoted } = foldQuotes(text)
    expect(visible).toMatch(/^(?:Merci|Thanks)\.$/)
    expect(quoted).not.toBe('')
    expect(text.startsWith(visible) && text.endsWith(quoted)).toBe(true)
  })

  it.each([
    [
      'a mail whose lines are not marked',
      'Merci.\n\nOn 5 Feb 2024, at 10:12, Anne <a@x.fr> wrote:\n\nHello,\n\nAnne',
    ],
    ['a German one', 'Merci.\n\nAm 5.2.2024 10:12 schrieb Anne <a@x.de>:\n> Hallo'],
    [
      'a Spanish one',
      'Merci.\n\nEl lun, 5 feb 2024 a las 10:12, Anne (<a@x.es>) escribió:\n> Hola',
    ],
    ['a date and a sender', 'Merci.\n\n2024-02-05 10:12 GMT+01:00 Anne <\na@x.fr>:\n> Bonjour'],
    ['a signature', 'Merci.\n\n-- \nJeanne Morvan\nAdjointe'],
    ['what a telephone adds', 'Merci.\n\nEnvoyé de mon iPhone'],
    [
      'a signature above the quotation',
      'Merci.\n\n--\nJeanne\n\nLe 5 mai, Anne a écrit :\n> Bonjour',
    ],
  ])('hides what else is not new: %s', (_name, text) => {
    const { visible, quoted } = foldQuotes(text)
    expect(visible).toBe('Merci.')
    expect(quoted).not.toBe('')
  })

  it('hides an announced quotation above the answer', () => {
    const { visible, quoted } = foldQuotes('Le 5 mai, Anne a écrit :\n> Quand ?\n\nMardi.')
    expect(visible).toBe('Mardi.')
    expect(quoted).toContain('> Quand ?')
  })

  it.each([
    ['an answer below the quotation', '> Quand ?\n\nMardi.'],
    ['answers between quoted lines', 'Voir plus bas.\n> Quand ?\nMardi.\n> Où ?\nIci.'],
    ['nothing but a quotation', 'Le 5 mai 2024, Anne a écrit :\n> Bonjour'],
    ['a forward without a word of comment', '-----Original Message-----\nFrom: Anne\n\nHello'],
    ['a contact form', 'Nouveau message du site\nDe : Jean\nObjet : Voirie\nMessage : un trou'],
    [
      'an attribution with unmarked text below',
      'Bonjour,\nLe 5 mai, le maire a écrit :\nnous viendrons.',
    ],
    [
      'answers below each quoted line',
      'On 5 Feb 2024 at 10:12, Anne <a@x.fr> wrote:\n> Quand ?\nMardi.\n> Où ?\nIci.',
    ],
    ['a list between dashes', 'Voici :\n--\nun\n--\n' + 'ligne\n'.repeat(20)],
    [
      'a sentence that names a telephone',
      'Sent from my iPhone, the picture was too small.\n\nHere it is again.\n\nAnne',
    ],
    ['a plain letter', 'Madame,\n\nJe vous écris.\n\nAnne'],
    ['an empty message', ''],
  ])('leaves all of it to be read: %s', (_name, text) => {
    expect(foldQuotes(text)).toEqual({ visible: text, quoted: '' })
  })
})
