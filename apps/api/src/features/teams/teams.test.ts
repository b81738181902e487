import { describe, expect, it } from 'vitest'
import { sql } from '@levee/db'
import { testApp } from '../../testing/harness.ts'

const { db, as, aUser, aMailbox } = await testApp()
const asAdmin = as(await aUser({ role: 'admin' }))

describe('teams', () => {
  it('are added with their members, listed by name, changed and removed', async () => {
    const [ana, yann] = await Promise.all([aUser(), aUser()])
    const added = await asAdmin.post('/api/v1/teams', {
      name: 'Voirie',
      memberIds: [ana.id, ana.id],
    })
    expect(added.statusCode).toBe(201)
    expect(added.json()).toMatchObject({
      name: 'Voirie',
      memberIds: [ana.id],
      assignment: 'manual',
    })
    const { id } = added.json()
    await asAdmin.post('/api/v1/teams', { name: 'Accueil' })
    const changed = await asAdmin.patch(`/api/v1/teams/${id}`, { memberIds: [yann.id] })
    expect(changed.json()).toMatchObject({ name: 'Voirie', memberIds: [yann.id] })
    const listed = await as(ana).get('/api/v1/teams')
    expect(listed.json().items.map((team: { name: string }) => team.name)).toEqual([
      'Accueil',
      'Voirie',
    ])
    expect((await asAdmin.delete(`/api/v1/teams/${id}`)).statusCode).toBe(204)
    expect(await asAdmin.delete(`/api/v1/teams/${id}`)).toBeProblem(404, 'not-found')
  })

  it('give their members the mail of their mailboxes, and take it back', async () => {
    const ana = await aUser()
    const { id } = (
      await asAdmin.post('/api/v1/teams', { name: 'Urbanisme', memberIds: [ana.id] })
    ).json()
    const mailbox = await aMailbox({ teamIds: [id] })
    const seen = () => as(ana).get(`/api/v1/mailboxes/${mailbox.id}`)
    expect((await seen()).statusCode).toBe(200)
    await asAdmin.patch(`/api/v1/teams/${id}`, { memberIds: [] })
    expect(await seen()).toBeProblem(404, 'not-found')
  })

  it('leave their conversations to the user when they are removed', async () => {
    const ana = await aUser()
    const { id } = (await asAdmin.post('/api/v1/teams', { name: 'Sport' })).json()
    const mailbox = await aMailbox()
    await db.run(sql`
      insert into conversation (mailbox_ids, subject, status, received_at, last_message_at, assignee_id, team_id)
      values (array[${mailbox.id}::uuid], 'Terrain', 'open', now(), now(), ${ana.id}, ${id})`)
    await asAdmin.delete(`/api/v1/teams/${id}`)
    const left = await db.row(
      sql`select assignee_id, team_id from conversation where subject = 'Terrain'`,
    )
    expect(left).toEqual({ assignee_id: ana.id, team_id: null })
  })

  it('refuse a name that another has, members that are no users, and a way of giving out that there is not', async () => {
    await asAdmin.post('/api/v1/teams', { name: 'Culture' })
    expect(await asAdmin.post('/api/v1/teams', { name: 'CULTURE' })).toBeProblem(409, 'conflict')
    const stranger = { name: 'Eau', memberIds: [crypto.randomUUID()] }
    expect(await asAdmin.post('/api/v1/teams', stranger)).toBeProblem(400, 'invalid')
    expect(await asAdmin.post('/api/v1/teams', { name: 'Eau', assignment: 'byLot' })).toBeProblem(
      400,
      'invalid',
    )
    expect(await asAdmin.patch(`/api/v1/teams/${crypto.randomUUID()}`, { name: 'Z' })).toBeProblem(
      404,
      'not-found',
    )
  })
})
