import { sql } from '@levee/db'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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

describe('a message that joins a conversation', () => {
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
})
