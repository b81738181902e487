import { sql } from '@levee/db'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Deps } from '../../deps.ts'
import { receiveOne } from './receive-message.ts'
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

type Conversation = {
  id: string
  reference: string | null
  status: string
  count: number
  imported: boolean
  revision: number
  mailboxIds: string[]
  claims: string | null
}

async function conversation(id: string): Promise<Conversation> {
  const row = await deps.db.row<Conversation>(sql`
    select id, reference, status, message_count as count, imported, revision,
      mailbox_ids as "mailboxIds", claims_to_answer as claims from conversation where id = ${id}`)
  if (!row) throw new Error('no such conversation')
  return row
}

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
    ).toEqual([{ kind: 'received', after: { messageId, status: 'open' } }])
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

  it('re-opens and numbers history that is answered today', async () => {
    const deliver = await aFolder(await aMailbox(deps))
    const old = aMail({ id: '<old@x.example>' })
    await deliver([{ uid: 1, raw: old, at: new Date('2020-05-05') }])
    const [answer] = await deliver([{ uid: 2, raw: aMail({ inReplyTo: '<old@x.example>' }) }])
    expect(await conversation(answer?.conversationId ?? '')).toMatchObject({
      reference: expect.stringMatching(/^\d{4}-\d{6}$/),
      status: 'open',
      count: 2,
      imported: false,
    })
  })

  it.each(['waiting', 'answered', 'archived'])(
    're-opens %s for mail from outside',
    async (status) => {
      const mailbox = await aMailbox(deps)
      const { conversationId } = await receiveOne(
        deps,
        mailbox,
        aMail({ id: `<${status}@x.example>` }),
      )
      await deps.db.run(
        sql`update conversation set status = ${status} where id = ${conversationId}`,
      )
      await receiveOne(deps, mailbox, aMail({ inReplyTo: `<${status}@x.example>` }))
      expect(await conversation(conversationId)).toMatchObject({ status: 'open', revision: 2 })
      const log = await deps.db.rows(sql`
      select kind, before, after ->> 'status' as status from activity
      where conversation_id = ${conversationId} order by seq`)
      expect(log.at(-1)).toEqual({ kind: 'received', before: { status }, status: 'open' })
    },
  )

  it('lets spam be', async () => {
    const mailbox = await aMailbox(deps)
    const { conversationId } = await receiveOne(deps, mailbox, aMail({ id: '<spam@x.example>' }))
    await deps.db.run(sql`update conversation set status = 'spam' where id = ${conversationId}`)
    await receiveOne(deps, mailbox, aMail({ inReplyTo: '<spam@x.example>' }))
    expect(await conversation(conversationId)).toMatchObject({ status: 'spam', count: 2 })
  })

  it('takes a copy in Sent as the answer to what it answers', async () => {
    const mailbox = await aMailbox(deps)
    const { conversationId } = await receiveOne(deps, mailbox, aMail({ id: '<ask@x.example>' }))
    const sent = await aFolder(mailbox, 'sent')
    const [reply] = await sent([
      { uid: 1, raw: aMail({ from: 'contact@mairie.example', inReplyTo: '<ask@x.example>' }) },
    ])
    expect(reply?.conversationId).toBe(conversationId)
    expect(await conversation(conversationId)).toMatchObject({ status: 'answered', count: 2 })
  })

  it('files a letter that we began as archive, without number', async () => {
    const sent = await aFolder(await aMailbox(deps), 'sent')
    const [stored] = await sent([{ uid: 1, raw: aMail({ from: 'contact@mairie.example' }) }])
    expect(await conversation(stored?.conversationId ?? '')).toMatchObject({
      reference: null,
      status: 'archived',
    })
  })

  it('knows our own reply when it comes back in Sent, whatever the server made of it', async () => {
    const mailbox = await aMailbox(deps)
    const { conversationId } = await receiveOne(deps, mailbox, aMail())
    const reply = await deps.db.row<{ id: string }>(sql`
      insert into message (conversation_id, mailbox_id, direction, state, internet_message_id, received_at)
      values (${conversationId}, ${mailbox}, 'outgoing', 'sent', 'ours@mairie.example', now()) returning id`)
    await deps.db.run(sql`
      insert into outgoing (message_id, envelope_from, envelope_to, send_at)
      values (${reply?.id}, 'contact@mairie.example', '{anne@x.example}', now())`)
    const sent = await aFolder(mailbox, 'sent')
    const raw = aMail({ from: 'contact@mairie.example', id: '<ours@mairie.example>' })
    const [stored] = await sent([{ uid: 1, raw }])
    expect(stored).toMatchObject({ messageId: reply?.id, conversationId, isDuplicate: true })
    expect(
      await deps.db.row(sql`select fate from delivery where message_id = ${reply?.id}`),
    ).toEqual({
      fate: 'sent',
    })
  })

  it('keeps two different mails with one Message-ID', async () => {
    const mailbox = await aMailbox(deps)
    const one = await receiveOne(deps, mailbox, aMail({ id: '<dup@dhl.example>', body: 'colis 1' }))
    const two = await receiveOne(deps, mailbox, aMail({ id: '<dup@dhl.example>', body: 'colis 2' }))
    expect(two.messageId).not.toBe(one.messageId)
    expect(two.conversationId).not.toBe(one.conversationId)
  })

  it('marks who claims to answer a conversation without being part of it', async () => {
    const mailbox = await aMailbox(deps)
    const real = await receiveOne(deps, mailbox, aMail({ id: '<real@x.example>' }))
    const claim = await receiveOne(
      deps,
      mailbox,
      aMail({ from: 'eve@evil.example', inReplyTo: '<real@x.example>' }),
    )
    expect(await conversation(claim.conversationId)).toMatchObject({ claims: real.conversationId })
  })

  it('makes one conversation of two when the mail between them arrives last', async () => {
    const mailbox = await aMailbox(deps)
    const first = await receiveOne(deps, mailbox, aMail({ id: '<a1@x.example>' }))
    const last = await receiveOne(
      deps,
      mailbox,
      aMail({ id: '<a3@x.example>', inReplyTo: '<a2@x.example>' }),
    )
    expect(last.conversationId).not.toBe(first.conversationId)
    const between = await receiveOne(
      deps,
      mailbox,
      aMail({ id: '<a2@x.example>', inReplyTo: '<a1@x.example>' }),
    )
    expect(between.conversationId).toBe(first.conversationId)
    expect(await conversation(first.conversationId)).toMatchObject({ count: 3, status: 'open' })
    expect(
      await deps.db.row(sql`
        select merged_into as into, message_count as count, reference is not null as numbered
        from conversation where id = ${last.conversationId}`),
    ).toEqual({ into: first.conversationId, count: 0, numbered: true })
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
