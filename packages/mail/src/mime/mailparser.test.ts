import { existsSync, readdirSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { corpusFile, corpusMessages } from '../testing/corpora.ts'
import { CORPORA } from '../testing/oracles/corpora.ts'
import { readByMailparser } from '../testing/oracles/read-by-mailparser.ts'
import { headerBlock } from './header-fields.ts'
import { readMessage } from './read-message.ts'

type Reading = { subject: string; from: string; files: string[] }
/** `beginning`: what parts have for headers, too. */
type Pair = { path: string; header: string; beginning: string; ours: Reading; theirs: Reading }

/** Every third message is read, unless all are asked for: mailparser takes ten times as long as ours. */
const EVERY = process.env['LEVEE_WHOLE_CORPORA'] ? 1 : 3
/** Of a hundred messages, those whose difference may be of no known class: corpora grow. */
const MOST_UNEXPLAINED = 1

/** Classes of differences, and why ours is right. */
const REASONS: Record<string, (pair: Pair) => boolean> = {
  'Bytes beyond ASCII in a header are UTF-8 (RFC 6532) or in the charset of the body; mailparser takes them for UTF-8 or Latin-1.':
    ({ header }) => /^(?:subject|from)[ \t]*:(?:[^\r\n]|\r?\n[ \t])*[\x80-\xff]/im.test(header),
  'Of a field that comes twice, against RFC 5322 §3.6, the first counts, as it does in IMAP servers; mailparser takes the last.':
    ({ header, beginning }) =>
      /^content-type:[^\n]*\n(?:[ \t][^\n]*\n)*content-type:/im.test(beginning) ||
      ['subject', 'from'].some(
        (name) => (header.match(new RegExp(`^${name}[ \\t]*:`, 'gim')) ?? []).length > 1,
      ),
  'Delivery reports, and each message of a digest, are parts that can be downloaded (RFC 8621 §4.1.4, RFC 2046 §5.1.5); mailparser adds some to the text, and leaves out others.':
    ({ ours, theirs }) =>
      isExtra(ours, theirs, /^(?:message\/delivery-status|text\/rfc822-headers|message\/rfc822)$/),
  'A text that is named, or declared as attachment, and not the first is a file (RFC 8621 §4.1.4); mailparser adds it to the text.':
    ({ ours, theirs }) => isExtra(ours, theirs, /^text\//),
  'A text that is not declared as attachment is shown (RFC 8621 §4.1.4), one without subtype is plain (RFC 2045 §5.2).':
    ({ ours, theirs }) => isExtra(theirs, ours, /^text(?:\/|$)/),
  'Addresses may have comments and blanks in them (RFC 5322 §4.4), which mailparser does not read.':
    ({ ours, theirs }) => theirs.from === '' && ours.from !== '',
  'A line with nothing but a name is no field (RFC 5322 §2.2), whatever the next one says.': ({
    header,
    ours,
  }) => ours.from === '' && !/^from[ \t]*:/im.test(header),
}

/** Whether what one has more than the other is of this type. */
function isExtra(more: Reading, less: Reading, type: RegExp): boolean {
  const without = more.files.filter((file) => !type.test(file)).length
  return less.files.length >= without && less.files.length < more.files.length
}

const corpora = existsSync(CORPORA)
  ? readdirSync(CORPORA).filter((name) => /^(?:mime|real|helpdesk)-/.test(name))
  : []
const paths = corpora
  .flatMap((corpus) => corpusMessages(corpus))
  .filter((_path, place) => place % EVERY === 0)

describe.skipIf(paths.length === 0)('reading the messages of other people', () => {
  let pairs: Pair[] = []

  beforeAll(async () => {
    pairs = []
    for (const path of paths) pairs.push(await readTwice(path))
  }, 120_000)

  it('differs from mailparser for reasons that are known', () => {
    const unexplained = pairs
      .filter(({ ours, theirs }) => !isSame(ours, theirs))
      .filter((pair) => !Object.values(REASONS).some((isReason) => isReason(pair)))
      .map(({ path, ours, theirs }) => ({ path, ours, theirs }))
    if (unexplained.length > 0) console.warn('No reason is known for', unexplained)
    expect((unexplained.length / pairs.length) * 100).toBeLessThanOrEqual(MOST_UNEXPLAINED)
  })

  it('gives the same in more than nine of ten', () => {
    const same = pairs.filter(({ ours, theirs }) => isSame(ours, theirs)).length
    expect(same / pairs.length).toBeGreaterThan(0.9)
    expect(pairs.filter(({ ours }) => ours.from !== '').length / pairs.length).toBeGreaterThan(0.9)
  })
})

async function readTwice(path: string): Promise<Pair> {
  const raw = corpusFile(path)
  const { headers, authors, files } = await readByMailparser(raw)
  const result = readMessage(raw)
  if (!result.ok) throw new Error(`${path}: ${result.problem}`)
  const { subject, from, attachments } = result.message
  const [author] = authors[0]?.value ?? []
  const theirSubject = headers.get('subject')
  return {
    path,
    header: raw.toString('latin1', 0, headerBlock(raw).bodyStart),
    beginning: raw.toString('latin1', 0, 10_000),
    ours: {
      subject: oneBlank(subject),
      from: from?.address ?? '',
      files: attachments.filter(({ within }) => within === null).map((file) => file.contentType),
    },
    theirs: {
      subject: oneBlank(typeof theirSubject === 'string' ? theirSubject : ''),
      from: author?.address ?? author?.group?.[0]?.address ?? '',
      files: files.map(({ type }) => type),
    },
  }
}

function isSame(ours: Reading, theirs: Reading): boolean {
  return (
    ours.subject === theirs.subject &&
    ours.from === theirs.from &&
    ours.files.length === theirs.files.length
  )
}

function oneBlank(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
