import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatValue } from './format-value.ts'
import { parseTemplate, variablesIn } from './parse-template.ts'
import { personName } from './person-name.ts'
import { resolveTemplate } from './resolve-template.ts'
import { templateProblems } from './template-problems.ts'
import { type TemplateFacts, templateValues } from './template-values.ts'
import { knownVariable } from './template-words.ts'

const paris = { language: 'fr', timeZone: 'Europe/Paris' } as const
const facts: TemplateFacts = {
  correspondent: { name: 'MORVAN Jeanne', address: 'jeanne@morvan.example' },
  reference: '2026-004217',
  subject: 'Terrasse',
  receivedAt: new Date('2026-03-01T22:30:00Z'),
  dueAt: new Date('2026-03-31T22:00:00Z'), // 24:00 of 31 March in Paris
  now: new Date('2026-03-12T09:42:00Z'),
  mailbox: 'Courrier',
  organisation: 'Mairie de Port-Lévêque',
  team: 'Domaine public',
  user: 'Nadia Toussaint',
}
const write = (html: string, more: object = {}, marks = false) =>
  resolveTemplate(
    { subject: null, html },
    { ...templateValues(facts, 'fr'), ...more },
    { ...paris, marks },
  )

describe('a template', () => {
  it('speaks of the mail in the language of who gets it, 24:00 being the day that ends', () => {
    const html =
      '<p>{{salutation}} {{ lastName | upper }}, {{receivedAt}} · {{dueAt|jour}} · {{échéance|short}} · n° {{référence}}</p>'
    expect(write(html).html).toBe(
      '<p>Madame, Monsieur MORVAN, 1er mars 2026 · mardi 31 mars 2026 · 31/03/2026 · n° 2026-004217</p>',
    )
    const english = resolveTemplate(
      { subject: 'Your {{subject}}', html: '{{salutation}}, {{dueAt}}' },
      templateValues(facts, 'en'),
      { language: 'en', timeZone: 'Europe/Paris', marks: false },
    )
    expect(english).toMatchObject({
      subject: 'Your Terrasse',
      html: 'Dear Jeanne Morvan, 31 March 2026',
    })
  })

  it('leaves what is missing as it is written, names it once, and marks both for an editor', () => {
    const { html, missing, resolved } = write(
      '{{surface}} {{surface|montant}} {{nom}} {{equipe}}',
      { equipe: ' ' },
      true,
    )
    expect(missing).toEqual(['surface', 'equipe'])
    expect(resolved).toEqual([{ name: 'nom', value: 'Jeanne Morvan' }])
    expect(html).toBe(
      '<span data-levee-variable="surface">{{surface}}</span> <span data-levee-variable="surface">{{surface|montant}}</span> <span data-levee-variable="nom" data-levee-value="Jeanne Morvan">Jeanne Morvan</span> <span data-levee-variable="equipe">{{equipe}}</span>',
    )
    expect(variablesIn(html)).toEqual(['surface', 'equipe'])
  })

  it('finds what a rule caught under its own name', () => {
    expect(write('{{dossier}}', { dossier: 'PC 076' }).html).toBe('PC 076')
  })

  it.each([
    ['1234.5', '1 234,50 €'],
    ['12 000 €', '12 000,00 €'],
    ['-3,1', '-3,10 €'],
    ['environ 30', 'environ 30'],
  ])('writes %s as an amount', (text, written) => {
    expect(formatValue(text, 'amount', paris).replaceAll(/\s/gu, ' ')).toBe(written)
  })

  it.each([
    ['Jeanne Morvan', 'Jeanne', 'Morvan'],
    ['Morvan, Jeanne', 'Jeanne', 'Morvan'],
    ['MORVAN-LE GALL Jeanne', 'Jeanne', 'Morvan-Le Gall'],
    ['Mme Jeanne de La Rue', 'Jeanne', 'de La Rue'],
    ['Secrétariat', null, null],
    ['jeanne@morvan.example', null, null],
  ])('takes "%s" apart', (name, firstName, lastName) => {
    expect(personName(name)).toMatchObject({ firstName, lastName })
  })

  it('says which formats are none', () => {
    expect(
      templateProblems('{{dueAt|gras}} {{dueAt|upper}} {{nom|long}} {{nom|upper}} {{x}}'),
    ).toEqual([
      '{{dueAt|gras}}: there is no format "gras"',
      '{{dueAt|upper}}: this format is not for dates',
      '{{nom|long}}: this format is for dates only',
    ])
  })
})

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '<img src=x onerror=alert(1)>',
    '{{surface}}',
    'a\r\nBcc: x@y.example',
    '"><script>',
    '{{{{nom}}}}',
    '&lt;',
  ),
)
const anyTemplate = fc.array(
  fc.oneof(
    fc.constantFrom('{{nom}}', '{{x|upper}}', '<p>', '{{', '}}', '&nbsp;', 'Bonjour '),
    fc.string(),
  ),
  { maxLength: 12 },
)

const canonical = (names: readonly string[]) => [...new Set(names)].toSorted()

describe('templates in general', () => {
  it('are the whole of their pieces', () => {
    fc.assert(
      fc.property(anyTemplate, (parts) => {
        const text = parts.join('')
        const again = parseTemplate(text).map((piece) =>
          piece.type === 'text' ? piece.text : piece.source,
        )
        expect(again.join('')).toBe(text)
      }),
    )
  })

  it('never let a value become markup, another header field or a variable', () => {
    fc.assert(
      fc.property(hostile, hostile, (name, x) => {
        const { subject, html, missing } = resolveTemplate(
          {
            subject: 'Re: {{nom}} {{x}}',
            html: '<p title="a">{{nom}}</p><a href="https://a.example/?q={{x}}">{{x}}</a>',
          },
          { name, x },
          { ...paris, marks: false },
        )
        expect(subject).not.toMatch(/[\r\n\0]/u)
        expect(
          html
            .replaceAll('<br>', '')
            .match(/<[^>]*>?/gu)
            ?.map((tag) => tag.replace(/q=[^"<>\s]*"/u, 'q="')),
        ).toEqual(
          ['<p title="a">', '</p>', '<a href="https://a.example/?q="', '</a>'].map((tag, index) =>
            index === 2 ? `${tag}>` : tag,
          ),
        )
        expect(canonical(variablesIn(`${subject} ${html}`))).toEqual(canonical(missing))
      }),
    )
  })

  it('are read in time that grows with their length', () => {
    const long = '{{ '.repeat(200_000) + '{{a|'.repeat(100_000)
    const started = performance.now()
    parseTemplate(long)
    expect(performance.now() - started).toBeLessThan(500)
  })

  it('know each variable by its name in either language', () => {
    expect(['Prénom', 'date_réception', 'DUEAT', 'nom_de_famille'].map(knownVariable)).toEqual([
      'firstName',
      'receivedAt',
      'dueAt',
      'lastName',
    ])
  })
})
