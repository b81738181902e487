import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from '@levee/db'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aMailbox, anOrganisation, deliveryInto, intakeDeps } from './testing/intake-fixture.ts'

const CORPORA =
  process.env['LEVEE_CORPORA'] ?? join(import.meta.dirname, '../../../../../../shared/corpora')
const BOXES = join(CORPORA, 'thread-mailthread')

type Expected = Record<string, { rows: { depth: number; messageId: string; subject: string }[] }>

describe.skipIf(!existsSync(BOXES))(
  'threading, by the boxes of the corpus thread-mailthread',
  () => {
    let deps: Awaited<ReturnType<typeof intakeDeps>>
    const expected: Expected = existsSync(BOXES)
      ? JSON.parse(readFileSync(join(BOXES, 'expected.json'), 'utf8'))
      : {}

    beforeAll(async () => {
      deps = await intakeDeps()
      await anOrganisation(deps)
    })
    afterAll(() => deps.close())

    it.each(Object.entries(expected).filter(([, { rows }]) => rows.length > 0))(
      '%s',
      async (name, { rows }) => {
        const mailbox = await aMailbox(deps)
        const deliver = await deliveryInto(deps, mailbox)
        const raws = readFileSync(join(BOXES, name), 'latin1')
          .split(/^From .*\r?\n/m)
          .filter(Boolean)
        await deliver(
          raws.map((raw, place) => ({ uid: place + 1, raw: Buffer.from(raw, 'latin1') })),
        )
        const filed = await deps.db.rows<{ id: string; conversation: string }>(sql`
        select internet_message_id as id, conversation_id as conversation from message
        where mailbox_id = ${mailbox}`)
        expect(filed).toHaveLength(raws.length)
        const found = Map.groupBy(filed, ({ conversation }) => conversation)
        const ids = new Set(filed.map(({ id }) => id))
        const threads = threadsOf(rows).map((thread) => thread.filter((id) => ids.has(id)))
        expect(sorted([...found.values()].map((group) => group.map(({ id }) => id)))).toEqual(
          sorted(threads.filter((thread) => thread.length > 0)),
        )
      },
    )
  },
)

function threadsOf(rows: Expected[string]['rows']): string[][] {
  const threads: string[][] = []
  for (const { depth, messageId } of rows) {
    if (depth === 0) threads.push([])
    threads.at(-1)?.push(messageId)
  }
  return threads
}

function sorted(groups: string[][]): string[] {
  return groups
    .map((ids) => ids.toSorted((a, b) => a.localeCompare(b)).join(' '))
    .toSorted((a, b) => a.localeCompare(b))
}
