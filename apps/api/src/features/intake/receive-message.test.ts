import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from '@levee/db'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Deps } from '../../deps.ts'
import { receiveOne } from './receive-message.ts'
import {
  aMail,
  aMailbox,
  anOrganisation,
  deliveryInto,
  type FiledConversation,
  filedConversation,
  intakeDeps,
} from './testing/intake-fixture.ts'

let deps: Awaited<ReturnType<typeof intakeDeps>>

beforeAll(async () => {
  deps = await intakeDeps()
  await anOrganisation(deps)
})
afterAll(() => deps.close())

const conversation = (id: string): Promise<FiledConversation> => filedConversation(deps, id)

const aFolder = (mailboxId: string, role?: 'inbox' | 'sent'): ReturnType<typeof deliveryInto> =>
  deliveryInto(deps, mailboxId, role)

describe('receiving a message', () => {
  it('numbers it, opens its conversation and says so in the log', async () => {
    const { messageId, conversationId, duplicate } = await receiveOne(
      deps,
      await aMailbox(deps),
      aMail({ subject: 'Nid de poule' }),
    )
    expect(duplicate).toBe(false)
    const year = new Date().getFullYear()
    expect(await conversation(conversationId)).toMatchObject({
      reference: expect.stringMatching(new RegExp(`^${year}-\\d{6}$`)),
      status: 'open',
      count: 1,
      imported: false,
    })
    expect(
      await deps.db.rows(
        sql`select kind, after from activity where conversation_id = ${conversationId}`,
      ),
    ).toEqual([
      { kind: 'received', after: { messageId, status: 'open', receivedAt: expect.any(String) } },
    ])
  })

  it('keeps the bytes as they were', async () => {
    const raw = aMail({ headers: ['Return-Path: <anne@x.example>'] })
    const copy = Buffer.from(raw)
    const { messageId } = await receiveOne(deps, await aMailbox(deps), raw)
    const row = await deps.db.row<{ sha256: string }>(
      sql`select raw_sha256 as sha256 from message where id = ${messageId}`,
    )
    expect(await deps.blobs.get(row?.sha256 ?? '')).toEqual(copy)
  })

  it('says nothing of a message whose bytes cannot be kept', async () => {
    const deliver = await aFolder(await aMailbox(deps))
    const [first] = await deliver([{ uid: 1, raw: aMail() }])
    const journals = join(deps.config.dataDir, 'blobs', 'journals')
    await rename(journals, `${journals}.away`)
    await writeFile(journals, '')
    const subject = 'Not on the disk'
    await expect(deliver([{ uid: 2, raw: aMail({ subject }) }])).rejects.toMatchObject({
      code: 'ENOTDIR',
    })
    const rows = await deps.db.rows(sql`select 1 from message where subject = ${subject}`)
    expect(rows).toEqual([])
    await rm(journals)
    await rename(`${journals}.away`, journals)
    const [second] = await deliver([{ uid: 2, raw: aMail({ subject }) }])
    expect(await deliveriesOf(second?.messageId ?? '')).toBe(1)
    expect(second?.messageId).not.toBe(first?.messageId)
  })

  it('takes the same message twice as one', async () => {
    const mailbox = await aMailbox(deps)
    const raw = aMail()
    const first = await receiveOne(deps, mailbox, Buffer.from(raw))
    const second = await receiveOne(deps, mailbox, Buffer.from(raw))
    expect(second).toEqual({ ...first, duplicate: true })
  })

  it('makes one conversation of a message that two mailboxes received', async () => {
    const [one, other] = [await aMailbox(deps), await aMailbox(deps)]
    const id = '<twice@x.example>'
    const body = 'Pour deux boîtes'
    const first = await receiveOne(deps, one, aMail({ id, body, headers: ['Delivered-To: one'] }))
    const second = await receiveOne(
      deps,
      other,
      aMail({ id, body, headers: ['Delivered-To: two'] }),
    )
    expect(second).toEqual({ ...first, duplicate: true })
    expect((await conversation(first.conversationId)).mailboxIds).toEqual([one, other])
    expect(await deliveriesOf(first.messageId)).toBe(2)
  })

  it('keeps two deliveries of the same bytes in one mailbox', async () => {
    const deliver = await aFolder(await aMailbox(deps))
    const raw = aMail()
    const stored = await deliver([
      { uid: 1, raw: Buffer.from(raw) },
      { uid: 2, raw: Buffer.from(raw) },
    ])
    expect(stored.map(({ isDuplicate }) => isDuplicate)).toEqual([false, true])
    expect(await deliveriesOf(stored[0]?.messageId ?? '')).toBe(2)
  })

  it('keeps both when one e-mail reached a mailbox twice on two ways, in one conversation', async () => {
    const deliver = await aFolder(await aMailbox(deps))
    const raws = ['contact', 'accueil', 'accueil'].map((name) =>
      aMail({ id: '<ways@x.example>', body: 'deux chemins', headers: [`Delivered-To: ${name}`] }),
    )
    const stored = await deliver(raws.map((raw, uid) => ({ uid: uid + 1, raw })))
    expect(new Set(stored.map(({ conversationId }) => conversationId)).size).toBe(1)
    expect(stored.map(({ isDuplicate }) => isDuplicate)).toEqual([false, false, true])
    expect(stored[2]?.messageId).toBe(stored[1]?.messageId)
    expect(await conversation(stored[0]?.conversationId ?? '')).toMatchObject({ count: 2 })
  })

  it('does nothing when a window is received again', async () => {
    const deliver = await aFolder(await aMailbox(deps))
    const raw = aMail()
    const [stored] = await deliver([{ uid: 1, raw: Buffer.from(raw) }])
    expect(await deliver([{ uid: 1, raw }])).toEqual([])
    expect(await conversation(stored?.conversationId ?? '')).toMatchObject({
      count: 1,
      revision: 1,
    })
  })

  it('imports what is older than the triage as archive, without number or log', async () => {
    const deliver = await aFolder(await aMailbox(deps))
    const [stored] = await deliver([{ uid: 1, raw: aMail(), at: new Date('2020-05-05') }])
    const id = stored?.conversationId ?? ''
    expect(await conversation(id)).toMatchObject({
      reference: null,
      status: 'archived',
      imported: true,
    })
    expect(
      await deps.db.rows(sql`select 1 from activity where conversation_id = ${id}`),
    ).toHaveLength(0)
  })

  it('keeps two different mails with one Message-ID', async () => {
    const mailbox = await aMailbox(deps)
    const one = await receiveOne(deps, mailbox, aMail({ id: '<dup@dhl.example>', body: 'colis 1' }))
    const two = await receiveOne(deps, mailbox, aMail({ id: '<dup@dhl.example>', body: 'colis 2' }))
    expect(two.messageId).not.toBe(one.messageId)
    expect(two.conversationId).not.toBe(one.conversationId)
  })

  it('sets a message aside that cannot be stored, and files those around it', async () => {
    const mailbox = await aMailbox(deps)
    const deliver = await deliveryInto({ ...deps, reader: poisoning(deps, 'poison') }, mailbox)
    const stored = await deliver([
      { uid: 1, raw: aMail() },
      { uid: 2, raw: aMail({ subject: 'poison' }) },
      { uid: 3, raw: aMail() },
    ])
    expect(stored).toHaveLength(3)
    const fates = await deps.db.rows(sql`
      select d.uid, d.fate, m.state, c.status from delivery d join message m on m.id = d.message_id
        join conversation c on c.id = m.conversation_id
      where d.mailbox_id = ${mailbox} order by d.uid`)
    expect(fates).toEqual([
      { uid: 1, fate: 'filed', state: 'received', status: 'open' },
      { uid: 2, fate: 'quarantined', state: 'quarantined', status: 'open' },
      { uid: 3, fate: 'filed', state: 'received', status: 'open' },
    ])
  })
})

/** A reader whose result for messages with this subject PostgreSQL refuses: an index that cannot be. */
function poisoning({ reader }: Deps, subject: string): Deps['reader'] {
  return {
    ...reader,
    read: async (raws) =>
      (await reader.read(raws)).map((result) =>
        result.ok && result.message.subject === subject
          ? { ...result, message: { ...result.message, date: new Date(8.64e15) } }
          : result,
      ),
  }
}

async function deliveriesOf(messageId: string): Promise<number> {
  const rows = await deps.db.rows(sql`select 1 from delivery where message_id = ${messageId}`)
  return rows.length
}
