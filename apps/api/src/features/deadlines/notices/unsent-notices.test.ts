import { readdirSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { inTransaction, sql } from '@levee/db'
import { type SmtpFault, startSmtpScript } from '@levee/mail/testing'
import { openMarks } from '@levee/storage'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { testApp, type TestUser } from '../../../testing/harness.ts'
import { aLetter, received } from '../../../testing/replying.ts'
import { tellAuthor } from '../../replies/tell-author.ts'
import { sendNotice, setUpDeadlines } from '../service.ts'
import { sendStalledNotices } from './send-notice.ts'

const harness = await testApp({ env: { LEVEE_ALLOW_PRIVATE_NETWORK: 'true' } })
const { as, aUser, aMailbox, clock, db, deps } = harness
const marked = join(deps.config.dataDir, 'sending')
const faults: (SmtpFault | undefined)[] = []
const server = await startSmtpScript({ faultOf: () => faults.shift() })
afterAll(() => server.stop())
const admin = await aUser({ role: 'admin' })
const otherAdmin = await aUser({ role: 'admin' })
const claire = await aUser({ locale: 'fr' })
const mailbox = await aMailbox({ members: [claire] })

beforeAll(() =>
  inTransaction(db, (tx) =>
    setUpDeadlines(tx, {
      organisation: 'Mairie',
      locale: 'fr',
      timeZone: 'Europe/Paris',
      at: deps.now(),
    }),
  ),
)

beforeEach(async () => {
  clock.advance(3_600_000)
  await db.run(sql`delete from notice`)
  await db.run(sql`
    update mailbox set outgoing_host = '127.0.0.1', outgoing_port = ${server.port}::int,
      outgoing_security = 'none' where id = ${mailbox.id}`)
  faults.length = 0
  server.taken.length = 0
})

/** A notice to Claire that her reply was not sent. */
async function aNotice(): Promise<string> {
  const { id: conversationId } = await received(harness, mailbox.id, aLetter())
  const about = { conversationId, authorId: claire.id, kind: 'sendFailed', at: deps.now() } as const
  await inTransaction(db, (tx) => tellAuthor(tx, deps, about))
  const row = await db.row<{ id: string }>(sql`select id from notice order by id desc limit 1`)
  return row?.id ?? ''
}

/** One that was cut off: it may have been sent. */
async function anUncertainNotice(): Promise<string> {
  const id = await aNotice()
  faults.push({ at: 'taken', does: 'hangUp' })
  await sendNotice(deps, { noticeId: id })
  return id
}

const stateOf = (id: string) =>
  db.row<{ state: string; attempts: number }>(
    sql`select state, attempts from notice where id = ${id}`,
  )
const unsent = async (who: TestUser = admin) =>
  (await as(who).get('/api/v1/notices/unsent')).json<{ items: { id: string }[] }>().items
const unsentMail = async () =>
  (await as(claire).get('/api/v1/notifications?limit=1')).json().items[0].unsentMail
const countOf = async (who: TestUser) => (await as(who).get('/api/v1/outbox/counts')).json().notices
const jobsOf = (id: string) =>
  db.rows(sql`select from pgboss.job where name = 'notify' and data ->> 'noticeId' = ${id}`)
const resend = (id: string, who = admin) => as(who).post(`/api/v1/notices/${id}/resend`)
const dismiss = (id: string, dismissed: boolean) =>
  as(admin).patch(`/api/v1/notices/${id}`, { dismissed })

describe('a notice through a server that hangs up', () => {
  it('before its last byte is sent again, and once', async () => {
    const id = await aNotice()
    faults.push({ at: 'body', does: 'hangUp' })
    let sending: Promise<void> | undefined
    await inTransaction(db, async (tx) => {
      await tx.run(sql`select from notice where id = ${id} for update`) // nobody claims it meanwhile
      const tried = server.sessions() + 1
      sending = sendNotice(deps, { noticeId: id })
      await vi.waitFor(() => expect(server.sessions()).toBe(tried))
      await sleep(300)
    })
    await sending
    expect(server.taken).toEqual([])
    expect(await stateOf(id)).toEqual({ state: 'queued', attempts: 1 })
    expect(await unsent()).toEqual([])
    clock.advance(60_000)
    await sendNotice(deps, { noticeId: id })
    await sendNotice(deps, { noticeId: id })
    expect(server.taken).toHaveLength(1)
    expect(await stateOf(id)).toMatchObject({ state: 'sent' })
  })

  it('after its last byte may have been sent, is not sent again by itself, and is seen', async () => {
    const id = await anUncertainNotice()
    clock.advance(86_400_000)
    await sendNotice(deps, { noticeId: id })
    await sendStalledNotices(deps)
    expect(server.taken).toHaveLength(1)
    expect(await unsent()).toMatchObject([{ id, address: claire.email, isUncertain: true }])
    expect(await unsentMail()).toMatchObject({ isUncertain: true })
    expect([await countOf(admin), await countOf(claire)]).toEqual([1, 0])
    expect((await harness.asNobody.get('/metrics')).body).toContain('\nlevee_notices_unsent 1\n')
  })

  it('is not sent again where a worker died before it wrote down that it had given its end, and is seen', async () => {
    const id = await aNotice()
    openMarks(marked).make(id)
    clock.advance(10_000)
    await sendStalledNotices(deps)
    expect(server.taken).toEqual([])
    expect(await unsent()).toMatchObject([{ id, isUncertain: true }])
    expect((await resend(id)).statusCode).toBe(204)
    await sendNotice(deps, { noticeId: id })
    expect(server.taken).toHaveLength(1)
    expect(readdirSync(marked)).toEqual([])
  })

  it('waits, and is sent once, where it cannot be marked that its end is given', async () => {
    const id = await aNotice()
    openMarks(marked)
    symlinkSync('nowhere', join(marked, id)) // takes the name, and is no mark
    await sendNotice(deps, { noticeId: id })
    expect(server.taken).toEqual([])
    expect(await stateOf(id)).toEqual({ state: 'queued', attempts: 1 })
    rmSync(join(marked, id))
    await sendNotice(deps, { noticeId: id })
    expect(server.taken).toHaveLength(1)
    expect(await stateOf(id)).toMatchObject({ state: 'sent' })
  })

  it('is claimed by one of those who have given all of it but its end', async () => {
    const id = await aNotice()
    await Promise.all([1, 2, 3].map(() => sendNotice(deps, { noticeId: id })))
    expect(server.taken).toHaveLength(1)
    expect(await stateOf(id)).toEqual({ state: 'sent', attempts: 1 })
  })
})

describe('a notice that was not sent', () => {
  it('is seen with what the server said', async () => {
    const id = await aNotice()
    faults.push({ at: 'recipient', does: 'refuse', code: 554 })
    await sendNotice(deps, { noticeId: id })
    const said = { isUncertain: false, problem: expect.stringContaining('554') }
    expect(await unsent()).toMatchObject([{ id, ...said }])
    expect(await unsentMail()).toEqual(said)
  })

  it('is seen when its mailbox has no server any more, leaves what else is due alone, and can be sent from another', async () => {
    const id = await aNotice()
    await db.run(sql`update mailbox set outgoing_host = null where id = ${mailbox.id}`)
    clock.advance(10_000)
    await sendStalledNotices(deps)
    expect(await unsent()).toMatchObject([
      { id, problem: expect.stringContaining('no outgoing server') },
    ])
    const other = await aMailbox()
    await db.run(sql`
      update mailbox set outgoing_host = '127.0.0.1', outgoing_port = ${server.port}::int,
        outgoing_security = 'none' where id = ${other.id}`)
    expect((await resend(id)).statusCode).toBe(204)
    await sendNotice(deps, { noticeId: id })
    expect(server.taken).toMatchObject([{ from: other.address, to: [claire.email] }])
    await db.run(sql`delete from mailbox where id = ${other.id}`)
  })

  it('is seen when nobody says any more that they are sending it', async () => {
    const id = await aNotice()
    await db.run(sql`update notice set state = 'sending', send_at = ${deps.now()} where id = ${id}`)
    clock.advance(14 * 60_000)
    await sendStalledNotices(deps)
    expect(await unsent()).toEqual([])
    clock.advance(60_000)
    await sendStalledNotices(deps)
    expect(await unsent()).toMatchObject([{ id, isUncertain: true }])
  })

  it('is sent once when two admins send it again at once', async () => {
    const id = await anUncertainNotice()
    const before = (await jobsOf(id)).length
    const answers = await Promise.all([resend(id), resend(id, otherAdmin)])
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([204, 409]))
    expect(await jobsOf(id)).toHaveLength(before + 1)
    expect([await unsent(), await unsentMail()]).toEqual([[], null])
    await Promise.all([sendNotice(deps, { noticeId: id }), sendNotice(deps, { noticeId: id })])
    expect(server.taken).toHaveLength(2)
    expect(await resend(id)).toBeProblem(409, 'conflict')
    expect(await dismiss(id, true)).toBeProblem(409, 'conflict')
  })

  it('leaves the list when somebody dismisses it, and comes back when they take that back', async () => {
    const id = await anUncertainNotice()
    expect((await dismiss(id, true)).statusCode).toBe(204)
    expect([await unsent(), await countOf(admin)]).toEqual([[], 0])
    expect(await unsentMail()).toMatchObject({ isUncertain: true }) // which stays true
    expect((await dismiss(id, false)).statusCode).toBe(204)
    expect(await unsent()).toMatchObject([{ id }])
  })

  it('is listed page by page, the latest first', async () => {
    const ids: string[] = []
    for (let n = 0; n < 3; n++) {
      ids.unshift(await anUncertainNotice())
      clock.advance(1_000)
    }
    const first = (await as(admin).get('/api/v1/notices/unsent?limit=2')).json()
    const rest = (await as(admin).get(`/api/v1/notices/unsent?cursor=${first.nextCursor}`)).json()
    expect([...first.items, ...rest.items].map((each: { id: string }) => each.id)).toEqual(ids)
    expect(rest.nextCursor).toBeNull()
  })
})
