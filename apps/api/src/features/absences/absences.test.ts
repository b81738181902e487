import { sql } from '@levee/db'
import { beforeAll, describe, expect, it } from 'vitest'
import { testApp } from '../../testing/harness.ts'
import { giveWarnings } from '../deadlines/notices/give-warnings.ts'
import { sendDigests } from '../deadlines/notices/send-digests.ts'
import { promiseWithWarnings } from '../deadlines/testing/promise-with-warnings.ts'
import { passOn } from '../hand-overs/service.ts'
import { receiveOne } from '../intake/receive-message.ts'

const harness = await testApp()
const { as, aUser, aMailbox, clock, db, deps } = harness
const admin = await aUser({ role: 'admin' })
const manager = await aUser({ role: 'manager' })
const claire = await aUser({ name: 'Claire' })
const paul = await aUser({ name: 'Paul' })
const zoe = await aUser({ name: 'Zoé' })
const stranger = await aUser({ name: 'Noé' })
const mailbox = await aMailbox({ members: [claire, paul, zoe, manager] })
const MONDAY = new Date('2026-03-02T09:00:00Z')
const TUESDAY_EVENING = new Date('2026-03-03T15:00:00Z')

beforeAll(() =>
  promiseWithWarnings(harness, {
    asAdmin: as(admin),
    mailbox,
    kind: 'resolution',
    warnings: [{ minutes: 0, inWorkingTime: true, to: 'assignee', address: null }],
  }),
)

const away = (userId: string, substituteId: string | null) =>
  as(manager).post('/api/v1/absences', {
    userId,
    from: '2026-03-03',
    to: '2026-03-06',
    substituteId,
  })

let mails = 0
/** Who is told that a mail of Claire's is late, and in whose place. */
async function told(): Promise<{ to: string; standsInFor: string | null }[]> {
  clock.set(MONDAY)
  const raw = `From: J <j${++mails}@x.example>\r\nSubject: T${mails}\r\nMessage-ID: <a${mails}@x.example>\r\n\r\nB\r\n`
  const { conversationId } = await receiveOne(deps, mailbox.id, Buffer.from(raw))
  await as(claire).patch(`/api/v1/conversations/${conversationId}`, {
    revision: 1,
    assigneeId: claire.id,
  })
  clock.set(TUESDAY_EVENING)
  await giveWarnings(deps)
  return db.rows(sql`
    select u.name as to, a.name as "standsInFor" from notification n join app_user u on u.id = n.user_id
    left join app_user a on a.id = n.stands_in_for where conversation_id = ${conversationId} order by 1`)
}

describe('absences', () => {
  it('are said by oneself or a manager, each day once, with another user who is there', async () => {
    const said = { userId: stranger.id, from: '2026-03-09', to: '2026-03-13', substituteId: null }
    expect(await as(paul).post('/api/v1/absences', said)).toBeProblem(403, 'forbidden')
    const { id } = (await as(stranger).post('/api/v1/absences', said)).json()
    const again = await as(manager).post('/api/v1/absences', { ...said, from: '2026-03-13' })
    expect(again).toBeProblem(400, 'invalid')
    const url = `/api/v1/absences/${id}`
    const own = await as(stranger).patch(url, { substituteId: stranger.id })
    expect(own).toBeProblem(400, 'invalid')
    const backwards = await as(stranger).patch(url, { to: '2026-03-01' })
    expect(backwards).toBeProblem(400, 'invalid')
    const changed = await as(manager).patch(url, { to: '2026-03-20', substituteId: paul.id })
    expect(changed.json()).toEqual({ ...said, id, to: '2026-03-20', substituteId: paul.id })
    expect((await as(claire).get('/api/v1/absences')).json().items).toEqual([changed.json()])
    clock.set(new Date('2026-03-20T23:30:00Z')) // the 21st in Paris
    expect((await as(admin).get('/api/v1/absences')).json().items).toEqual([])
    clock.set(MONDAY)
    expect(await as(paul).delete(url)).toBeProblem(403, 'forbidden')
    expect((await as(stranger).delete(url)).statusCode).toBe(204)
  })

  it('send the warnings of who is away to the substitute of the substitute, and the digest too', async () => {
    expect(await told()).toEqual([{ to: 'Claire', standsInFor: null }])
    await away(claire.id, paul.id)
    expect(await told()).toEqual([{ to: 'Paul', standsInFor: 'Claire' }])
    await away(paul.id, zoe.id)
    expect(await told()).toEqual([{ to: 'Zoé', standsInFor: 'Claire' }])
    const [mail] = await db.rows<{ text: string }>(
      sql`select text from notice order by created_at desc, id desc limit 1`,
    )
    expect(mail?.text).toContain('Vous remplacez Claire')
    clock.set(new Date('2026-03-04T07:30:00Z'))
    await sendDigests(deps)
    const digests = await db.rows(
      sql`select address from notice where subject like 'Vos échéances%'`,
    )
    expect(digests).toEqual([{ address: zoe.email }])
  })

  it('leave nothing with two who stand in for each other: managers are told too', async () => {
    await away(zoe.id, claire.id)
    expect((await told()).map(({ to }) => to)).toEqual([manager.name, 'Claire'].toSorted())
  })

  it('leave nothing with who is away once its warning was given', async () => {
    await told()
    await passOn(deps)
    const rows = await db.rows(sql`
      select u.name from conversation c left join app_user u on u.id = c.assignee_id
      order by c.created_at desc, c.id desc limit 1`)
    expect(rows).toEqual([{ name: null }]) // the three of them stand in for each other
  })

  it('tell nobody of mail that they may not see', async () => {
    await db.run(sql`update absence set substitute_id = ${stranger.id} where user_id = ${zoe.id}`)
    expect((await told()).map(({ to }) => to)).not.toContain('Noé')
  })
})
