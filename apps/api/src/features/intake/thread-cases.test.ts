import { sql } from '@levee/db'
import { CORPORA } from '@levee/mail/testing/oracles'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aMailbox, anOrganisation, deliveryInto, intakeDeps } from './testing/intake-fixture.ts'
import { casesOf, mailOfCase, type ThreadCase } from './testing/thread-cases.ts'

let deps: Awaited<ReturnType<typeof intakeDeps>>

beforeAll(async () => {
  deps = await intakeDeps()
  await anOrganisation(deps)
})
afterAll(() => deps.close())

const cases = casesOf(CORPORA)

// in every order, without a database: threading.corpora.test.ts
describe.skipIf(cases.length === 0)('threading, by the cases of the corpus thread-cases', () => {
  const ORDERS = process.env['LEVEE_WHOLE_CORPORA'] ? 21 : 4 // the given one, and others

  it.each(cases.map((vector) => [vector.id, vector] as const))('%s', async (_id, vector) => {
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
        await deliver([{ uid: 1, raw: mailOfCase(item, vector, mark) }])
      }
      expect(await partitionOf(mark, vector), `order ${order}`).toEqual(expected(vector))
    }
  })
})

function expected({ id, conversations }: ThreadCase): string {
  // one e-mail in two mailboxes is one conversation that both see
  const groups = id === 'same-mail-two-boxes' ? [[1]] : conversations
  return JSON.stringify(groups)
}

async function partitionOf(mark: string, { input }: ThreadCase): Promise<string> {
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
