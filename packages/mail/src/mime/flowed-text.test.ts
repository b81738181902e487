import { describe, expect, it } from 'vitest'
import { corpusFile, hasCorpus } from '../testing/corpora.ts'
import { unfoldFlowed } from './flowed-text.ts'

function unfolded(lines: string[], delSp = false): string[] {
  return unfoldFlowed(lines.join('\r\n'), delSp).split('\n')
}

describe('text that flows (RFC 3676)', () => {
  it('is one paragraph, like the example of §4.1', () => {
    expect(
      unfolded([
        "`Take some more tea,' the March Hare said to Alice, ",
        'very earnestly.',
        '',
        "`I've had nothing yet,' Alice replied in an ",
        "offended tone, `so I can't take more.'",
      ]),
    ).toEqual([
      "`Take some more tea,' the March Hare said to Alice, very earnestly.",
      '',
      "`I've had nothing yet,' Alice replied in an offended tone, `so I can't take more.'",
    ])
  })

  it('flows within a quote, not from one into another (§4.5)', () => {
    expect(
      unfolded([
        '> Thou villainous ill-breeding ',
        '> spongy dizzy-eyed reeky elf-skinned ',
        '> pigeon-egg!',
        '>> Thou artless swag-bellied ',
        '>> milk-livered.',
        '>>> Thou errant ',
        '> ending.',
        'Mine ',
        '> theirs',
      ]),
    ).toEqual([
      '> Thou villainous ill-breeding spongy dizzy-eyed reeky elf-skinned pigeon-egg!',
      '>> Thou artless swag-bellied milk-livered.',
      '>>> Thou errant ',
      '> ending.',
      'Mine ',
      '> theirs',
    ])
  })

  it('keeps the signature separator (§4.3), quoted or not', () => {
    expect(unfolded(['text ', '-- ', 'Anne ', 'Durand'])).toEqual(['text ', '-- ', 'Anne Durand'])
    expect(unfolded(['> text ', '> -- ', '> Anne'])).toEqual(['> text ', '> -- ', '> Anne'])
  })

  it('loses the space that a line was stuffed with (§4.4)', () => {
    expect(unfolded([' From here', '  two', ' > no quote', ' ', ''])).toEqual([
      'From here',
      ' two',
      '> no quote',
      '',
      '',
    ])
  })

  it('joins words without a space when the sender asks for it (§4.2)', () => {
    expect(unfolded(['日本 ', '語 ', ' です'], true)).toEqual(['日本語です'])
  })

  it.each([
    [[''], ['']],
    [['a '], ['a ']],
    [
      ['>', '>>x', '> > y'],
      ['>', '>>x', '> > y'],
    ],
    [
      ['a ', '', 'b'],
      ['a ', '', 'b'],
    ],
    [
      ['> a ', '> ', '>b'],
      ['> a ', '>b'],
    ],
  ])('%j is %j', (lines, expected) => {
    expect(unfolded(lines)).toEqual(expected)
  })

  const folder = 'mime-roundcube/src'
  it('agrees with the vectors of another reader', () => {
    if (!hasCorpus(`${folder}/format-flowed.txt`)) return
    const text = corpusFile(`${folder}/format-flowed.txt`).toString()
    const expected = corpusFile(`${folder}/format-flowed-unfolded.txt`).toString()
    expect(unfoldFlowed(text, false).trimEnd()).toBe(expected.replaceAll('\r\n', '\n').trimEnd())
  })
})
