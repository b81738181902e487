import type { Mention } from '@levee/contract'
import { array, assert, constantFrom, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchingPeople, mentionsIn, noteParts, typedMention } from './mention-text.ts'

const claire: Mention = { type: 'user', id: 'c', name: 'Claire' }
const aubry: Mention = { type: 'user', id: 'a', name: 'Claire Aubry' }
const other: Mention = { type: 'user', id: 'o', name: 'Claire Aubry' }
const team: Mention = { type: 'team', id: 't', name: 'Urbanisme' }
const everybody = [claire, aubry, other, team]

const ids = (text: string, chosen: string[]) =>
  mentionsIn(text, everybody, new Set(chosen)).map(({ id }) => id)

describe('the names in a note', () => {
  it('are cut out, the longest first, and nothing of the text is lost', () => {
    expect(noteParts('Voir @Claire Aubry, @Claire et @Paul', everybody)).toEqual([
      { text: 'Voir ' },
      { text: '@Claire Aubry', mention: aubry },
      { text: ', ' },
      { text: '@Claire', mention: claire },
      { text: ' et @Paul' },
    ])
    const pieces = array(constantFrom('@', 'Claire', ' ', 'Aubry', 'x', '@Urbanisme', '\n'))
    assert(
      property(pieces, (words) => {
        const text = words.join('')
        const parts = noteParts(text, everybody)
        expect(parts.map((part) => part.text).join('')).toBe(text)
      }),
    )
  })

  it('are those who were chosen where several have the same name', () => {
    expect(ids('@Claire Aubry', [])).toEqual(['a'])
    expect(ids('@Claire Aubry', ['o'])).toEqual(['o'])
    expect(ids('@Urbanisme et @Claire', [])).toEqual(['t', 'c'])
    expect(ids('Claire', ['c'])).toEqual([])
  })

  it.each([
    ['Bonjour @Cl', 11, { start: 8, query: 'Cl' }],
    ['@', 1, { start: 0, query: '' }],
    ['(@Claire Au', 11, { start: 1, query: 'Claire Au' }],
    ['a@b.example', 11, null],
    ['@Claire\nx', 9, null],
    ['Bonjour @Claire et', 10, { start: 8, query: 'C' }],
  ])('are looked for in “%s” before %i', (text, caret, expected) => {
    expect(typedMention(text, caret)).toEqual(expected)
  })

  it('are found by any of their words, without accents', () => {
    const zoe: Mention = { type: 'user', id: 'z', name: 'Zoé Élan' }
    expect(matchingPeople([...everybody, zoe], 'au').map(({ id }) => id)).toEqual(['a', 'o'])
    expect(matchingPeople([...everybody, zoe], 'ela').map(({ id }) => id)).toEqual(['z'])
    expect(matchingPeople([...everybody, zoe], 'claire a')).toEqual([aubry, other])
  })
})
