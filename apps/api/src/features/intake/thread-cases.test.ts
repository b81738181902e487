import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from '@levee/db'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  aMail,
  aMailbox,
  anOrganisation,
  deliveryInto,
  intakeDeps,
} from './testing/intake-fixture.ts'

let deps: Awaited<ReturnType<typeof intakeDeps>>

beforeAll(async () => {
  deps = await intakeDeps()
  await anOrganisation(deps)
})
afterAll(() => deps.close())

const CORPORA =
  process.env['LEVEE_CORPORA'] ?? join(import.meta.dirname, '../../../../../../shared/corpora')
const VECTORS = join(CORPORA, 'thread-cases/vectors.json')

type Vector = {
  id: string
  conversations: number[][]
  stored: number
  input: {
    n: number
    event?: string
    from: string
    subject: string
    messageId: string | null
    inReplyTo: string | null
    references: string | null
    body: string
    mailbox: string
    direction?: string
    embedded?: string
  }[]
}

describe.skipIf(!existsSync(VECTORS))('threading, by the cases of the corpus thread-cases', () => {
  const vectors: Vector[] = existsSync(VECTORS) ? JSON.parse(readFileSync(VECTORS, 'utf8')) : []
  const ORDERS = 4

  it.each(vectors.map((vector) => [vector.id, vector] as const))('%s', async (_id, vector) => {
    for (let order = 0; order < ORDERS; order++) {
      const inbox = new Map<string, string>()
      const mark = `${vector.id}-${order}` // ids of their own: all cases share one database
      for (const item of shuffled(vector.input, order)) {
        if (item.event) continue
        const mailbox = inbox.get(item.mailbox) ?? (await aMailbox(deps))
        inbox.set(item.mailbox, mailbox)
        const deliver = await deliveryInto(
          deps,
          mailbox,
          item.direction === 'out' ? 'sent' : 'inbox',
        )
        await deliver([{ uid: 1, raw: mailOf(item, mark) }])
      }
      expect(await partitionOf(mark, vector), `order ${order}`).toEqual(expected(vector))
    }
  })

  function expected({ id, conversations }: Vector): string {
    // one e-mail in two mailboxes is one conversation that both see
    const groups = id === 'same-mail-two-boxes' ? [[1]] : conversations
    return JSON.stringify(groups)
  }

  async function partitionOf(mark: string, { input }: Vector): Promise<string> {
    const rows = await deps.db.rows<{ conversation: string; n: number }>(sql`
      select conversation_id as conversation, (regexp_match(text, 'n=(\\d+)'))[1]::int as n
      from message where text like ${`%mark=${mark};%`} order by n`)
    const bodies = new Map(input.map(({ n, body }) => [n, body]))
    const groups = new Map<string, number[]>()
    for (const { conversation: id, n } of rows) {
      if (bodies.has(n)) groups.set(id, [...(groups.get(id) ?? []), n])
    }
    const list = [...groups.values()].toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
    return JSON.stringify(list)
  }

  function mailOf(item: Vector['input'][number], mark: string): Buffer {
    const own = (value: string | null): string | null =>
      value?.replaceAll(/<([^@<>]+)@/g, `<$1-${mark}@`) ?? null
    const isSameMail = mark.startsWith('same-mail-two-boxes')
    const body = `${item.body} n=${isSameMail ? 1 : item.n} mark=${mark};`
    const returned = item.embedded ? `\r\n\r\nMessage-ID: ${own(item.embedded)}\r\n` : ''
    return aMail({
      from: item.from,
      to: item.direction === 'out' ? 'a@x.example' : 'contact@mairie.example',
      subject: item.subject,
      id: own(item.messageId),
      inReplyTo: own(item.inReplyTo),
      references: own(item.references),
      body: `${body}${returned}`,
    })
  }
})

/** The list in the order in which it is given, then in other orders, always the same ones. */
function shuffled<T>(list: readonly T[], order: number): T[] {
  if (order === 0) return [...list]
  let state = order * 7919
  const next = (): number => (state = (state * 48271) % 2147483647)
  return list
    .map((item) => ({ item, rank: next() }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ item }) => item)
}
