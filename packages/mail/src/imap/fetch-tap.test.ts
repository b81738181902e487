import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FetchAnswer, FetchTap } from './fetch-tap.ts'

/** Sends text in pieces of these lengths, the last of them over and over. */
function sent(
  text: string,
  lengths: number[],
  withBytes = true,
): { heard: object[]; rest: string } {
  const heard: FetchAnswer[] = []
  const memory = withBytes ? (length: number): Buffer => Buffer.alloc(length) : null
  const tap = new FetchTap({ memory, heard: (each) => heard.push(each) })
  const bytes = Buffer.from(text, 'latin1')
  const rest: Buffer[] = []
  for (let at = 0, n = 0; at < bytes.length; n++) {
    const length = lengths[n % lengths.length] ?? 1
    rest.push(...tap.read(bytes.subarray(at, at + length)))
    at += length
  }
  rest.push(...tap.leave())
  return {
    heard: heard.map(({ raw, ...said }) => (raw ? { ...said, raw: raw.toString('latin1') } : said)),
    rest: Buffer.concat(rest).toString('latin1'),
  }
}

const letter = 'Subject: a\r\n\r\n* 2 FETCH (UID 9 INTERNALDATE "x" BODY[] {3}\r\n'
const answer = `* 1 FETCH (UID 7 FLAGS (\\Seen \\Seen $Work) INTERNALDATE " 7-Jan-2026 10:00:00 +0100" BODY[] {${letter.length}}\r\n${letter})\r\n`
const said = {
  uid: 7,
  flags: ['\\Seen', '$Work'],
  internalDate: ' 7-Jan-2026 10:00:00 +0100',
  raw: letter,
}

describe('taking FETCH answers off a connection', () => {
  it('takes messages and lets everything else through, whatever pieces it comes in', () => {
    const others = [
      '* 5 EXISTS\r\n',
      '* OK [ALERT] {9\r\n',
      '* LIST () "/" {6}\r\n* 3 FE\r\n',
      'A1 OK done\r\n',
    ]
    const parts = fc.array(fc.constantFrom(answer, ...others), { maxLength: 8 })
    const lengths = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 })
    fc.assert(
      fc.property(parts, lengths, (list, pieces) => {
        const { heard, rest } = sent(list.join(''), pieces)
        expect(heard).toEqual(list.filter((part) => part === answer).map(() => said))
        expect(rest).toBe(list.filter((part) => part !== answer).join(''))
      }),
    )
  })

  it('gives back what it began to take and does not understand', () => {
    const odd = [
      '* 1 FETCH (UID 7 BODY[] {2}\r\nab X-ODD (1))\r\n',
      '* 1 FETCH (BODY[] {2}\r\nab)\r\n',
      '* 1 FETCH (UID 0 BODY[] {2}\r\nab)\r\n',
      '* 1 FETCH (UID 7 BODY[] {2}\r\nab BODY[] {2}\r\ncd)\r\n',
      '* 1 FETCH (UID 7 FLAGS (\\Seen))\r\n',
      '* 1 FETCH (UID 7 BODY[] "ab")\r\n',
      '* 1 FETCH (UID 7 BODY[] NIL)\r\n',
      '* 1 FETCH (UID 7 FLAGS (caf\xe9) BODY[] {2}\r\nab)\r\n',
      '* 1 FETCH (UID 7 BODY[] {5}\r\nab',
      '* 1 FETCH (UID 7 BODY[] {2}\r\nab FLA',
    ]
    for (const text of odd)
      for (const length of [1, 7, 1_000])
        expect(sent(text, [length])).toEqual({ heard: [], rest: text })
  })

  it('takes an empty message, and what follows the bytes', () => {
    const text = '* 1 FETCH (UID 7 BODY[] {0}\r\n FLAGS () MODSEQ (12))\r\n'
    expect(sent(text, [3])).toEqual({ heard: [{ uid: 7, flags: [], raw: '' }], rest: '' })
  })

  it('takes the lines of a listing, not the flags that nobody asked for', () => {
    const listed = '* 1 FETCH (UID 7 INTERNALDATE "7-Jan-2026 10:00:00 +0100" RFC822.SIZE 12)\r\n'
    const flags = '* 2 FETCH (FLAGS (\\Seen) UID 8)\r\n'
    const { heard, rest } = sent(flags + listed, [1_000], false)
    expect(heard).toEqual([{ uid: 7, internalDate: '7-Jan-2026 10:00:00 +0100', size: 12 }])
    expect(rest).toBe(flags)
  })
})
