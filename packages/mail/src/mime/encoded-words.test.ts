import { describe, expect, it } from 'vitest'
import { corpusCases, corpusFile, hasCorpus } from '../testing/corpora.ts'
import { decodeWords } from './encoded-words.ts'
import { headerFields } from './header-fields.ts'

describe('encoded words (RFC 2047)', () => {
  it.each([
    // §8
    ['=?US-ASCII?Q?Keith_Moore?= <moore@cs.utk.edu>', 'Keith Moore <moore@cs.utk.edu>'],
    ['=?ISO-8859-1?Q?Patrik_F=E4ltstr=F6m?=', 'Patrik Fältström'],
    [
      '=?ISO-8859-1?B?SWYgeW91IGNhbiByZWFkIHRoaXMgeW8=?= =?ISO-8859-2?B?dSB1bmRlcnN0YW5kIHRoZSBleGFtcGxlLg==?=',
      'If you can read this you understand the example.',
    ],
    ['(=?ISO-8859-1?Q?a?=)', '(a)'],
    ['(=?ISO-8859-1?Q?a?= b)', '(a b)'],
    ['(=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=)', '(ab)'],
    ['(=?ISO-8859-1?Q?a?=  =?ISO-8859-1?Q?b?=)', '(ab)'],
    ['(=?ISO-8859-1?Q?a?= \t =?ISO-8859-1?Q?b?=)', '(ab)'],
    ['(=?ISO-8859-1?Q?a_b?=)', '(a b)'],
    ['(=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=)', '(a b)'],
    // RFC 2231 §5
    ['=?US-ASCII*EN?Q?Keith_Moore?=', 'Keith Moore'],
    // lower case
    ['=?utf-8?q?r=c3=a9?= =?utf-8?b?w6k=?=', 'réé'],
  ])('%s', (text, expected) => {
    expect(decodeWords(text)).toBe(expected)
  })

  it.each([
    ['=?utf-8?Q?=E2=82?= =?utf-8?Q?=AC?=', '€'],
    ['=?utf-8?B?4oI=?= =?utf-8?B?rA==?=', '€'],
    ['=?utf-8?B?4oI=?= =?utf-8?Q?=AC?=', '€'],
    ['=?utf-8?Q?=E2=82?==?utf-8?Q?=AC?=', '€'],
    ['=?iso-2022-jp?B?GyRCRnw=?= =?iso-2022-jp?B?S1wbKEI=?=', '日本'],
    ['=?gb2312?B?xOM=?= =?gb2312?B?usM=?=', '你好'],
    ['=?shift_jis?Q?=93=FA=96{?=', '日本'],
  ])('joins what was cut within a character: %s', (text, expected) => {
    expect(decodeWords(text)).toBe(expected)
  })

  it.each([
    ['a=?utf-8?q?b?=c', 'abc'], // without the white space of §5 (1)
    ['"=?utf-8?q?b?="', '"b"'], // within a quoted string, §5 (3)
    ['=?utf-8?q?two words?=', 'two words'],
    ['=?utf-8?q?=E9t=E9?=', 'été'], // mislabelled
    ['=?iso-8859-1?q?=C3=A9t=C3=A9?=', 'Ã©tÃ©'], // §5: what is declared is believed, word by word
    ['=?iso-8859-1?q?=80_=96?=', '€ –'], // Windows-1252
    ['=?x-unknown?q?=C3=A9?=', 'é'],
    ['=?unknown-8bit?q?=E9t=E9?=', 'été'],
    ['=?utf-8?q?é=C3=A9?=', 'éé'], // raw letters in a word
    ['=?utf-8?b?w6k?=', 'é'], // no padding
    ['=?utf-8?b?w6k=w6k=?=', 'éé'], // padding in between
    ['=?utf-8?b?w6 k=?=', 'é'],
    ['=?utf-8?q?100%=?=', '100%='],
    ['=?utf-8?q??=', ''],
    ['=?utf-7?q?+AOk-?=', 'é'],
    // what is none stays
    ['=?utf-8?q?open', '=?utf-8?q?open'],
    ['=?utf-8?x?a?=', '=?utf-8?x?a?='],
    ['=??q?a?=', '=??q?a?='],
    ['=?utf-8?', '=?utf-8?'],
    ['=?', '=?'],
    ['a = b ? c', 'a = b ? c'],
    ['', ''],
  ])('as programs write them: %s', (text, expected) => {
    expect(decodeWords(text)).toBe(expected)
  })
})

function bare(text: string): string {
  return text.replace(/\s+/g, '')
}

describe('the vectors of other readers', () => {
  it.each([
    ['codec_q/all-encoded-decode.q', 'q'],
    ['codec_q/basic-encode.expected', 'q'],
    ['codec_b/basic-decode.b', 'b'],
    ['codec_b/padding1-encode.expected', 'b'],
    ['codec_b/padding2-encode.expected', 'b'],
  ])('agree in %s', (path, encoding) => {
    if (!hasCorpus(`mime-kmime/${path}`)) return
    const encoded = corpusFile(`mime-kmime/${path}`).toString('latin1').trimEnd()
    const bytes = corpusFile(
      `mime-kmime/${path.replace('.expected', '')}${path.endsWith('.expected') ? '' : '.expected'}`,
    )
    expect(decodeWords(`=?koi8-r?${encoding}?${encoded.replace(/\r?\n/g, '')}?=`)).toBe(
      new TextDecoder('koi8-r').decode(bytes),
    )
  })

  const cases = corpusCases<{ header: string; expected: string }>(
    'mime-stalwart/fields/unstructured.json',
  )
  it.skipIf(cases.length === 0)('agree in unstructured fields, but for white space', () => {
    const read = cases.map(({ header }) => {
      const [field] = headerFields(Buffer.from(`X: ${header}\n\n`))
      return { header, text: bare(decodeWords(field?.value ?? '')) }
    })
    expect(read).toEqual(cases.map(({ header, expected }) => ({ header, text: bare(expected) })))
  })
})
