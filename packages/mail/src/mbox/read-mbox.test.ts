import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeMbox } from '../testing/write-mbox.ts'
import { quotingOf } from './quoting-of.ts'
import { type MboxMessage, type MboxOptions, NotMboxError, readMbox } from './read-mbox.ts'

const MOST = 1_000_000

async function* chunksOf(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function read(
  file: Buffer | string,
  quoting: MboxOptions['quoting'] = 'none',
  { size = 7, most = MOST } = {},
): Promise<MboxMessage[]> {
  const messages: MboxMessage[] = []
  for await (const each of readMbox(chunksOf(Buffer.from(file), size), { quoting, most }))
    messages.push(each)
  return messages
}

const texts = (messages: MboxMessage[]): (string | undefined)[] =>
  messages.map(({ raw }) => raw?.toString('latin1'))

/** Messages whose lines are made to be mistaken, LF or CRLF behind each. */
function someMessages(lines: string[], header = ''): fc.Arbitrary<Buffer[]> {
  const line = fc.oneof(
    fc.constantFrom(...lines, '', '.', 'text', '\0ÿ'),
    fc.string({ maxLength: 20 }).map((text) => text.replaceAll(/[\n>F]/g, '')),
  )
  const message = fc
    .tuple(fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n')), { minLength: 1, maxLength: 8 }))
    .map(([all]) => Buffer.from(header + all.map((each) => each.join('')).join(''), 'latin1'))
  return fc.array(message, { minLength: 1, maxLength: 5 })
}

const FROM = ['From ', 'From anne@x.example Mon Mar  2 09:30:00 2026', 'From here on']
const QUOTED = ['>From ', '>>From x', '>>>From anne@x.example Mon Mar  2 09:30:00 2026', '> From x']
const LENGTH = 'Subject: a\nContent-Length: 0000\n\n'

/** The messages with the Content-Length that the writer put right. */
function writeLengths(messages: Buffer[], dialect: 'mboxcl' | 'mboxcl2' | 'mboxo' | 'mboxrd') {
  return messages.map((raw) => {
    const [, length = ''] =
      /Content-Length: (\d+)/.exec(writeMbox([raw], dialect).toString('latin1')) ?? []
    return Buffer.from(
      raw.toString('latin1').replace('Content-Length: 0000', `Content-Length: ${length}`),
      'latin1',
    )
  })
}

const withLength = (length: number, body: string): string =>
  `From a@x Mon Mar  2 09:30:00 2026\nContent-Length: ${length}\n\n${body}\n`

const mailOf = (body: string): string =>
  `From a@x Mon Mar  2 09:30:00 2026\nSubject: 1\n\n${body}\n\n`

describe('what was written as an mbox', () => {
  it.each([
    ['mboxrd', [...FROM, ...QUOTED], 'mboxrd', ''],
    ['mboxo', FROM, 'mboxrd', ''],
    ['mboxcl', [...FROM, ...QUOTED], 'mboxrd', LENGTH],
    ['mboxcl2', [...FROM, ...QUOTED], 'none', LENGTH],
  ] as const)(
    'is read as it was: %s, in chunks of any size',
    async (dialect, lines, quoting, header) => {
      await fc.assert(
        fc.asyncProperty(
          someMessages([...lines], header),
          fc.integer({ min: 1, max: 300 }),
          async (messages, size) => {
            const file = writeMbox(messages, dialect)
            const found = await read(file, quoting, { size })
            const written = header ? writeLengths(messages, dialect) : messages
            expect(texts(found)).toEqual(written.map((raw) => raw.toString('latin1')))
            expect(found.at(-1)?.end).toBe(file.length)
          },
        ),
        { numRuns: 60 },
      )
    },
  )
})

describe('a separator', () => {
  const MAIL = 'From a@x Mon Mar  2 09:30:00 2026\nSubject: 1\n\nBonjour\n'

  it('says who sent a message and when it came', async () => {
    const file =
      'From anne@x.example  Fri Feb 22 17:06:23 2008\nA: 1\n\nFrom - Thu Aug 23 09:10:23 2018\nA: 2\n\n' +
      'From 1844@xxx Fri Sep 26 17:18:40 +0200 2025\nA: 3\n\nFrom -\nA: 4\n\nFrom \nA: 5\n'
    const found = await read(file)
    expect(found.map(({ separator }) => separator)).toEqual([
      { sender: 'anne@x.example', date: new Date('2008-02-22T17:06:23Z') },
      { sender: '-', date: new Date('2018-08-23T09:10:23Z') },
      { sender: '1844@xxx', date: new Date('2025-09-26T15:18:40Z') },
      { sender: '-', date: null },
      { sender: '', date: null },
    ])
    expect(texts(found)).toEqual(['A: 1\n', 'A: 2\n', 'A: 3\n', 'A: 4\n', 'A: 5\n'])
  })

  it.each([
    ['not after a blank line', 'text\nFrom a@x Mon Mar  2 09:30:00 2026\nSubject: no\n'],
    ['after one, but no separator', '\nFrom Russia with love\nYear: 1963\n'],
    ['without a date and no header behind', '\nFrom \nThis could cause problems\n'],
    ['of no time', '\nFrom a@x Mon Foo 99 09:30:00 2026\nSubject: no\n'],
    ['longer than any', `\nFrom a@x Mon Mar  2 ${'x'.repeat(2_000)} 2026\nSubject: no\n`],
  ])('is none when it is %s', async (_name, body) => {
    const file = `From a@x Mon Mar  2 09:30:00 2026\nSubject: 1\n\n${body}\n${MAIL}`
    expect(texts(await read(file))).toEqual([`Subject: 1\n\n${body}`, 'Subject: 1\n\nBonjour\n'])
  })

  it('may stand below a byte order mark, empty lines, or CRLF', async () => {
    const file = `\n\r\n${MAIL}\n${MAIL}`.replaceAll('\n', '\r\n')
    const found = await read(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(file)]))
    expect(texts(found)).toEqual(Array(2).fill('Subject: 1\r\n\r\nBonjour\r\n'))
  })

  it('must be the first line of the file', async () => {
    await expect(read('Subject: 1\n\nBonjour\n')).rejects.toThrow(NotMboxError)
    expect(await read('')).toEqual([])
  })
})

describe('a Content-Length', () => {
  const INNER = 'x\n\nFrom b@x Mon Mar  2 09:30:00 2026\nSubject: inner\n\ny\n'

  it('says where a message ends, whatever is in it', async () => {
    const found = await read(withLength(INNER.length, INNER) + withLength(2, 'z\n'))
    expect(found).toHaveLength(2)
    expect(texts(found)[0]).toContain('Subject: inner')
  })

  it('is not believed when it leads to no separator', async () => {
    for (const wrong of [INNER.length - 3, INNER.length + 40, 999_999_999])
      expect(await read(withLength(wrong, INNER) + withLength(2, 'z\n'))).toHaveLength(3)
  })

  it('is not believed of one message when the file is not written so: it could hide others', async () => {
    const plain = 'From a@x Mon Mar  2 09:30:00 2026\nSubject: first\n\nx\n\n'
    expect(await read(plain + withLength(INNER.length, INNER))).toHaveLength(3)
  })
})

describe('whether lines were quoted', () => {
  it.each([
    ['mboxrd', ['a', '>From b']],
    ['mboxrd', ['>From b', '>>From c']],
    ['none', ['a']],
    ['none', ['>From b', 'x\nFrom here on']],
    ['none', ['> From b']],
  ])('is %s for %o', async (quoting, bodies) => {
    expect(await quotingOf(chunksOf(Buffer.from(bodies.map(mailOf).join('')), 50), MOST)).toBe(
      quoting,
    )
  })
})

describe('a large file', () => {
  it('is passed over where a message is longer than asked for', async () => {
    const long = Buffer.from(`Subject: 2\n\n${'x'.repeat(70)}\n`.padEnd(900_000, 'line\n'))
    const short = Buffer.from('Subject: 1\n\nBonjour\n')
    const file = writeMbox([short, Buffer.concat([long, Buffer.from('\n')]), short], 'mboxrd')
    const found = await read(file, 'mboxrd', { size: 65_536, most: 400_000 })
    expect(found.map(({ raw }) => raw?.length)).toEqual([short.length, undefined, short.length])
    expect(found.at(-1)?.end).toBe(file.length)
  })

  it('is never in memory', async () => {
    const message = writeMbox([Buffer.from(`Subject: 1\n\n${'ligne\n'.repeat(8_000)}`)], 'mboxrd')
    async function* file(): AsyncGenerator<Buffer> {
      for (let n = 0; n < 4_000; n++) yield message // 192 MB
    }
    let most = 0
    let count = 0
    const before = process.memoryUsage().arrayBuffers
    for await (const { raw } of readMbox(file(), { quoting: 'none', most: MOST })) {
      count += raw ? 1 : 0
      most = Math.max(most, process.memoryUsage().arrayBuffers - before)
    }
    expect(count).toBe(4_000)
    expect(most).toBeLessThan(120_000_000)
  })
})
