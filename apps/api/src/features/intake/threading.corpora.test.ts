import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { circleOf, createThreadIndex, decideThread } from '@levee/domain'
import { CORPORA, readMessage } from '@levee/mail/testing/oracles'
import { describe, expect, it } from 'vitest'
import type { ReadMessage } from './read-messages.ts'
import { aMail } from './testing/intake-fixture.ts'
import { casesOf, mailOfCase, type ThreadCase } from './testing/thread-cases.ts'
import { citedIds, threadedMessage } from './threaded-message.ts'

const SHUFFLES = 20
const known = {
  ourAddresses: new Set(['contact@mairie.example']),
  named: new Map<string, string>(),
}

/** A mail to thread, and the name by which a test knows it. */
type Mail = { name: string; raw: Buffer; isSent?: boolean }
type Threaded = { name: string; message: ReadMessage; isSent: boolean }

function read({ name, raw, isSent = false }: Mail): Threaded {
  const result = readMessage(raw)
  if (!result.ok) throw new Error(`${name} cannot be read: ${result.problem}`)
  const { report, ...message } = result.message
  const from = message.from ?? { name: '', address: '' }
  const hashes = { rawSha256: '', transmittedSha256: '', kept: Promise.resolve() }
  const rest = { uid: 0, receivedAt: new Date(0), ...hashes, isReadable: true, problem: null }
  const { contentSha256, size } = result
  const found = report ?? { returned: [], answered: [], failed: [] }
  return { name, isSent, message: { ...message, ...found, ...rest, from, contentSha256, size } }
}

/** Threads mails as intake does, but for the database; answers which are together. */
function partition(mails: readonly Threaded[]): string[] {
  const index = createThreadIndex([], new Map())
  const places = new Map<string, string>()
  const held = new Map<string, string>()
  for (const [place, { name, message, isSent }] of mails.entries()) {
    const same = held.get(message.contentSha256)
    const isOurs = isSent || known.ourAddresses.has(message.from.address)
    const threaded = threadedMessage(message, isOurs, known)
    const decision = same === undefined ? decideThread(threaded, index) : undefined
    const conversationId = same ?? decision?.conversationId ?? `c${place}`
    for (const other of decision?.alsoJoins ?? []) index.merge(other, conversationId)
    places.set(name, conversationId)
    held.set(message.contentSha256, conversationId)
    const { internetMessageId, sender } = threaded
    const stored = { conversationId, internetMessageId, sender, isOutgoing: isSent }
    const circle = { ...circleOf(threaded), claims: decision?.claims ?? null }
    index.add({ ...stored, cites: citedIds(message) }, circle)
  }
  const groups = Map.groupBy(places, ([, id]) => index.resolve(id))
  return [...groups.values()].map((group) => sorted(group.map(([name]) => name)).join(' '))
}

function sorted(list: readonly string[]): string[] {
  return list.toSorted((a, b) => a.localeCompare(b))
}

/** The same orders each time: as given, and in 20 others. */
function orders<T>(list: readonly T[]): T[][] {
  return Array.from({ length: SHUFFLES + 1 }, (_, order) => {
    if (order === 0) return [...list]
    let state = order * 7919
    const next = (): number => (state = (state * 48271) % 2147483647)
    return list
      .map((item) => ({ item, rank: next() }))
      .toSorted((a, b) => a.rank - b.rank)
      .map(({ item }) => item)
  })
}

/** What comes out that is not `expected`, in whichever order. */
function surprises(mails: readonly Threaded[], expected: readonly string[]): string[][] {
  const wanted = JSON.stringify(sorted(expected))
  return orders(mails)
    .map((order) => sorted(partition(order)))
    .filter((found) => JSON.stringify(found) !== wanted)
}

const missing = existsSync(CORPORA) ? '' : ' (skipped: there are no corpora)'

describe.skipIf(missing !== '')(`threading by the corpora, in every order${missing}`, () => {
  it.each(casesOf(CORPORA).map((each) => [each.id, each] as const))(
    '%s',
    (_id, each: ThreadCase) => {
      const items = each.input.filter(({ event }) => event === undefined)
      const mails = items.map((item) =>
        read({
          name: String(item.n),
          raw: mailOfCase(item, each),
          isSent: item.direction === 'out',
        }),
      )
      // one e-mail in two mailboxes is one conversation that both see
      const groups = each.id === 'same-mail-two-boxes' ? [[1, 2]] : each.conversations
      const expected = groups.map((group) => group.join(' '))
      expect(surprises(mails, expected)).toEqual([])
    },
  )

  const boxes = boxesOf(join(CORPORA, 'thread-mailthread'))

  it.each(boxes)('the box $name', ({ threads, mails }) => {
    const expected = threads.map((ids) => sorted(ids).join(' '))
    expect(surprises(mails.map(read), expected)).toEqual([])
  })

  it('ends where mails answer each other in a circle', () => {
    const loop = join(CORPORA, 'real-notmuch/broken/loop')
    const mails = filesIn(loop).map((name) => read({ name, raw: readFileSync(join(loop, name)) }))
    expect(partition(mails).length).toBeLessThanOrEqual(mails.length)
  })

  it('keeps every mail of a real archive, however its ids repeat', () => {
    const root = join(CORPORA, 'real-notmuch')
    const files = readdirSync(root, { recursive: true, withFileTypes: true, encoding: 'utf8' })
      .filter((entry) => entry.isFile() && !/^(?:README\.md|corpus\.json)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
    const mails = files.map((name) => read({ name, raw: readFileSync(name) }))
    expect(partition(mails).flatMap((group) => group.split(' '))).toHaveLength(mails.length)
  })
})

it('reads and threads a mail with two thousand references in 200 ms', () => {
  const ids = Array.from({ length: 2_000 }, (_, n) => `<m${n}@x.example>`)
  const raw = aMail({ inReplyTo: ids.at(-1) ?? '', references: ids.join('\r\n ') })
  const parent = aMail({ id: ids.at(-1) ?? '' })
  const taken = [1, 2, 3, 4, 5].map(() => {
    const before = process.cpuUsage() // the processor's time: another program may hold the clock's
    const mails = [read({ name: 'parent', raw: parent }), read({ name: 'answer', raw })]
    expect(partition(mails)).toEqual(['answer parent'])
    return process.cpuUsage(before).user / 1000
  })
  expect(Math.min(...taken)).toBeLessThan(200) // ms
})

function boxesOf(folder: string): { name: string; mails: Mail[]; threads: string[][] }[] {
  if (!existsSync(folder)) return []
  type Row = { depth: number; messageId: string }
  const expected: Record<string, { rows: Row[] }> = JSON.parse(
    readFileSync(join(folder, 'expected.json'), 'utf8'),
  )
  return Object.entries(expected)
    .filter(([, { rows }]) => rows.length > 0)
    .map(([name, { rows }]) => {
      const mails = readFileSync(join(folder, name), 'latin1')
        .split(/^From .*\r?\n/m)
        .filter(Boolean)
        .map((text) => Buffer.from(text, 'latin1'))
        .map((raw) => ({ name: read({ name: '', raw }).message.internetMessageId ?? '', raw }))
      const there = new Set(mails.map((mail) => mail.name))
      const threads = threadsOf(rows).map((ids) => ids.filter((id) => there.has(id)))
      return { name, mails, threads: threads.filter((ids) => ids.length > 0) }
    })
}

function threadsOf(rows: readonly { depth: number; messageId: string }[]): string[][] {
  const threads: string[][] = []
  for (const { depth, messageId } of rows) {
    if (depth === 0) threads.push([])
    threads.at(-1)?.push(messageId)
  }
  return threads
}

function filesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : []
}
