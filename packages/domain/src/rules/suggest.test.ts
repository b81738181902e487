import { describe, expect, it } from 'vitest'
import { suggest, type SuggestionCounts, suggestionTokens } from './suggest.ts'

/** What mails with these tokens taught: the choice of each, or none. */
function taught(...mails: readonly (readonly [string | null, string])[]): SuggestionCounts {
  const ids = [...new Set(mails.flatMap(([id]) => id ?? []))]
  return {
    mails: mails.length,
    withToken: count(mails.flatMap(([, words]) => words.split(' '))),
    choices: ids.map((id) => {
      const own = mails.filter(([chosen]) => chosen === id)
      return {
        id,
        mails: own.length,
        withToken: count(own.flatMap(([, words]) => words.split(' '))),
      }
    }),
  }
}

function count(ids: readonly string[]): Map<string, number> {
  return ids.reduce(
    (counts, id) => counts.set(id, (counts.get(id) ?? 0) + 1),
    new Map<string, number>(),
  )
}

const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one)

describe('a suggestion', () => {
  const counts = taught(
    ...times(8, ['permits', 'permis construire merci'] as const),
    ...times(8, ['invoices', 'facture montant merci'] as const),
    ...times(8, [null, 'bonjour merci'] as const),
  )

  it('is what staff chose of such mail, with the words that speak for it', () => {
    const [first, ...others] = suggest(counts, ['merci', 'permis', 'construire', 'nouveau'])
    expect(first).toMatchObject({ id: 'permits', tokens: ['construire', 'permis'] })
    expect(first?.confidence).toBeGreaterThan(0.9)
    expect(others).toEqual([])
  })

  it('is not made of words that are everywhere, nor of none', () => {
    expect(suggest(counts, ['merci'])).toEqual([])
    expect(suggest(counts, [])).toEqual([])
    expect(suggest(taught(), ['permis'])).toEqual([])
  })

  it('waits until enough mail has taught it', () => {
    expect(suggest(taught(...times(4, ['permits', 'permis'] as const)), ['permis'])).toEqual([])
  })

  it('may be several: a mail has more than one tag', () => {
    const both = {
      ...counts,
      choices: [...counts.choices, ...counts.choices.map((one) => ({ ...one, id: `${one.id}2` }))],
    }
    expect(suggest(both, ['permis', 'construire']).map(({ id }) => id)).toEqual([
      'permits',
      'permits2',
    ])
  })
})

describe('the tokens of a mail', () => {
  it('are its sender, its mailbox and its words, each once', () => {
    expect(
      suggestionTokens({
        domain: 'example.org',
        mailboxId: 'm1',
        folded: ['le permis', 'permis 2026'],
      }),
    ).toEqual(['domain:example.org', 'mailbox:m1', 'permis', '2026'])
  })
})
