import { describe, expect, it } from 'vitest'
import { linkSigns } from './link-signs.ts'

const link = (href: string, text: string): string =>
  `<p>Voir <a class=x href="${href}">${text}</a></p>`

describe('a link whose text names another place', () => {
  it.each([
    [
      link('https://portail.evil/login?id=8', 'https://www.bank.fr/compte'),
      'portail.evil/login?id=8',
    ],
    [link('https://portail.evil', 'bank.fr'), 'portail.evil/'],
    [link('https://bank.fr.portail.evil/x', '<b>bank</b>.fr'), 'bank.fr.portail.evil/x'],
    [link('https://bank.fr@portail.evil/x', 'http://bank.fr'), 'portail.evil/x'],
    [link('&#104;ttps:&#x2F;&sol;portail&period;evil', 'bank&#46;fr'), 'portail.evil/'],
    [link('https://xn--bnk-5cd.fr/', 'bank.fr'), 'аbnk.fr/'],
    ["<a title='>' href=//x><a\nhref='https://portail.evil'>www.bank.fr", 'portail.evil/'],
  ])('is found: %s', (html, target) => {
    expect(linkSigns(html).deceptiveLinks.map((each) => each.target)).toEqual([target])
  })

  it.each([
    link('https://www.bank.fr/compte', 'bank.fr'),
    link('https://login.bank.fr', 'https://www.bank.fr'),
    link('https://clicks.example/r?u=1', 'Voir la facture'),
    link('https://clicks.example/r', 'README.md'),
    link('https://clicks.example/r', 'facture.pdf'),
    link('mailto:a@b.example', 'bank.fr'),
    link(
      'https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fbank.fr%2Fx&data=1',
      'https://bank.fr/x',
    ),
    link('#top', 'bank.fr'),
  ])('is not: %s', (html) => {
    expect(linkSigns(html).deceptiveLinks).toEqual([])
  })

  it('does not cost more than a link in traps', () => {
    const started = performance.now()
    for (const trap of [
      '<a ',
      '<a "',
      "<a href='",
      '<a href=x>',
      '&#x',
      '<a href="https://a.example">',
    ])
      linkSigns(trap.repeat(60_000))
    expect(performance.now() - started).toBeLessThan(3_000)
  })
})

it('knows the hosts that a message leads to', () => {
  const html =
    link('https://A.example/1', 'a') +
    link('https://b.example', 'b') +
    link('https://a.example/2', 'c')
  expect(linkSigns(html).linkHosts).toEqual(['a.example', 'b.example'])
})
