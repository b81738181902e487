import { randomUUID } from 'node:crypto'
import { sql } from '@levee/db'
import { describe, expect, it } from 'vitest'
import { testApp } from '../../testing/harness.ts'
import { aMail } from './testing/intake-fixture.ts'

const { as, asNobody, aUser, aMailbox, db } = await testApp()
const RFC822 = { 'content-type': 'message/rfc822' }

const urlOf = (mailboxId: string): string => `/api/v1/mailboxes/${mailboxId}/messages`

describe('handing a message to a mailbox', () => {
  it('files it, and says so when it was there', async () => {
    const ada = await aUser()
    const mailbox = await aMailbox({ members: [ada] })
    const raw = aMail({ subject: 'Réverbère' })
    const reply = await as(ada).post(urlOf(mailbox.id), Buffer.from(raw), RFC822)
    expect(reply.statusCode).toBe(201)
    expect(reply.json()).toMatchObject({ duplicate: false })
    const again = await as(ada).post(urlOf(mailbox.id), Buffer.from(raw), RFC822)
    expect(again.json()).toEqual({ ...reply.json<object>(), duplicate: true })
  })

  it('lets the conversation be read by those who see the mailbox', async () => {
    const ada = await aUser()
    const mailbox = await aMailbox({ members: [ada] })
    const reply = await as(ada).post(urlOf(mailbox.id), aMail({ subject: 'Banc' }), RFC822)
    const { conversationId } = reply.json<{ conversationId: string }>()
    const shown = await as(ada).get(`/api/v1/conversations/${conversationId}`)
    expect(shown.json()).toMatchObject({ subject: 'Banc', status: 'open', messageCount: 1 })
  })

  it('answers 404 to who does not see the mailbox, and for none', async () => {
    const mailbox = await aMailbox({ members: [await aUser()] })
    const stranger = await as(await aUser()).post(urlOf(mailbox.id), aMail(), RFC822)
    expect(stranger).toBeProblem(404, 'not-found')
    const admin = as(await aUser({ role: 'admin' }))
    expect(await admin.post(urlOf(randomUUID()), aMail(), RFC822)).toBeProblem(404, 'not-found')
    expect(await db.rows(sql`select 1 from delivery where mailbox_id = ${mailbox.id}`)).toEqual([])
  })

  it('answers 400 for nothing, and for what is no mailbox', async () => {
    const ada = await aUser()
    const mailbox = await aMailbox({ members: [ada] })
    expect(await as(ada).post(urlOf(mailbox.id), Buffer.alloc(0), RFC822)).toBeProblem(
      400,
      'invalid',
    )
    expect(await as(ada).post(urlOf('x'), aMail(), RFC822)).toBeProblem(400, 'invalid')
  })

  it('answers 401 to nobody', async () => {
    const mailbox = await aMailbox()
    expect(await asNobody.post(urlOf(mailbox.id), aMail(), RFC822)).toBeProblem(
      401,
      'unauthenticated',
    )
  })
})
