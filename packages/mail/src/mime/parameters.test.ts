import { describe, expect, it } from 'vitest'
import { corpusCases, corpusFile, hasCorpus } from '../testing/corpora.ts'
import { attachmentName } from './attachment-name.ts'
import { parameterised } from './parameters.ts'

/** What a parameter says; bytes of the field are those of the text in `encoding`. */
function read(field: string, name = 'name', encoding: BufferEncoding = 'latin1', charset?: string) {
  return parameterised(Buffer.from(field, encoding).toString('latin1')).parameter(name, charset)
}

describe('the value of a field', () => {
  it.each([
    ['text/plain; charset=us-ascii', 'text/plain'],
    ['Text/PLAIN', 'text/plain'],
    [' text/plain ;charset=x', 'text/plain'],
    ['text/plain (why not?); charset=x', 'text/plain'],
    ['(nested (comment)) inline; filename=x', 'inline'],
    ['text/plain charset=utf-8', 'text/plain'], // no semicolon
    ['"attachment"; filename=x', '"attachment"'],
    [';name=x', ''],
    ['', ''],
  ])('of %j is %j', (field, value) => {
    expect(parameterised(field).value).toBe(value)
  })
})

describe('parameters (RFC 2045 §5.1)', () => {
  it.each([
    ['text/plain; charset=us-ascii (Plain text)', 'charset', 'us-ascii'],
    ['text/plain; charset="us-ascii"', 'charset', 'us-ascii'],
    ['text/plain; CharSet = "us-ascii" ; x=y', 'charset', 'us-ascii'],
    ['multipart/mixed; boundary="gc0y8pkb9ex"', 'boundary', 'gc0y8pkb9ex'],
    ['multipart/mixed; boundary=gc0pJq0M:08jU534c0p', 'boundary', 'gc0pJq0M:08jU534c0p'],
    [
      'a/b; boundary="with;semi=colon \\"quoted\\" \\\\"',
      'boundary',
      'with;semi=colon "quoted" \\',
    ],
    ['text/plain charset=utf-8', 'charset', 'utf-8'],
    ['a/b;; ;name=x;', 'name', 'x'],
    ['a/b; name', 'name', undefined],
    ['a/b; name=', 'name', ''],
    ['a/b; name=""', 'name', ''],
    ['a/b; name=first; name=second', 'name', 'first'],
    ['a/b; other=x', 'name', undefined],
  ])('%j: %s is %j', (field, name, text) => {
    expect(read(field, name)).toBe(text)
  })
})

describe('continuations, charsets and languages (RFC 2231)', () => {
  it.each([
    // §3 and §4, as they stand there
    [
      'message/external-body; access-type=URL; URL*0="ftp://"; URL*1="cs.utk.edu/pub/moore/bulk-mailer/bulk-mailer.tar"',
      'url',
      'ftp://cs.utk.edu/pub/moore/bulk-mailer/bulk-mailer.tar',
    ],
    [
      "application/x-stuff; title*=us-ascii'en-us'This%20is%20%2A%2A%2Afun%2A%2A%2A",
      'title',
      'This is ***fun***',
    ],
    [
      `application/x-stuff; title*0*=us-ascii'en'This%20is%20even%20more%20; title*1*=%2A%2A%2Afun%2A%2A%2A%20; title*2="isn't it!"`,
      'title',
      "This is even more ***fun*** isn't it!",
    ],
    // out of order, cut in the middle of a character
    ["a/b; name*1*=%A9t%C3; name*2*=%A9; name*0*=utf-8''%C3", 'name', 'été'],
    ["a/b; name*=iso-8859-1''%A3%20rates", 'name', '£ rates'],
    ["a/b; name*=UTF-8''%e2%82%ac%20rates", 'name', '€ rates'],
    ["a/b; name*=''plain", 'name', 'plain'],
    ["a/b; name*=x-unknown''%C3%A9", 'name', 'é'],
    ["a/b; name*=utf-8''%E9", 'name', 'é'], // mislabelled
    ["a/b; name=old.pdf; name*=utf-8''n%C3%A9w.pdf", 'name', 'néw.pdf'],
    // what programs write
    ['a/b; name*=%C3%A9.pdf', 'name', 'é.pdf'],
    [`a/b; name*="utf-8''%C3%A9.pdf"`, 'name', 'é.pdf'],
    ['a/b; name*0="=?utf-8?q?=C3=A9?="; name*1=".pdf"', 'name', 'é.pdf'],
    ["a/b; name*=utf-8''100%.pdf", 'name', '100%.pdf'],
    ["a/b; name*0*=gb18030''%CE%C4; name*1*=%BC%FE.txt", 'name', '文件.txt'],
    ['a/b; name*x=y', 'name', undefined],
  ])('%j', (field, name, text) => {
    expect(read(field, name)).toBe(text)
  })

  it('joins ten pieces by number, not by name', () => {
    const pieces = Array.from({ length: 12 }, (_, place) => `; name*${place}=${place},`).toSorted()
    expect(read(`a/b${pieces.join('')}`)).toBe('0,1,2,3,4,5,6,7,8,9,10,11,')
  })
})

describe('names of files as programs write them', () => {
  it.each([
    ['a/b; name=Mon rapport (1).pdf; size=3', 'Mon rapport (1).pdf'],
    ['a/b; name="C:\\dir\\new.txt"', 'C:\\dir\\new.txt'],
    ['a/b; name="Le "grand" jour.pdf"; size=3', 'Le "grand" jour.pdf'],
    ['a/b; name="a;b=c.pdf"', 'a;b=c.pdf'],
    ['a/b; name="x" size=3', 'x'],
    ['a/b; name="x" (comment); size=3', 'x'],
    ['a/b; name="never closed.pdf', 'never closed.pdf'],
    ['a/b; name="ends in\\', 'ends in\\'],
    ["a/b; name='single.pdf'", "'single.pdf'"],
    ['a/b; name="=?utf-8?B?w6kucGRm?="', 'é.pdf'],
    ['a/b; name==?utf-8?q?=C3=A9_x.pdf?=; size=3', 'é x.pdf'],
    ['a/b; name="=?utf-8?q?=C3?= =?utf-8?q?=A9.pdf?="', 'é.pdf'],
    ['a/b; name==?iso-2022-jp?B?GyRCRnxLXBsoQi5wZGY=?=', '日本.pdf'],
  ])('%j', (field, text) => {
    expect(read(field)).toBe(text)
  })

  it('may hold raw bytes, in UTF-8 or in the charset of the text', () => {
    expect(read('a/b; name="été.pdf"', 'name', 'utf8')).toBe('été.pdf')
    expect(read('a/b; name="été.pdf"', 'name', 'latin1')).toBe('été.pdf')
    expect(read('a/b; name="été.pdf"', 'name', 'utf8', 'big5')).toBe('été.pdf')
    expect(read('a/b; name="\xd0\xc5"', 'name', 'latin1', 'koi8-r')).toBe('пе')
  })

  const vectors = corpusCases<{ id: string; input: string }>('attach-names/vectors.json')
  it.skipIf(vectors.length === 0)('come through in every form that is in use', () => {
    for (const { input } of vectors) {
      const text = input.toWellFormed()
      const words = `=?utf-8?b?${Buffer.from(text).toString('base64')}?=`
      const percent = encodeURIComponent(text).replaceAll("'", '%27')
      const quoted = text.replace(/["\\]/g, '\\$&')
      expect(read(`a/b; name*=utf-8''${percent}; size=1`)).toBe(text)
      expect(read(`a/b; name="${words}"; size=1`)).toBe(text)
      expect(read(`a/b; name="${quoted}"; size=1`, 'name', 'utf8')).toBe(text)
      const name = attachmentName({ filename: text, contentType: 'a/b' }, 0)
      expect(name).not.toMatch(/[/\\:\p{Cc}\u202a-\u202e\u2066-\u2069]|^[.\s]|[.\s]$/u)
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255)
      expect(name).not.toBe('')
    }
  })

  it('agree with the vectors of another reader', () => {
    const path = 'mime-kmime/codec_x-kmime-rfc2231/all-encoded.x-kmime-rfc2231-decode'
    if (!hasCorpus(path)) return
    const expected = new TextDecoder('koi8-r').decode(corpusFile(`${path}.expected`))
    expect(read(`a/b; name*=koi8-r''${corpusFile(path).toString('latin1')}`)).toBe(expected)
  })
})
