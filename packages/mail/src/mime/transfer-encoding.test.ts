import { describe, expect, it } from 'vitest'
import { corpusFile, hasCorpus } from '../testing/corpora.ts'
import { decodedSize, decodeTransfer, isNoBase64 } from './transfer-encoding.ts'

function decoded(text: string, encoding: string): string {
  const body = Buffer.from(text, 'latin1')
  const bytes = decodeTransfer(body, encoding)
  expect(decodedSize(body, encoding)).toBe(bytes.length)
  return bytes.toString('latin1')
}

describe('quoted-printable (RFC 2045 §6.7)', () => {
  it.each([
    [
      "Now's the time =\r\nfor all folk to come=\r\n to the aid of their country.",
      "Now's the time for all folk to come to the aid of their country.",
    ],
    ['a=3Db=3D', 'a=b='],
    ['=C3=a9', '\xc3\xa9'], // small letters are not allowed, and written
    ['soft =  \t\r\nbreak', 'soft break'],
    ['LF =\nalone', 'LF alone'],
    ['CR =\ralone', 'CR alone'],
    ['a = b =ZZ =4', 'a = b =ZZ =4'],
    ['the end =', 'the end '],
    ['==41', '=A'],
    ['raw \xe9 stays', 'raw \xe9 stays'],
    ['-- \r\nflows \r\non', '-- \r\nflows \r\non'],
    ['', ''],
  ])('decodes %j', (body, text) => {
    expect(decoded(body, 'quoted-printable')).toBe(text)
  })
})

describe('base64 (RFC 2045 §6.8)', () => {
  it.each([
    // RFC 4648 §10
    ['Zg==', 'f'],
    ['Zm8=', 'fo'],
    ['Zm9v', 'foo'],
    ['Zm9vYg==', 'foob'],
    ['Zm9vYmE=', 'fooba'],
    ['Zm9vYmFy', 'foobar'],
    ['Zm\r\n9vYm\r\nFy\r\n', 'foobar'],
    ['Zm9v!YmFy', 'foobar'], // "any characters outside of the base64 alphabet are to be ignored"
    ['Zm9vYg', 'foob'], // padding that is missing
    ['Zm8=\r\n\r\n-- \r\nA list appended this.', 'fo'],
    ['Zm8=\r\nYmFy\r\n', 'fobar'], // encoded piece by piece
    ['Zm8=Zg==', 'fof'],
    ['=Zm9v', 'foo'],
    ['====', ''],
    ['', ''],
  ])('decodes %j', (body, text) => {
    expect(decoded(body, 'base64')).toBe(text)
  })

  it.each(['\r\n', '\n', ' \r\n', ''])(
    'knows the size of long files with lines ending in %j',
    (end) => {
      for (const size of [1, 56, 57, 58, 12_287, 12_288, 12_289, 50_000]) {
        const file = Buffer.alloc(size, 'levee')
        for (const last of ['', end, 'Mailman\r\n', '=\r\n']) {
          const body = Buffer.from(file.toString('base64').replace(/.{76}/g, `$&${end}`) + last)
          expect(decodedSize(body, 'base64')).toBe(decodeTransfer(body, 'base64').length)
        }
      }
    },
  )

  it('knows the size of a file with a stray character in it', () => {
    const body = Buffer.from(
      Buffer.alloc(40_000, 'levee').toString('base64').replace(/.{76}/g, '$&\r\n'),
    )
    for (const [place, byte] of [
      [100, '!'],
      [20_000, '='],
      [30_000, '\n'],
      [77, 'A'],
    ] as const) {
      const broken = Buffer.from(body)
      broken.write(byte, place)
      expect(decodedSize(broken, 'base64')).toBe(decodeTransfer(broken, 'base64').length)
    }
  })

  it('is not what everybody declares as such', () => {
    expect(isNoBase64(Buffer.from('Bonjour, voici : la « réponse » !'))).toBe(true)
    expect(isNoBase64(Buffer.from('Qm9uam91ciE=\r\n'))).toBe(false)
    expect(isNoBase64(Buffer.alloc(0))).toBe(false)
  })
})

describe('uuencode (POSIX)', () => {
  it.each([
    ['begin 644 cat.txt\n#0V%T\n`\nend\n', 'Cat'],
    ['begin 644 cat.txt\r\n#0V%T\r\n \r\nend\r\n', 'Cat'],
    ['Here it is:\nbegin 644 a b.txt\n#0V%T\nend\nBye', 'Cat'],
    ['begin 644 cut.txt\n#0V%T', 'Cat'],
    ['#0V%T', 'Cat'],
    ['begin 644 zeros\n#````\nend', '\0\0\0'],
    ['begin 644 zeros\n#\nend', '\0\0\0'], // trailing spaces lost on the way
    ['begin-base64 644 cat.txt\nQ2F0\n====\n', 'Cat'],
    ['', ''],
  ])('decodes %j', (body, text) => {
    expect(decoded(body, 'x-uuencode')).toBe(text)
    expect(decoded(body, 'uuencode')).toBe(text)
  })

  it('makes no more of a body than it holds', () => {
    expect(decoded('~\n'.repeat(1000), 'x-uue').length).toBeLessThanOrEqual(2000)
  })
})

describe('other encodings', () => {
  it.each(['7bit', '8bit', 'binary', '', 'x-unknown'])(
    '%j is the body as it stands',
    (encoding) => {
      expect(decoded('=41 QUJD', encoding)).toBe('=41 QUJD')
    },
  )
})

describe('the vectors of another reader', () => {
  // but for corrupt4: a soft break that ends the body is one, for its line end is the delimiter's
  it.each([
    ['codec_base64/basic-decode.base64', 'base64'],
    ['codec_quoted-printable/corrupt2.quoted-printable', 'quoted-printable'],
    ['codec_quoted-printable/corrupt3.quoted-printable', 'quoted-printable'],
  ])('agree in %s', (path, encoding) => {
    if (!hasCorpus(`mime-kmime/${path}`)) return
    const body = corpusFile(`mime-kmime/${path}`)
    expect(decodeTransfer(body, encoding)).toEqual(corpusFile(`mime-kmime/${path}.expected`))
  })

  it.each([
    ['codec_base64/basic-encode', 'base64'],
    ['codec_base64/very_small-encode', 'base64'],
    ['codec_quoted-printable/basic-encode', 'quoted-printable'],
    ['codec_quoted-printable/wrap-encode', 'quoted-printable'],
    ['codec_x-uuencode/basic-encode', 'x-uuencode'],
  ])('are read back in %s', (path, encoding) => {
    if (!hasCorpus(`mime-kmime/${path}`)) return
    const body = corpusFile(`mime-kmime/${path}.expected`)
    expect(decodeTransfer(body, encoding)).toEqual(corpusFile(`mime-kmime/${path}`))
  })
})
