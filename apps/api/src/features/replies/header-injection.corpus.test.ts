import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startSmtpCatcher } from '@levee/mail/testing'
import { CORPORA } from '@levee/mail/testing/oracles'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { inTransaction, sql } from '@levee/db'
import { DomainError } from '@levee/domain'
import { testApp } from '../../testing/harness.ts'
import { aLetter, aSendingMailbox, received } from '../../testing/replying.ts'
import { sendNotice } from '../deadlines/service.ts'
import { templateFacts, writtenFor } from '../templates/service.ts'
import { composeAutomatic, queueAutomatic } from './automatic-mail.ts'
import { forwardMessage, sendReply, tellAuthor } from './service.ts'
import { fieldsOf, isPlainHeader } from './testing/sent-header.ts'

type Vector = { id: string; field: string; input: string }

const path = join(CORPORA, 'header-injection/vectors.json')
const all: Vector[] = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : []
const isWhole = process.env['LEVEE_WHOLE_CORPORA'] !== undefined
const of = (...fields: string[]) => {
  const found = all.filter(({ field }) => fields.includes(field)).map(({ input }) => input)
  return [...new Set(found)].filter(
    (input, index) => isWhole || index % 7 === 0 || input.includes('\0'),
  )
}
const texts = of('subject', 'to-name', 'filename')
const addresses = of('to-address', 'cc-address')
const ids = of('in-reply-to (from incoming Message-ID)', 'references')

const app = await testApp({ env: { LEVEE_ALLOW_PRIVATE_NETWORK: 'true' } })
const catcher = await startSmtpCatcher()
afterAll(() => catcher.stop())
const claire = await app.aUser({ name: 'Claire Aubry' })
const mailbox = await aSendingMailbox(app, { members: [claire], catcher })
const asClaire = () => app.as(claire)

beforeEach(() => void (catcher.messages.length = 0))

/** What arrived last: to whom, and its header, which has each of its fields once and none that is strange. */
function arrived(): { to: string[]; fields: Map<string, string> } {
  const [message, ...more] = catcher.messages.splice(0)
  expect(more).toEqual([])
  const raw = message?.raw ?? Buffer.alloc(0)
  expect(isPlainHeader(raw)).toBe(true)
  return { to: message?.to ?? [], fields: fieldsOf(raw) }
}

const USUAL = [
  'auto-submitted',
  'cc',
  'content-transfer-encoding',
  'content-type',
  'date',
  'from',
  'in-reply-to',
  'message-id',
  'mime-version',
  'references',
  'subject',
  'to',
  'x-auto-response-suppress',
]

function expectUsual({ fields }: { fields: Map<string, string> }): void {
  expect([...fields.keys()].filter((name) => !USUAL.includes(name))).toEqual([])
}

async function reply(conversationId: string, body: object) {
  const { revision } = (await asClaire().get(`/api/v1/conversations/${conversationId}`)).json()
  const answer = await asClaire().post(`/api/v1/conversations/${conversationId}/replies`, {
    revision,
    text: 'Le corps.',
    ...body,
  })
  if (answer.statusCode !== 202) return answer
  await sendReply(app.deps, { messageId: answer.json().messageId })
  return answer
}

/** A file with a name that a browser could send. */
async function aFile(name: string): Promise<string> {
  const safe = name.replaceAll(/[\r\n"]/g, (char) => encodeURIComponent(char))
  const body = `--b\r\nContent-Disposition: form-data; name="file"; filename="${safe}"\r\nContent-Type: text/plain\r\n\r\nA\r\n--b--\r\n`
  const answer = await asClaire().post('/api/v1/attachments', body, {
    'content-type': 'multipart/form-data; boundary=b',
  })
  const { id } = answer.json()
  await app.db.run(sql`update upload set name = ${name.replaceAll('\0', '')} where id = ${id}`)
  return id
}

const encoded = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`

describe.skipIf(all.length === 0)('a value that would add a field or a recipient', () => {
  it.each(texts)('adds none as subject, name of a person or of a file: %j', async (text) => {
    const { id } = await received(app, mailbox.id, aLetter())
    const answer = await reply(id, {
      subject: text,
      to: [{ name: text, address: 'jeanne@morvan.example' }],
      cc: [{ name: text, address: 'paul@morvan.example' }],
      attachmentIds: [await aFile(text)],
    })
    if (answer.statusCode === 400) return
    const sent = arrived()
    expectUsual(sent)
    expect(sent.to).toEqual(['jeanne@morvan.example', 'paul@morvan.example'])
  })

  it.each(texts)(
    'adds none as what somebody outside wrote, answered or passed on: %j',
    async (text) => {
      const letter = aLetter({
        subject: encoded(text),
        from: `${encoded(text)} <jeanne@morvan.example>`,
      })
      const { id, messageId } = await received(app, mailbox.id, letter)
      // a name that is an address is suspicious, and not answered: as if two had declared it legitimate
      await app.db.run(sql`update conversation set trust = 'unknown' where id = ${id}`)
      await reply(id, {})
      const answered = arrived()
      expectUsual(answered)
      expect(answered.to).toEqual(['jeanne@morvan.example'])
      await reply(id, { forwardOf: messageId, to: ['prefecture@etat.example'] })
      const forwarded = arrived()
      expectUsual(forwarded)
      expect(forwarded.to).toEqual(['prefecture@etat.example'])
      const row = await app.db.row<{ subject: string; name: string }>(sql`
      select subject, from_name as name from message where id = ${messageId}`)
      await forwardMessage(
        app.deps,
        {
          conversationId: id,
          mailboxIds: [mailbox.id],
          message: {
            mailboxId: mailbox.id,
            subject: row?.subject ?? '',
            from: { name: row?.name ?? '', address: 'jeanne@morvan.example' },
            receivedAt: app.clock.now().toISOString(),
          },
          raw: letter,
          to: 'regle@etat.example',
        },
        async (tx, own) => {
          await app.deps.jobs.enqueue(tx, 'send', { messageId: own })
          return true
        },
      )
      const last = await app.db.row<{ id: string }>(sql`
      select id from message where direction = 'outgoing' order by id desc limit 1`)
      await sendReply(app.deps, { messageId: last?.id ?? '' })
      const byRule = arrived()
      expectUsual(byRule)
      expect(byRule.to).toEqual(['regle@etat.example'])
      await inTransaction(app.db, (tx) =>
        tellAuthor(tx, app.deps, {
          conversationId: id,
          authorId: claire.id,
          kind: 'sendFailed',
          at: app.clock.now(),
        }),
      )
      const notice = await app.db.row<{ id: string }>(
        sql`select id from notice order by id desc limit 1`,
      )
      await sendNotice(app.deps, { noticeId: notice?.id ?? '' })
      const told = arrived()
      expectUsual(told)
      expect(told.to).toEqual([claire.email])
    },
  )

  it.each(texts)('adds none as subject or name in a new mail: %j', async (text) => {
    const answer = await asClaire().post('/api/v1/conversations', {
      mailboxId: mailbox.id,
      subject: text,
      text: 'Le corps.',
      to: [{ name: text, address: 'jeanne@morvan.example' }],
    })
    if (answer.statusCode === 400) return
    await sendReply(app.deps, { messageId: answer.json().messageId })
    const sent = arrived()
    expectUsual(sent)
    expect(sent.to).toEqual(['jeanne@morvan.example'])
  })

  it.each(texts)(
    'adds none as name of the organisation, the mailbox or the user: %j',
    async (text) => {
      const name = text.replaceAll('\0', '')
      await app.db.run(sql`update installation set organisation = ${name}`)
      await app.db.run(sql`update mailbox set name = ${`${name} x`} where id = ${mailbox.id}`)
      await app.db.run(sql`update app_user set name = ${name} where id = ${claire.id}`)
      const { id } = await received(app, mailbox.id, aLetter())
      await reply(id, {})
      const sent = arrived()
      await app.db.run(sql`update installation set organisation = 'Mairie'`)
      expectUsual(sent)
      expect(sent.to).toEqual(['jeanne@morvan.example'])
      expect(sent.fields.get('from')).toMatch(new RegExp(`<${mailbox.address}>$`))
    },
  )

  it.each(texts)('adds none as what an acknowledgement is filled with: %j', async (text) => {
    const { id, messageId } = await received(app, mailbox.id, aLetter())
    const name = text.replaceAll('\0', '')
    await app.db.run(sql`update message set from_name = ${name} where id = ${messageId}`)
    await app.db.run(sql`update conversation set subject = ${name} where id = ${id}`)
    const facts = { ...(await templateFacts(app.db, id)), user: text, now: app.clock.now() }
    const template = { subject: '{{objet}} {{nom}} {{x}}', html: '<p>{{nom}}</p>' }
    const written = writtenFor({ ...template, language: 'fr' }, facts, {
      captures: { x: text },
      marks: false,
    })
    for (const subject of [written.subject, null]) {
      const mail = await composeAutomatic(app.deps, {
        conversationId: id,
        mailboxId: mailbox.id,
        mailboxIds: [],
        to: { name: text, address: 'jeanne@morvan.example' },
        answered: { internetMessageId: text, inReplyTo: [text], references: [text], subject: text },
        subject,
        html: written.html,
        files: [],
      }).catch(refusedOrThrown)
      if (mail === 'refused') continue
      if (!mail) throw new Error('The mailbox cannot send.')
      await sendReply(app.deps, {
        messageId: await inTransaction(app.db, (tx) => queueAutomatic(tx, app.deps, mail)),
      })
      const sent = arrived()
      expectUsual(sent)
      expect(sent.to).toEqual(['jeanne@morvan.example'])
      expect(sent.fields.get('auto-submitted')).toBe('auto-replied')
    }
  })

  it.each(addresses)(
    'is refused as an address, or is the one that is shown: %j',
    async (address) => {
      for (const field of ['to', 'cc', 'bcc']) {
        for (const typed of [address, { name: '', address }]) {
          const { id } = await received(app, mailbox.id, aLetter())
          const answer = await reply(id, { to: ['jeanne@morvan.example'], [field]: [typed] })
          const others = field === 'to' ? [] : ['jeanne@morvan.example']
          const found = catcher.messages.splice(0)
          const isRefused = answer.statusCode === 400
          expect(found).toHaveLength(isRefused ? 0 : 1)
          if (isRefused) continue
          const { messageId } = answer.json()
          const shown = (await asClaire().get(`/api/v1/messages/${messageId}`)).json()
          const asShown = shown[field].map((one: { address: string }) => one.address)
          expect(asShown).toHaveLength(1)
          expect(found.map(({ to }) => to)).toEqual([[...others, ...asShown]])
          catcher.messages.push(...found)
          expectUsual(arrived())
        }
      }
    },
  )

  it.each(ids)('is left out as an id that somebody outside chose: %j', async (id) => {
    const head = `From: jeanne@morvan.example\r\nTo: ${mailbox.address}\r\nSubject: Terrasse\r\n`
    const letters = [`Message-ID: ${id}\r\n`, `References: ${id}\r\nIn-Reply-To: ${id}\r\n`]
    for (const [place, fields] of letters.entries()) {
      const letter = `${head}${fields}X-Nonce: ${crypto.randomUUID()} ${place}\r\n\r\nBonjour\r\n`
      const { id: conversationId } = await received(app, mailbox.id, Buffer.from(letter))
      await reply(conversationId, {})
      const sent = arrived()
      expectUsual(sent)
      expect(sent.to).toEqual(['jeanne@morvan.example'])
      for (const name of ['in-reply-to', 'references'])
        expect(sent.fields.get(name) ?? '<a@b>').toMatch(/^(?:<[!-;=?-~]+>\s*)+$/)
    }
  })

  it('would be noticed if it did', () => {
    const bad = Buffer.from('Subject: A\r\nBcc: x@evil.example\r\nSubject: B\r\n\r\nC')
    expect(() => fieldsOf(bad)).toThrow('subject')
    expect(
      [...fieldsOf(Buffer.from('Bcc: x\r\n\r\n')).keys()].every((name) => USUAL.includes(name)),
    ).toBe(false)
    expect(isPlainHeader(Buffer.from('Subject: A\nBcc: x\r\n\r\n'))).toBe(false)
  })
})

function refusedOrThrown(error: unknown): 'refused' {
  if (error instanceof DomainError && error.code === 'invalid') return 'refused'
  throw error
}
