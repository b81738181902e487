import { sql } from '@levee/db'
import { readClosures } from '@levee/mail'
import { describe, expect, it } from 'vitest'
import { deadlineDesk } from '../testing/deadline-desk.ts'

const desk = await deadlineDesk()
const { asAdmin, asStaff, aMail, clock, db, patch } = desk
const staffId: string = (await asStaff.get('/api/v1/session')).json().user.id
const FRAME = { from: '2026-01-01', to: '2027-12-31', timeZone: 'Europe/Paris' }

const newFeed = async (teamId: string | null = null) =>
  (await asStaff.post('/api/v1/deadline-feeds', { teamId })).json()
const uids = (body: string) => body.match(/^UID:.*$/gm)
const read = (path: string) => desk.asNobody.get(path)

describe('a feed of deadlines', () => {
  it('tells the open deadlines of whoever made it, to whom knows its address', async () => {
    const id = await aMail()
    await aMail() // nobody’s
    await patch(id, { assigneeId: staffId })
    const { path, id: feedId } = await newFeed()
    const answer = await read(path)
    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8')
    expect(answer.headers['cache-control']).toBe('private, no-store')
    const { reference, subject } = await desk.detail(id)
    const shown = readClosures(answer.body, FRAME).map(({ name, hours }) => [name, hours?.[0]?.to])
    expect(shown).toEqual([
      [`${reference} · ${subject} (première réponse)`, '17:00'],
      [`${reference} · ${subject} (traitement)`, '17:00'],
      [`${reference} · ${subject} (délai légal)`, '24:00'],
    ])
    expect(uids((await read(path)).body)).toEqual(uids(answer.body))
    const { items } = (await asStaff.get('/api/v1/deadline-feeds')).json()
    expect(items).toMatchObject([
      { id: feedId, teamId: null, lastReadAt: clock.now().toISOString() },
    ])
    const kept = await db.rows(sql`select f::text as row from deadline_feed f`)
    expect(JSON.stringify(kept)).not.toContain(path.split('/')[4])
    await patch(id, { status: 'archived' })
    expect((await read(path)).body).not.toContain('BEGIN:VEVENT')
  })

  it('ends when it is renewed, revoked, or its owner has left', async () => {
    const old = await newFeed()
    const fresh = await newFeed()
    expect(await read(old.path)).toBeProblem(404, 'not-found')
    expect((await read(fresh.path)).statusCode).toBe(200)
    await db.run(sql`update app_user set disabled_at = now() where id = ${staffId}`)
    expect(await read(fresh.path)).toBeProblem(404, 'not-found')
    await db.run(sql`update app_user set disabled_at = null where id = ${staffId}`)
    const url = `/api/v1/deadline-feeds/${fresh.id}`
    expect(await asAdmin.delete(url)).toBeProblem(404, 'not-found')
    expect((await asStaff.delete(url)).statusCode).toBe(204)
    expect(await read(fresh.path)).toBeProblem(404, 'not-found')
  })

  it('of a team is for its members, as long as they are, and shows what they may see', async () => {
    const team = (await asAdmin.post('/api/v1/teams', { name: 'Voirie', memberIds: [] })).json()
    const refused = await asStaff.post('/api/v1/deadline-feeds', { teamId: team.id })
    expect(refused).toBeProblem(403, 'forbidden')
    await asAdmin.patch(`/api/v1/teams/${team.id}`, { memberIds: [staffId] })
    const id = await aMail()
    await patch(id, { teamId: team.id })
    const { path } = await newFeed(team.id)
    expect((await read(path)).body).toContain('BEGIN:VEVENT')
    await db.run(sql`delete from mailbox_member where user_id = ${staffId}`)
    expect((await read(path)).body).not.toContain('BEGIN:VEVENT')
    await asAdmin.patch(`/api/v1/teams/${team.id}`, { memberIds: [] })
    expect(await read(path)).toBeProblem(404, 'not-found')
  })

  it('is read so often a minute, and guessed at less', async () => {
    clock.advance(60_000)
    const { path } = await newFeed()
    for (let n = 0; n < 20; n++) await read(path)
    expect(await read(path)).toBeProblem(429, 'too-many')
    for (let n = 0; n < 30; n++) await read(`${path.slice(0, -15)}x/deadlines.ics`)
    const { path: other } = await newFeed()
    expect(await read(other)).toBeProblem(429, 'too-many')
    clock.advance(60_000)
    expect((await read(other)).statusCode).toBe(200)
  })
})

describe('the history of policies and calendars', () => {
  it('keeps who made each version, and what it was', async () => {
    const url = `/api/v1/deadline-policies/${desk.fallbackId}`
    await asAdmin.patch(url, { name: 'Tout courrier' })
    const policy = (await asAdmin.get(`${url}/versions`)).json().items
    expect(policy.map(({ content }: { content: { name: string } }) => content.name)).toEqual([
      'Tout courrier',
      'Courrier courant',
      'Sans échéance',
    ])
    expect(policy[0]).toMatchObject({ version: 3, author: { name: 'Camille Morel' } })
    expect(policy[2].author).toBeNull()
    const [calendar] = (await asAdmin.get('/api/v1/calendars')).json().items
    await asAdmin.patch(`/api/v1/calendars/${calendar.id}`, { timeZone: 'America/Cayenne' })
    const versions = (await asAdmin.get(`/api/v1/calendars/${calendar.id}/versions`)).json().items
    expect(versions).toMatchObject([
      { version: 2, content: { timeZone: 'America/Cayenne', feedClosures: 0 } },
      { version: 1, content: { timeZone: 'Europe/Paris' } },
    ])
  })
})
