import { assert, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FilterTerm, parseFilter } from './parse-filter.ts'

describe('the filter box', () => {
  it.each<[string, FilterTerm[]]>([
    ['', []],
    ['   ', []],
    ['Élodie terrasse', [words('elodie'), words('terrasse')]],
    ['"terrasse été"', [words('terrasse ete')]],
    ['"sans fin', [words('sans fin')]],
    ['from:Galand', [{ field: 'from', text: 'galand' }]],
    ['FROM:a@b.example', [{ field: 'from', text: 'a@b.example' }]],
    ['subject:"permis de construire"', [{ field: 'subject', text: 'permis de construire' }]],
    ['ref:2026-000123', [{ field: 'ref', text: '2026-000123' }]],
    ['tag:Été is:open', [{ field: 'tag', text: 'ete' }, flag('open')]],
    ['is:UNREAD is:attachment', [flag('unread'), flag('attachment')]],
    ['is:strange', [words('is:strange')]],
    ['boîte:mairie', [words('boite:mairie')]],
    ['http://example.org', [words('http://example.org')]],
    [':', [words(':')]],
    ['from: is: tag:""', []], // still being typed
    ['due:soon', [{ field: 'due', level: 'soon' }]],
    ['DUE:Overdue', [{ field: 'due', level: 'overdue' }]],
    ['due:2026-03-02', [{ field: 'due', days: { from: '2026-03-02', to: '2026-03-02' } }]],
    ['closed:2026-03-02..', [{ field: 'closed', days: { from: '2026-03-02', to: null } }]],
    ['received:..2026-03-02', [{ field: 'received', days: { from: null, to: '2026-03-02' } }]],
    [
      'replied:2026-03-01..2026-03-31 is:late',
      [{ field: 'replied', days: { from: '2026-03-01', to: '2026-03-31' } }, flag('late')],
    ],
    ['due:tomorrow', [words('due:tomorrow')]],
    ['due:2026-02-30', [words('due:2026-02-30')]],
    ['received:..', [words('received:..')]],
    ['closed:soon', [words('closed:soon')]],
    ["l'été 50% a_b", [words("l'ete"), words('50%'), words('a_b')]],
  ])('reads %j', (typed, terms) => {
    expect(parseFilter(typed)).toEqual(terms)
  })

  it('never refuses what is typed, and never keeps an empty text', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 100 }), (typed) => {
        const texts = parseFilter(typed).map((term) => ('text' in term ? term.text.trim() : 'is'))
        expect(texts).not.toContain('')
      }),
    )
  })
})

function words(text: string): FilterTerm {
  return { field: 'words', text }
}

function flag(name: Extract<FilterTerm, { field: 'is' }>['flag']): FilterTerm {
  return { field: 'is', flag: name }
}
