import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createReplyReader, type Pop3Reply } from './reply-reader.ts'

const MOST = 50_000_000
const LINES = { lines: true, most: MOST } as const

/** What a server sends for a message (RFC 1939 §3): a line that begins with a full stop gets another one. */
function stuffed(body: Buffer): Buffer {
  const text = body.toString('latin1').replace(/^\.|\r\n\./g, (start) => `${start}.`)
  return Buffer.from(`+OK here it is\r\n${text}.\r\n`, 'latin1')
}

function read(stream: Buffer, cuts: number[] = []): { reply: Pop3Reply; rest: Buffer } | undefined {
  const reader = createReplyReader(LINES)
  const places = [...cuts.map((cut) => cut % (stream.length + 1)), stream.length]
  let from = 0
  for (const to of places.toSorted((a, b) => a - b)) {
    const done = reader.push(stream.subarray(from, to))
    from = to
    if (done) return { ...done, rest: Buffer.concat([done.rest, stream.subarray(to)]) }
  }
  return undefined
}

/** Bytes in which everything that matters comes often; the message ends with a line end, as POP3's do. */
const bytes = fc
  .array(
    fc.oneof(
      fc.constantFrom('\r\n', '\r', '\n', '.', '\r\n.', '\r\n..', '.\r\n', '\0', 'é'),
      fc.string({ maxLength: 3 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => Buffer.from(parts.join(''), 'latin1'))
const message = bytes.map((start) => Buffer.concat([start, Buffer.from('\r\n')]))
const cuts = fc.array(fc.nat(), { maxLength: 12 })

describe('the answer of a POP3 server', () => {
  it('gives the message back byte for byte, however the stream is cut', () => {
    fc.assert(
      fc.property(message, bytes, cuts, (body, behind, places) => {
        const done = read(Buffer.concat([stuffed(body), behind]), places)
        expect(done?.reply).toEqual({ status: 'ok', text: 'here it is', body })
        expect(done?.rest).toEqual(behind)
      }),
      { numRuns: 2_000 },
    )
  })

  it('reads any bytes at all alike, whether whole, cut or one by one', () => {
    fc.assert(
      fc.property(bytes, cuts, (body, places) => {
        const stream = Buffer.concat([Buffer.from('+OK\r\n'), body])
        const oneByOne = Array.from({ length: stream.length }, (_, place) => place)
        expect(read(stream, places)).toEqual(read(stream))
        expect(read(stream, oneByOne)).toEqual(read(stream))
      }),
      { numRuns: 2_000 },
    )
  })

  it('ends at a full stop that is alone between CRLF, and nowhere else', () => {
    const whole = stuffed(Buffer.from('a\n.\nb\r\n.\rc\r\n.\r\n'))
    expect(read(whole)?.reply.body.toString()).toBe('a\n.\nb\r\n.\rc\r\n.\r\n')
    for (let end = 0; end < whole.length; end++)
      expect(read(whole.subarray(0, end))).toBeUndefined()
  })

  it('may be empty', () => {
    expect(read(Buffer.from('+OK\r\n.\r\n'))?.reply.body).toEqual(Buffer.alloc(0))
  })

  it('has no lines when it is an error', () => {
    const done = read(Buffer.from('-ERR [IN-USE] busy\r\n+OK\r\n'))
    expect(done?.reply).toMatchObject({ status: 'error', text: '[IN-USE] busy' })
    expect(done?.rest.toString()).toBe('+OK\r\n')
  })

  it('holds a large message once, whatever its size', () => {
    const body = Buffer.alloc(9_000_003, 'line of text\r\n.')
    const whole = Buffer.concat([body, Buffer.from('\r\n')])
    const cut = Array.from({ length: 200 }, (_, place) => place * 65_536)
    expect(read(stuffed(whole), cut)?.reply.body.equals(whole)).toBe(true)
  })

  it('is given up when it has no end', () => {
    const endless = createReplyReader({ lines: false })
    expect(() => endless.push(Buffer.alloc(10_000, 'x'))).toThrow(/longer than any/)
    const large = createReplyReader({ lines: true, most: 100 })
    expect(() => large.push(Buffer.from(`+OK\r\n${'x'.repeat(200)}`))).toThrow(/larger than 100/)
  })

  it('is refused when it is not POP3', () => {
    const reader = createReplyReader({ lines: false })
    expect(() => reader.push(Buffer.from('* OK IMAP4rev1\r\n'))).toThrow(/does not speak POP3/)
  })
})
