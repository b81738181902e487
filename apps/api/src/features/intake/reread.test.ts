import { Buffer } from 'node:buffer'
import { sql } from '@levee/db'
import { describe, expect, it } from 'vitest'
import { testApp } from '../../testing/harness.ts'
import { rereadMessages } from './service.ts'

const { db, deps, as, aUser, aMailbox } = await testApp()
const claire = await aUser({ name: 'Claire Aubry' })
const townHall = await aMailbox({ name: 'Mairie', members: [claire] })

async function receive(name: string): Promise<{ messageId: string; conversationId: string }> {
  const raw = [
    'From: Jeanne Morvan <jeanne@morvan.example>',
    `Subject: ${name}`,
    `Message-ID: <${name}@morvan.example>`,
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    '',
    'Bonjour.',
    '--b',
    'Content-Type: application/pdf; name=plan.pdf',
    '',
    '%PDF',
    '--b--',
  ].join('\r\n')
  const url = `/api/v1/mailboxes/${townHall.id}/messages`
  const reply = await as(claire).post(url, Buffer.from(raw), { 'content-type': 'message/rfc822' })
  expect(reply.statusCode).toBe(201)
  return reply.json()
}

/** Makes of a message what a reader that could not read it would have left. */
async function setAside({ messageId, conversationId }: Awaited<ReturnType<typeof receive>>) {
  await db.run(sql`delete from attachment where message_id = ${messageId}`)
  await db.run(sql`
    update message set state = 'quarantined', problem = 'Reading it took longer than 10 s.',
      subject = '', text = '', from_name = '', from_address = '' where id = ${messageId}`)
  await db.run(sql`update delivery set fate = 'quarantined' where message_id = ${messageId}`)
  await db.run(sql`
    update conversation set is_quarantined = true, subject = '', snippet = '', from_name = '',
      from_address = '', has_attachments = false where id = ${conversationId}`)
}

describe('reading messages again', () => {
  it('brings back what could not be read, with its list entry, files and place in the ledger', async () => {
    const letter = await receive('terrasse')
    await setAside(letter)
    const reply = await as(claire).post(`/api/v1/messages/${letter.messageId}/reread`, {})
    expect(reply.statusCode).toBe(200)
    expect(reply.json()).toMatchObject({
      state: 'received',
      subject: 'terrasse',
      text: 'Bonjour.',
      from: { address: 'jeanne@morvan.example' },
      attachments: [{ name: 'plan.pdf' }],
    })
    const shown = await as(claire).get(`/api/v1/conversations/${letter.conversationId}`)
    expect(shown.json()).toMatchObject({
      subject: 'terrasse',
      snippet: 'Bonjour.',
      hasAttachments: true,
      from: { name: 'Jeanne Morvan' },
    })
    const quarantine = await as(claire).get('/api/v1/conversations?view=quarantine')
    expect(quarantine.json()).toMatchObject({ items: [] })
    const fate = await db.row(sql`select fate from delivery where message_id = ${letter.messageId}`)
    expect(fate).toEqual({ fate: 'filed' })
  })

  it('changes nothing, and says nothing, where nothing is read differently', async () => {
    const letter = await receive('devis')
    const before = await as(claire).get(`/api/v1/conversations/${letter.conversationId}`)
    const reread = await rereadMessages(deps, { ids: [letter.messageId] })
    expect(reread).toEqual({ read: 1, changed: 0, unreadable: 0, lost: 0 })
    const after = await as(claire).get(`/api/v1/conversations/${letter.conversationId}`)
    expect(after.json()).toEqual(before.json())
  })

  it('reads all of a mailbox, window by window, or only what was set aside', async () => {
    const letters = await Promise.all(['a', 'b', 'c'].map(receive))
    const [first] = letters
    if (first) await setAside(first)
    const aside = await rereadMessages(deps, { mailboxId: townHall.id, isQuarantined: true })
    expect(aside).toMatchObject({ read: 1, changed: 1 })
    const all = await rereadMessages(deps, { mailboxId: townHall.id })
    expect(all).toMatchObject({ changed: 0, unreadable: 0, lost: 0 })
    expect(all.read).toBeGreaterThanOrEqual(letters.length)
    expect(await rereadMessages(deps, { since: new Date('2999-01-01') })).toMatchObject({ read: 0 })
  })

  it('goes on where a source is lost, and says how many are', async () => {
    const letter = await receive('perdu')
    await db.run(sql`
      update message set raw_sha256 = ${'0'.repeat(64)} where id = ${letter.messageId}`)
    const reread = await rereadMessages(deps, { ids: [letter.messageId] })
    expect(reread).toEqual({ read: 0, changed: 0, unreadable: 0, lost: 1 })
  })
})
