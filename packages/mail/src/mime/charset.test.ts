import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { decodeCharset, decodeText } from './charset.ts'

const FRENCH = 'Réunion à la mairie : été, forêt, naïve.'
const JAPANESE = 'こんにちは、世界。東京都庁からのお知らせです。'
const CHINESE = '您好，这是来自北京的邮件，请查收附件。谢谢！'
const KOREAN = '안녕하세요, 서울에서 보낸 메일입니다. 감사합니다.'
const RUSSIAN = 'Здравствуйте, это письмо из Москвы.'

describe('text in the charset that it declares', () => {
  it.each([
    ['utf-8', FRENCH],
    ['UTF8', FRENCH],
    ['iso-8859-1', FRENCH],
    ['ISO-8859-15', 'Prix : 12 €, œuvre'],
    ['windows-1252', '“Prix” : 12 €'],
    ['cp1252', '“Prix” : 12 €'],
    ['macintosh', FRENCH],
    ['cp850', FRENCH],
    ['iso-8859-2', 'Příliš žluťoučký kůň'],
    ['windows-1250', 'Příliš žluťoučký kůň'],
    ['iso-8859-7', 'Καλημέρα κόσμε'],
    ['iso-8859-8-i', 'שלום'],
    ['windows-1256', 'مرحبا'],
    ['koi8-r', RUSSIAN],
    ['koi8-u', 'Привіт, як справи'],
    ['windows-1251', RUSSIAN],
    ['gb2312', CHINESE],
    ['gbk', CHINESE],
    ['gb18030', CHINESE],
    ['cp936', CHINESE],
    ['big5', '您好，這是來自臺北的郵件'],
    ['shift_jis', JAPANESE],
    ['cp932', JAPANESE],
    ['euc-jp', JAPANESE],
    ['euc-kr', KOREAN],
    ['ks_c_5601-1987', KOREAN],
    ['cp949', KOREAN],
    ['tis-620', 'สวัสดี'],
    ['utf-7', FRENCH],
    ['utf-16le', FRENCH],
    ['utf-16be', FRENCH],
  ])('%s', (charset, text) => {
    const encoding =
      { 'iso-8859-8-i': 'iso-8859-8', 'ks_c_5601-1987': 'euc-kr' }[charset] ?? charset
    expect(decodeText(iconv.encode(text, encoding), charset)).toBe(text)
  })

  it.each([
    ['iso-2022-jp', '\x1b$B$3$s$K$A$O\x1b(B!', 'こんにちは!'],
    ['iso-2022-jp', '\x1b$@$3$s\x1b(J\\', 'こん¥'],
    ['iso-2022-jp', '\x1b$B$3\x1b(B\x1b$B$s\x1b(B', 'こん'], // two words joined
    ['cp50221', '\x1b$B$3$s$K$A$O\x1b(B!', 'こんにちは!'],
    ['iso-2022-kr', '\x1b$)C\x0e>H3g\x0f abc', '안녕 abc'],
    ['iso-2022-kr', '\x1b$)C\x0e>H\r\n>H\x0f', '안\r\n>H'], // each line begins in ASCII (RFC 1557)
    // RFC 1843 §2
    [
      'hz-gb-2312',
      'This sentence is in ASCII.\nThe next sentence is in GB.~{<:Ky2;S{#,NpJ)l6HK!#~}~\nBye.',
      'This sentence is in ASCII.\nThe next sentence is in GB.己所不欲，勿施於人。Bye.',
    ],
    ['hz-gb-2312', 'a ~~ b', 'a ~ b'],
    ['utf-7', 'Hi Mom -+Jjo--!', 'Hi Mom -☺-!'], // RFC 2152 §4
    ['unicode-1-1-utf-7', 'A+ImIDkQ.', 'A≢Α.'],
    ['utf-16', '\xfe\xff\0a\xe9\0', 'a\ue900'],
    ['utf-16', '\xff\xfea\0\xe9\0', 'aé'],
    ['utf-16', 'a\0b\0', 'ab'], // without a mark
    ['utf-16', '\0a\0b', 'ab'],
    ['utf-8', '\xef\xbb\xbfa', 'a'],
    ['us-ascii', 'abc', 'abc'],
    ['"utf-8"', '\xc3\xa9', 'é'],
    ['utf-8 (Unicode)', '\xc3\xa9', 'é'],
  ])('%s: %j', (charset, bytes, text) => {
    expect(decodeText(Buffer.from(bytes, 'latin1'), charset)).toBe(text)
  })
})

describe('text whose charset is missing, unknown or wrong', () => {
  it.each([
    ['utf8', undefined],
    ['utf8', 'us-ascii'],
    ['utf8', 'iso-8859-1'],
    ['utf8', 'windows-1252'],
    ['utf8', 'unknown-8bit'],
    ['utf8', 'x-user-defined'],
    ['utf8', 'no-such-charset'],
    ['latin1', undefined],
    ['latin1', 'us-ascii'],
    ['latin1', 'utf-8'],
    ['latin1', 'x-unknown'],
    ['latin1', 'no-such-charset'],
  ])('is French in %s, declared as %s', (encoding, declared) => {
    for (const text of [FRENCH, 'Café', 'Société Générale'])
      expect(decodeText(iconv.encode(text, encoding), declared)).toBe(text)
  })

  it.each(['Straße', 'Köln', 'Größe', 'Ärger über Öl', 'señor', 'façade', 'São Paulo'])(
    'takes %j, which is too short to tell, for Western',
    (text) => {
      expect(decodeText(Buffer.from(text, 'latin1'))).toBe(text)
      expect(decodeText(Buffer.from(text, 'latin1'), 'utf-8')).toBe(text)
    },
  )

  it.each([
    ['shift_jis', JAPANESE],
    ['euc-jp', JAPANESE],
    ['gb18030', CHINESE],
    ['euc-kr', KOREAN],
    ['koi8-r', RUSSIAN],
    ['windows-1251', RUSSIAN],
  ])('recognises %s', (encoding, text) => {
    for (const declared of [undefined, 'us-ascii', 'utf-8'])
      expect(decodeText(iconv.encode(text, encoding), declared)).toBe(text)
  })

  it('recognises the escapes of ISO-2022-JP', () => {
    const bytes = Buffer.from('\x1b$B$3$s$K$A$O\x1b(B!', 'latin1')
    for (const declared of [undefined, 'us-ascii', 'iso-8859-1', 'utf-8'])
      expect(decodeText(bytes, declared)).toBe('こんにちは!')
  })

  it('recognises UTF-16 by its mark', () => {
    const bytes = iconv.encode(FRENCH, 'utf-16le', { addBOM: true })
    for (const declared of [undefined, 'utf-8']) expect(decodeText(bytes, declared)).toBe(FRENCH)
  })

  it('keeps what can be read when a few bytes cannot', () => {
    const bytes = Buffer.concat([Buffer.from(FRENCH), Buffer.from([0xff])])
    expect(decodeText(bytes, 'utf-8')).toBe(`${FRENCH}\uFFFD`)
  })

  it('gives some text for any bytes under any name', () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))
    for (const name of [
      '',
      ' ',
      '"',
      'utf-8',
      'utf-7',
      'x',
      '=?utf-8?q?x?=',
      "'".repeat(1e5) + 'x',
    ])
      expect(decodeText(bytes, name).length).toBeGreaterThan(0)
    expect(decodeCharset(bytes, 'no-such-charset')).toBeUndefined()
  })
})
