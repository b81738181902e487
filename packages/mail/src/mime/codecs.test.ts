import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { attachmentName } from './attachment-name.ts'
import { CORPORA, corpusFiles } from '../testing/oracles/corpora.ts'
import { messagePart } from './message-part.ts'
import type { ParsedMessage } from './parsed-message.ts'
import { readMessage } from './read-message.ts'

const CORPUS = 'mime-kmime'
const missing = existsSync(join(CORPORA, CORPUS)) ? '' : ' (skipped: there are no corpora)'

/** Not ISO-8859-1: of its upper control characters readers make those of Windows. */
const CHARSET = 'iso-8859-15'

/** Ends in "==": before the line end of a delimiter the last one is a soft line break (RFC 2045 §6.7). */
const NOT_OURS = 'codec_quoted-printable/corrupt4.quoted-printable'

/** Encoded and decoded bytes; of a file that was encoded both in the other direction. */
function vectors(codec: string): [file: string, encoded: Buffer, decoded: Buffer][] {
  return corpusFiles(CORPUS, new RegExp(`^codec_${codec}/.*(?<!\\.expected)$`))
    .filter((file) => file !== NOT_OURS)
    .map((file) => {
      const given = readFileSync(join(CORPORA, CORPUS, file))
      const expected = readFileSync(join(CORPORA, CORPUS, `${file}.expected`))
      return file.endsWith('-encode') ? [file, expected, given] : [file, given, expected]
    })
}

/** What can be kept of decoded bytes on one line: control characters are spaces. */
function lineOf(bytes: Buffer): string {
  return words(new TextDecoder(CHARSET).decode(bytes))
}

function words(text: string): string {
  return text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim()
}

async function read(...pieces: (string | Buffer)[]): Promise<ParsedMessage> {
  const result = readMessage(Buffer.concat(pieces.map((piece) => Buffer.from(piece))))
  if (!result.ok) throw new Error(result.problem)
  return result.message
}

describe.skipIf(missing)(`decoding what others encode${missing}`, () => {
  it.each(
    ['b', 'q'].flatMap((codec) => vectors(codec).map((vector) => [codec, ...vector] as const)),
  )('reads the encoded word (RFC 2047 §4) %s %s', async (codec, _, encoded, decoded) => {
    const word = `=?${CHARSET}?${codec}?${encoded.toString('latin1').trim()}?=`
    const { subject, from } = await read(`From: ${word} <a@x.org>\nSubject: ${word}\n\nx`)
    expect(words(subject)).toBe(lineOf(decoded))
    expect(words(from?.name ?? '')).toBe(lineOf(decoded))
  })

  it.each(vectors('x-kmime-rfc2231'))(
    'reads the file name (RFC 2231 §4) %s',
    async (_, encoded, decoded) => {
      const value = encoded.toString('latin1').trim()
      const { attachments } = await read(
        'Content-Type: image/png\n',
        `Content-Disposition: attachment; filename*=${CHARSET}''${value}\n\nx`,
      )
      const name = words(attachmentName({ filename: lineOf(decoded), contentType: 'image/png' }, 0))
      const [attachment] = attachments
      const got = words(attachment?.name ?? '')
      expect(got.length).toBeGreaterThan(Math.min(name.length - 1, 100)) // the rest is cut: 255 bytes
      expect(name.startsWith(got)).toBe(true)
    },
  )

  it.each(
    ['base64', 'quoted-printable'].flatMap((codec) =>
      vectors(codec).map((vector) => [codec, ...vector] as const),
    ),
  )('reads the body (RFC 2045 §6) in %s of %s', async (codec, _, encoded, decoded) => {
    const header = `Content-Type: image/png\nContent-Transfer-Encoding: ${codec}\n\n`
    const raw = Buffer.concat([
      Buffer.from(`Content-Type: multipart/mixed; boundary=b\n\n--b\n${header}`),
      encoded,
      Buffer.from('\n--b--\n'),
    ])
    const { content } = messagePart(raw, 0)
    expect(content.toString('latin1')).toBe(decoded.toString('latin1'))
  })
})
