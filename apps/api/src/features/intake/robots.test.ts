import { sql } from '@levee/db'
import { signedMessageId } from '@levee/domain'
import { signer } from '@levee/storage'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receiveOne } from './receive-message.ts'
import {
  aMail,
  aMailbox,
  anOrganisation,
  deliveryInto,
  filedConversation,
  intakeDeps,
} from './testing/intake-fixture.ts'

let deps: Awaited<ReturnType<typeof intakeDeps>>
let mailbox: string
let sequence = 0

beforeAll(async () => {
  deps = await intakeDeps()
  await anOrganisation(deps)
  mailbox = await aMailbox(deps, { address: 'robots@mairie.example' })
})
afterAll(() => deps.close())

/** A letter that was answered; with the Message-ID of the answer, and who wrote it. */
async function anAnsweredLetter(status = 'answered') {
  const mark = ++sequence
  const { conversationId } = await receiveOne(
    deps,
    mailbox,
    aMail({ id: `<ask-${mark}@x.example>`, to: 'robots@mairie.example' }),
  )
  const ours = signedMessageId(
    { nonce: String(mark).padStart(16, '0'), conversationId },
    'robots@mairie.example',
    signer(deps.keys.threading),
  )
  const author = await deps.db.row<{ id: string }>(sql`
    insert into app_user (name, email, role, locale) values
    ('Claire', ${`claire-${mark}@mairie.example`}, 'staff', 'fr') returning id`)
  const reply = await deps.db.row<{ id: string }>(sql`
    insert into message (conversation_id, mailbox_id, direction, state, internet_message_id,
      in_reply_to, from_address, to_addresses, received_at, author_id)
    values (${conversationId}, ${mailbox}, 'outgoing', 'sent', ${ours}, '{}', 'robots@mairie.example',
      '[{"name":"","address":"anne@x.example"}]', now(), ${author?.id}) returning id`)
  await deps.db.run(sql`update conversation set status = ${status} where id = ${conversationId}`)
  return { conversationId, ours, replyId: reply?.id ?? '', authorId: author?.id ?? '' }
}

function aBounce(returned: string, header = ''): Buffer {
  return Buffer.from(
    [
      'From: MAILER-DAEMON@mx.x.example',
      'To: robots@mairie.example',
      'Subject: Undelivered Mail Returned to Sender',
      `Message-ID: <bounce-${++sequence}@mx.x.example>`,
      ...(header ? [header] : []),
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b\r\n\r\nSorry.\r\n--b',
      'Content-Type: message/delivery-status\r\n',
      'Reporting-MTA: dns; mx.x.example\r\n',
      'Final-Recipient: rfc822; anne@x.example\r\nAction: failed\r\nStatus: 5.1.1',
      'Diagnostic-Code: smtp; 550 5.1.1 User unknown\r\n\r\n--b',
      'Content-Type: message/rfc822\r\n',
      returned,
      'Subject: Re: Demande\r\n\r\nBonjour\r\n--b--\r\n',
    ].join('\r\n'),
  )
}

describe('a bounce', () => {
  it('marks the reply that it returns, re-opens its conversation and gives it to who wrote it', async () => {
    const { conversationId, ours, replyId, authorId } = await anAnsweredLetter()
    const bounce = await receiveOne(deps, mailbox, aBounce(`Message-ID: <${ours}>`))
    expect(bounce.conversationId).toBe(conversationId)
    expect(
      await deps.db.row(sql`
        select state, problem, failed_recipients as failed from message where id = ${replyId}`),
    ).toEqual({
      state: 'bounced',
      problem: 'Not delivered to anne@x.example: 550 5.1.1 User unknown',
      failed: [
        { address: 'anne@x.example', status: '5.1.1', diagnostic: '550 5.1.1 User unknown' },
      ],
    })
    expect(
      await deps.db.row(sql`
        select status, assignee_id as assignee from conversation where id = ${conversationId}`),
    ).toEqual({ status: 'open', assignee: authorId })
    const log = await deps.db.rows<{ kind: string; after: object }>(sql`
      select kind, after from activity where conversation_id = ${conversationId} order by seq`)
    expect(log.slice(-2)).toMatchObject([
      { kind: 'received', after: { status: 'open' } },
      { kind: 'bounced', after: { messageId: replyId, assigneeId: authorId } },
    ])
  })

  it('is known by our id alone, wherever the text has it', async () => {
    const { conversationId, ours, replyId } = await anAnsweredLetter()
    await deps.db.run(
      sql`update message set internet_message_id = ${`lost-${ours}`} where id = ${replyId}`,
    )
    const text = aMail({
      from: 'postmaster@mx.x.example',
      subject: 'failure notice',
      body: `Could not be delivered: 550 5.1.1 user unknown. Id ${ours.toUpperCase()}`,
    })
    const { conversationId: joined } = await receiveOne(deps, mailbox, text)
    expect(joined).toBe(conversationId)
  })

  it('belongs nowhere by an id that is forged', async () => {
    const { conversationId, ours, replyId } = await anAnsweredLetter()
    await deps.db.run(sql`update message set internet_message_id = null where id = ${replyId}`)
    const forged = ours.replace(/\.[0-9a-f]{20}@/, `.${'0'.repeat(20)}@`)
    const bounce = await receiveOne(deps, mailbox, aBounce(`Message-ID: <${forged}>`))
    expect(bounce.conversationId).not.toBe(conversationId)
  })

  it('that comes before the copy in Sent marks that copy when it comes', async () => {
    const box = await aMailbox(deps)
    const mark = ++sequence
    const ask = await receiveOne(deps, box, aMail({ id: `<ask-${mark}@x.example>` }))
    const bounce = await receiveOne(deps, box, aBounce(`Message-ID: <sent-${mark}@mairie.example>`))
    const sent = await deliveryInto(deps, box, 'sent')
    const reply = { id: `<sent-${mark}@mairie.example>`, inReplyTo: `<ask-${mark}@x.example>` }
    const [copy] = await sent([
      { uid: 1, raw: aMail({ from: 'contact@mairie.example', to: 'anne@x.example', ...reply }) },
    ])
    const places = await deps.db.rows<{ state: string; conversation: string; status: string }>(sql`
      select m.state, c.id as conversation, c.status from message m join conversation c
        on c.id = m.conversation_id where m.id in (${copy?.messageId}, ${bounce.messageId}) order by state`)
    expect(places).toEqual([
      { state: 'bounced', conversation: ask.conversationId, status: 'open' },
      { state: 'received', conversation: ask.conversationId, status: 'open' },
    ])
  })

  it('of an old mailbox is history, and re-opens nothing', async () => {
    const box = await aMailbox(deps)
    const mark = ++sequence
    const at = new Date('2019-01-01')
    const sent = await deliveryInto(deps, box, 'sent')
    const id = `<old-${mark}@mairie.example>`
    const [copy] = await sent([{ uid: 1, raw: aMail({ from: 'contact@mairie.example', id }), at }])
    const deliver = await deliveryInto(deps, box)
    await deliver([{ uid: 1, raw: aBounce(`Message-ID: ${id}`), at }])
    expect(
      await deps.db.row(sql`select m.state, c.status, c.reference from message m
        join conversation c on c.id = m.conversation_id where m.id = ${copy?.messageId}`),
    ).toEqual({ state: 'bounced', status: 'archived', reference: null })
  })
})

describe('what only a machine says', () => {
  it.each([
    ['an out-of-office note', ['Auto-Submitted: auto-replied']],
    ['a receipt', ['Content-Type: multipart/report; report-type=disposition-notification']],
    ['a notice of a program', ['Auto-Submitted: auto-generated']],
  ])('%s joins what it answers and re-opens nothing', async (_name, headers) => {
    const { conversationId, ours } = await anAnsweredLetter('waiting')
    const note = aMail({ inReplyTo: `<${ours}>`, headers })
    expect((await receiveOne(deps, mailbox, note)).conversationId).toBe(conversationId)
    expect(await filedConversation(deps, conversationId)).toMatchObject({
      status: 'waiting',
      count: 2,
    })
  })

  it('a notice that a mail is late marks nothing', async () => {
    const { conversationId, ours, replyId } = await anAnsweredLetter()
    const late = String(aBounce(`Message-ID: <${ours}>`)).replace(
      'Action: failed',
      'Action: delayed',
    )
    const notice = await receiveOne(deps, mailbox, Buffer.from(late))
    expect(notice.conversationId).toBe(conversationId)
    const reply = await deps.db.row(sql`select state from message where id = ${replyId}`)
    expect(reply).toEqual({ state: 'sent' })
    expect(await filedConversation(deps, conversationId)).toMatchObject({ status: 'answered' })
  })
})

async function isNewsletter(id: string): Promise<boolean | undefined> {
  const row = await deps.db.row<{ it: boolean }>(
    sql`select is_newsletter as it from conversation where id = ${id}`,
  )
  return row?.it
}

describe('what went to many', () => {
  const NEWSLETTER = ['List-Unsubscribe: <https://x.example/u>', 'List-Id: <news.x.example>']

  it('is filed away in a view of its own, without a number, and counted in the ledger', async () => {
    const deliver = await deliveryInto(deps, await aMailbox(deps))
    const [news] = await deliver([{ uid: 1, raw: aMail({ headers: NEWSLETTER }) }])
    const id = news?.conversationId ?? ''
    expect(await filedConversation(deps, id)).toMatchObject({
      status: 'archived',
      reference: null,
      imported: false,
    })
    expect(await isNewsletter(id)).toBe(true)
    expect(
      await deps.db.row(sql`select fate from delivery where message_id = ${news?.messageId}`),
    ).toEqual({ fate: 'newsletters' })
  })

  it('is mail when it came through a list that is our own address', async () => {
    const box = await aMailbox(deps, { address: 'liste@mairie.example' })
    const headers = [
      'List-Id: Liste <liste.mairie.example>',
      'List-Post: <mailto:liste@mairie.example>',
    ]
    const { conversationId } = await receiveOne(deps, box, aMail({ headers }))
    expect(await filedConversation(deps, conversationId)).toMatchObject({ status: 'open' })
    expect(await isNewsletter(conversationId)).toBe(false)
  })

  it('is mail when it answers us', async () => {
    const { conversationId, ours } = await anAnsweredLetter()
    const answer = aMail({ inReplyTo: `<${ours}>`, headers: NEWSLETTER })
    expect((await receiveOne(deps, mailbox, answer)).conversationId).toBe(conversationId)
    expect(await filedConversation(deps, conversationId)).toMatchObject({ status: 'open' })
  })

  it('becomes mail when somebody writes about it', async () => {
    const mark = ++sequence
    const news = aMail({ id: `<news-${mark}@x.example>`, headers: NEWSLETTER })
    const { conversationId } = await receiveOne(deps, mailbox, news)
    await receiveOne(deps, mailbox, aMail({ inReplyTo: `<news-${mark}@x.example>` }))
    expect(await isNewsletter(conversationId)).toBe(false)
    expect(await filedConversation(deps, conversationId)).toMatchObject({
      status: 'open',
      reference: expect.stringMatching(/^\d{4}-/),
    })
  })
})
