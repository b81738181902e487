import { sql } from '@levee/db'
import { describe, expect, it } from 'vitest'
import { testApp } from '../../testing/harness.ts'

const { db, clock, as, aUser } = await testApp()
const asAdmin = as(await aUser({ role: 'admin' }))

async function aMailbox(): Promise<string> {
  const answer = await asAdmin.post('/api/v1/mailboxes', {
    name: 'Accueil',
    address: `${crypto.randomUUID()}@port-leveque.example`,
    incoming: { protocol: 'push' },
  })
  return answer.json().id
}

async function receive(mailboxId: string, subject: string): Promise<string> {
  clock.advance(60_000)
  const raw = Buffer.from(`From: Jeanne <j@courriel.example>\r\nSubject: ${subject}\r\n\r\nb\r\n`)
  const headers = { 'content-type': 'message/rfc822' }
  const answer = await asAdmin.post(`/api/v1/mailboxes/${mailboxId}/messages`, raw, headers)
  return answer.json().conversationId
}

describe('the messages behind a number of the ledger', () => {
  it('are listed the newest first, page by page, with their conversations', async () => {
    const id = await aMailbox()
    const conversations: string[] = []
    for (const subject of ['a', 'b', 'c']) conversations.unshift(await receive(id, subject))
    const first = (await asAdmin.get(`/api/v1/mailboxes/${id}/ledger/filed?limit=2`)).json()
    const rest = `cursor=${first.nextCursor}`
    const second = (await asAdmin.get(`/api/v1/mailboxes/${id}/ledger/filed?${rest}`)).json()
    const items = [...first.items, ...second.items]
    expect(items.map(({ conversationId }) => conversationId)).toEqual(conversations)
    expect(items[0]).toMatchObject({
      folder: '',
      uid: 3,
      subject: 'c',
      from: { name: 'Jeanne', address: 'j@courriel.example' },
      reference: expect.stringMatching(/^2026-/),
      detail: null,
    })
    expect(second.nextCursor).toBeNull()
    expect((await asAdmin.get(`/api/v1/mailboxes/${id}/ledger/spam`)).json().items).toEqual([])
    expect((await asAdmin.get(`/api/v1/mailboxes/${id}/ledger/lost`)).statusCode).toBe(400)
    expect((await asAdmin.get(`/api/v1/mailboxes/${id}/ledger/filed?cursor=x`)).statusCode).toBe(
      400,
    )
  })

  it('are what the server does not give, with what it said', async () => {
    const id = await aMailbox()
    const folder = await db.row<{ id: string }>(sql`
      insert into folder (mailbox_id, path, role, uid_validity, server_count)
      values (${id}, 'INBOX', 'inbox', 7, 2) returning id`)
    await db.run(sql`
      insert into unaccounted (folder_id, uid_validity, uid, detail, since)
      values (${folder?.id}, 7, 12, 'NO [SERVERBUG]', ${clock.now()}), (${folder?.id}, 7, 11, 'x', ${clock.now()}),
        (${folder?.id}, 6, 1, 'of an earlier UIDVALIDITY', ${clock.now()})`)
    const page = `/api/v1/mailboxes/${id}/ledger/unaccounted`
    const first = (await asAdmin.get(`${page}?limit=1`)).json()
    const second = (await asAdmin.get(`${page}?cursor=${first.nextCursor}`)).json()
    const items = [...first.items, ...second.items]
    expect(items.map(({ uid }) => uid).toSorted((a, b) => a - b)).toEqual([11, 12])
    expect(items).toContainEqual(
      expect.objectContaining({
        folder: 'INBOX',
        uid: 12,
        detail: 'NO [SERVERBUG]',
        messageId: null,
      }),
    )
    const ledger = (await asAdmin.get(`/api/v1/mailboxes/${id}/ledger`)).json()
    expect(ledger).toMatchObject({ server: 2, unaccounted: 2 })
  })
})
