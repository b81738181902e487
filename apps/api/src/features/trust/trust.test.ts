import type { Conversation, ConversationDetail, Message } from '@levee/contract'
import { createDnsResolver } from '@levee/mail'
import { zoneResolver } from '@levee/mail/testing'
import { sql } from '@levee/db'
import { beforeAll, describe, expect, it } from 'vitest'
import { testApp } from '../../testing/harness.ts'
import { authenticateMessage } from './service.ts'

const app = await testApp()
const { db, deps, as, aUser, aMailbox } = app
const claire = await aUser({ name: 'Claire Aubry' })
const karim = await aUser({ name: 'Karim Benali', locale: 'en' })
const stranger = await aUser({ name: 'Paul Petit' })
const townHall = await aMailbox({ name: 'Mairie', members: [claire, karim] })
const invoices = await aMailbox({ name: 'Factures', members: [stranger] })
const OURS = 'mx.port-leveque.example'

beforeAll(() => db.run(sql`update mailbox set authserv_id = ${OURS}`))

type Letter = {
  from: string
  results?: string
  html?: string
  text?: string
  headers?: string[]
  mailbox?: { id: string }
}
type Received = { messageId: string; conversationId: string }

let sent = 0

/** Receives a mail as programs push it. */
async function receive({
  from,
  results,
  html,
  text,
  headers = [],
  mailbox = townHall,
}: Letter): Promise<Received> {
  app.clock.advance(1_000)
  const lines = [
    ...(results === undefined ? [] : [`Authentication-Results: ${OURS}; ${results}`]),
    `Received: from out.example (out.example [8.8.8.8]) by ${OURS}; Mon, 2 Mar 2026 09:30:00 +0000`,
    ...headers,
    `From: ${from}`,
    'To: courrier@port-leveque.example',
    `Subject: Lettre ${++sent}`,
    `Message-ID: <${sent}@letters.example>`,
    `Content-Type: text/${html === undefined ? 'plain' : 'html'}; charset=utf-8`,
  ]
  const raw = Buffer.from(`${lines.join('\r\n')}\r\n\r\n${html ?? text ?? `Bonjour ${sent}`}\r\n`)
  const reader = mailbox === townHall ? claire : stranger
  const reply = await as(reader).post(`/api/v1/mailboxes/${mailbox.id}/messages`, raw, {
    'content-type': 'message/rfc822',
  })
  expect(reply.statusCode).toBe(201)
  return reply.json()
}

const FORGED: Letter = {
  from: 'Galand TP – Comptabilité <compta@ga1and-tp.example>',
  results: 'dmarc=none; spf=none',
  html: '<p>Merci de payer sur <a href="https://portail.example/login?id=8842">https://factures.galand-tp.example/</a></p>',
}

async function message({ messageId }: Received, viewer = claire): Promise<Message> {
  return (await as(viewer).get(`/api/v1/messages/${messageId}`)).json()
}
async function conversation({ conversationId }: Received): Promise<ConversationDetail> {
  return (await as(claire).get(`/api/v1/conversations/${conversationId}`)).json()
}
const codes = ({ trust }: Message) => trust.reasons.map(({ code }) => code)

describe('a sender', () => {
  it('is new with the first message, and verified by the word of our server from the second on', async () => {
    const results = 'dmarc=pass header.from=morvan.example; spf=pass'
    const from = 'Jeanne <jeanne@morvan.example>'
    const first = await message(await receive({ from, results }))
    const second = await receive({ from, results })
    expect([first.trust.level, (await message(second)).trust.level]).toEqual(['first', 'verified'])
    expect((await message(second)).authentication).toEqual({
      spf: 'pass',
      dkim: null,
      dmarc: 'pass',
      arc: null,
      source: 'server',
    })
    expect((await conversation(second)).trust).toBe('verified')
  })

  it('is not verified by a header that the sender wrote', async () => {
    const forged = [`Authentication-Results: ${OURS}; dmarc=pass header.from=morvan.example`]
    const from = 'Jeanne <jeanne@morvan.example>'
    const results = 'dmarc=none'
    const { trust } = await message(await receive({ from, results, headers: forged }))
    expect(trust.level).toBe('unknown')
  })

  it('is told why in the language of who asks', async () => {
    const one = await receive({ from: 'Claire Aubry <claire@evil.example>', results: 'dmarc=none' })
    const [french] = (await message(one)).trust.reasons
    expect(french).toMatchObject({
      code: 'colleagueName',
      title: 'Le nom affiché est celui d’un collègue',
      evidence: 'claire@evil.example',
    })
    const [english] = (await message(one, karim)).trust.reasons
    expect(english?.title).toBe('The name shown is a colleague’s')
  })

  it('who imitates a correspondent is danger: no answer, no link, no clock', async () => {
    for (let n = 0; n < 3; n++)
      await receive({
        from: 'Galand TP – Comptabilité <compta@galand-tp.example>',
        results: 'dmarc=pass',
      })
    const forged = await receive(FORGED)
    const found = await message(forged)
    expect(found.trust.level).toBe('danger')
    expect(codes(found)).toEqual(['lookalikeDomain', 'knownName', 'linkElsewhere', 'firstMessage'])
    const { revision } = await conversation(forged)
    const url = `/api/v1/conversations/${forged.conversationId}`
    const reply = await as(claire).post(`${url}/replies`, { revision, text: 'Bonjour' })
    expect(reply).toBeProblem(409, 'suspicious')
    expect((await as(claire).post(`${url}/notes`, { text: 'Attention' })).statusCode).toBe(201)
    const html = await as(claire).get(`/api/v1/messages/${forged.messageId}/html`)
    expect(html.body).toContain('data-destination="https://portail.example/login?id=8842"')
    expect(html.body).not.toContain('href=')
    const due = { revision: revision + 1, dueAt: '2026-03-02T08:00:00.000Z' }
    const changed: Conversation = (await as(claire).patch(url, due)).json()
    expect(changed.dueState).toBe('paused')
    const overdue = (await as(claire).get('/api/v1/conversations?view=overdue')).json()
    expect(overdue.items).toEqual([])
  })
})

describe('the judgement follows the mail', () => {
  it('into the conversation that it is made part of', async () => {
    const innocent = await receive({ from: 'Zoe <zoe@zoe.example>', results: 'dmarc=none' })
    const forged = await receive({
      ...FORGED,
      from: 'Galand TP – Comptabilité <z@ga1and-tp.example>',
    })
    const ids = [innocent.conversationId, forged.conversationId]
    expect((await conversation(innocent)).trust).toBe('first')
    await as(claire).post('/api/v1/conversations/merge', { ids })
    expect((await conversation(innocent)).trust).toBe('danger')
  })

  it('when it can be read at last', async () => {
    const late = await receive({ from: 'Claire Aubry <late@evil.example>', results: 'dmarc=none' })
    await db.run(sql`
      update message set trust_level = null, trust_reasons = '[]', signs = '{}', from_name = '',
        state = 'quarantined', problem = 'x' where id = ${late.messageId}`)
    await as(claire).post(`/api/v1/messages/${late.messageId}/reread`, {})
    const jobs = await db.rows(sql`
      select 1 from pgboss.job where name = 'authenticate' and data ->> 'messageId' = ${late.messageId}`)
    expect(jobs).not.toEqual([])
    await authenticateMessage(deps, late)
    expect(codes(await message(late))).toContain('colleagueName')
  })
})

describe('verification over the network', () => {
  const zone = { '_dmarc.bank.example': [{ TXT: 'v=DMARC1; p=reject' }] }

  it('finds what the domain asks for, and shows it at once', async () => {
    const failed = await receive({
      from: 'info@bank.example',
      results: 'dmarc=fail header.from=bank.example',
    })
    expect((await message(failed)).trust.level).toBe('first')
    const { revision } = await conversation(failed)
    await authenticateMessage({ ...deps, dns: zoneResolver(zone) }, failed)
    expect((await message(failed)).trust.level).toBe('danger')
    expect(await conversation(failed)).toMatchObject({ trust: 'danger', revision: revision + 1 })
  })

  it('computes what no server of ours has said; that verifies nobody where one should have', async () => {
    const letter = { from: 'a@open.example', headers: ['Return-Path: <a@open.example>'] }
    await receive(letter)
    const silent = await receive(letter)
    const dns = zoneResolver({
      'open.example': [{ TXT: 'v=spf1 ip4:8.8.8.8 -all' }],
      '_dmarc.open.example': [{ TXT: 'v=DMARC1; p=none' }],
    })
    await authenticateMessage({ ...deps, dns }, silent)
    const found = await message(silent)
    expect(found.authentication).toMatchObject({ spf: 'pass', dmarc: 'pass', source: 'levee' })
    expect(found.trust.level).toBe('unknown')
    await db.run(sql`update mailbox set authserv_id = null`)
    await authenticateMessage({ ...deps, dns }, silent)
    await db.run(sql`update mailbox set authserv_id = ${OURS}`)
    expect((await message(silent)).trust.level).toBe('verified')
  })

  it('tries again later when the DNS cannot be reached, and calls nobody dangerous for it', async () => {
    const silent = await receive({ from: 'b@open.example' })
    const dns = createDnsResolver({
      lookup: () => Promise.reject(Object.assign(new Error('down'), { code: 'ESERVFAIL' })),
    })
    await authenticateMessage({ ...deps, dns }, silent)
    const found = await message(silent)
    expect(found.authentication).toMatchObject({ spf: 'temperror', dmarc: 'temperror' })
    expect(found.trust.level).toBe('first')
    const again = await db.rows(sql`
      select (data ->> 'tries')::int as tries from pgboss.job where name = 'authenticate'
        and data ->> 'messageId' = ${silent.messageId} and data ? 'tries'`)
    expect(again).toEqual([{ tries: 2 }])
  })
})

describe('reporting phishing', () => {
  const campaign: Letter = {
    from: 'Support <support@portail.example>',
    results: 'dmarc=none',
    text: 'Votre boîte est pleine. Pour continuer à recevoir vos messages, veuillez confirmer votre identité dans les 24 heures en répondant.',
  }

  it('sets the same campaign aside in every mailbox, and is taken back as one', async () => {
    const mine = await receive(campaign)
    const sibling = await receive({ ...campaign, text: `${campaign.text} 12345` })
    const elsewhere = await receive({ ...campaign, mailbox: invoices })
    const other = await receive({
      ...campaign,
      text: 'Bonjour, ceci est tout autre chose, et bien assez long pour être comparé à ce qui précède.',
    })
    const { revision } = await conversation(mine)
    const url = `/api/v1/conversations/${mine.conversationId}/report`
    expect(await as(claire).post(url, { revision: revision + 7 })).toBeProblem(409, 'stale')
    const answer = (await as(claire).post(url, { revision })).json()
    expect(answer).toMatchObject({
      quarantined: 3,
      conversation: { status: 'spam', spamReason: 'phishing' },
    })
    const state = async () =>
      db.rows<{ status: string }>(sql`
        select c.status from conversation c join unnest(${[mine, sibling, elsewhere, other].map(({ conversationId }) => conversationId)}::uuid[])
          with ordinality o(id, n) on o.id = c.id order by o.n`)
    expect((await state()).map(({ status }) => status)).toEqual(['spam', 'spam', 'spam', 'open'])
    const view = (await as(claire).get('/api/v1/conversations?view=quarantine')).json()
    expect(view.items.map(({ id }: Conversation) => id).toSorted()).toEqual(
      [mine.conversationId, sibling.conversationId].toSorted(),
    )
    expect(await as(claire).post(url, { revision: revision + 1 })).toBeProblem(409, 'conflict')
    const undone = await as(claire).post(`/api/v1/undo/${answer.activityId}`)
    expect(undone.json()).toMatchObject({ status: 'open', spamReason: null })
    expect((await state()).map(({ status }) => status)).toEqual(['open', 'open', 'open', 'open'])
    expect(await as(claire).post(`/api/v1/undo/${answer.activityId}`)).toBeProblem(409, 'conflict')
  })

  it('leaves what somebody has gone on with where it is', async () => {
    const mine = await receive({ ...campaign, from: 'x@one.example' })
    const sibling = await receive({ ...campaign, from: 'x@one.example' })
    const { revision } = await conversation(mine)
    const url = `/api/v1/conversations/${mine.conversationId}/report`
    const { activityId } = (await as(claire).post(url, { revision })).json()
    const moved = { revision: (await conversation(sibling)).revision, status: 'archived' }
    await as(claire).patch(`/api/v1/conversations/${sibling.conversationId}`, moved)
    await as(claire).post(`/api/v1/undo/${activityId}`)
    expect((await conversation(mine)).status).toBe('open')
    expect((await conversation(sibling)).status).toBe('archived')
  })
})

describe('declaring a suspicious mail legitimate', () => {
  it('takes two people, who say why, and unlocks it', async () => {
    const forged = await receive({
      ...FORGED,
      from: 'Galand TP – Comptabilité <x@ga1and-tp.example>',
    })
    const url = `/api/v1/conversations/${forged.conversationId}`
    const declare = async (viewer: typeof claire, reason = 'Appelé au numéro connu') => {
      const { revision } = await conversation(forged)
      return as(viewer).post(`${url}/legitimate`, { revision, reason })
    }
    expect(await declare(claire, '  ')).toBeProblem(400, 'invalid')
    expect((await declare(claire)).json()).toMatchObject({
      state: 'awaiting',
      conversation: { trust: 'danger' },
    })
    expect(await declare(claire)).toBeProblem(409, 'conflict')
    expect((await message(forged)).trust.claim).toMatchObject({
      claimedBy: claire.id,
      reason: 'Appelé au numéro connu',
      confirmedBy: null,
    })
    expect((await declare(karim)).json()).toMatchObject({
      state: 'confirmed',
      conversation: { trust: 'first' },
    })
    expect(codes(await message(forged))[0]).toBe('declaredLegitimate')
    await authenticateMessage(deps, forged) // does not lock it again
    expect((await conversation(forged)).trust).toBe('first')
    const kinds = (await conversation(forged)).timeline.map(({ kind }) => kind)
    expect(kinds).toEqual(['received', 'legitimacyClaimed', 'legitimacyConfirmed'])
    expect(await declare(karim)).toBeProblem(409, 'conflict')
  })
})
