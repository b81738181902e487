import { sql } from '@levee/db'
import { describe, expect, it } from 'vitest'
import { aConversation } from '../../../testing/a-conversation.ts'
import { testApp } from '../../../testing/harness.ts'
import { runWork } from './run-work.ts'

const { db, deps, as, aUser, aTeam, aMailbox } = await testApp()
const admin = as(await aUser({ role: 'admin' }))
const staff = await aUser()
const mailbox = await aMailbox({ members: [staff] })
const team = await aTeam('Urbanisme')
const letters: { id: string }[] = []
for (const number of [1, 2, 3, 4, 5])
  letters.push(await aConversation(db, { mailbox, subject: `Permis ${number}` }))
await aConversation(db, { mailbox, subject: 'Benne' })
const draft = {
  name: 'Permis',
  conditions: { field: 'subject', operator: 'contains', value: 'permis' },
  actions: [
    { type: 'assignTeam', teamId: team.id },
    { type: 'addTag', name: 'Permis' },
    { type: 'setStatus', status: 'waiting' },
    { type: 'addNote', text: 'x' },
  ],
}
const rule = (await admin.post('/api/v1/rules', draft)).json()
const url = (id: string, rest = '') => `/api/v1/rules/applications/${id}${rest}`

describe('a trial of a rule on the whole history', () => {
  it('is a job that says how far it has come, pages what it found, and can be stopped', async () => {
    const { id } = (await admin.post('/api/v1/rules/trials', { rule: draft })).json()
    const trial = `/api/v1/rules/trials/${id}`
    expect((await admin.get(trial)).json()).toMatchObject({ state: 'waiting', total: null })
    await runWork(deps, { workId: id })
    const first = (await admin.get(`${trial}?limit=3`)).json()
    expect(first).toMatchObject({ state: 'done', total: 6, examined: 6, matched: 5 })
    const rest = (
      await admin.get(`${trial}?limit=3&cursor=${encodeURIComponent(first.nextCursor)}`)
    ).json()
    const seen = [...first.changes, ...rest.changes].map(({ conversationId }) => conversationId)
    expect(new Set(seen)).toEqual(new Set(letters.map((letter) => letter.id)))
    expect(rest.nextCursor).toBeNull()
    const other = (await admin.post('/api/v1/rules/trials', { rule: draft })).json().id
    await admin.post(`/api/v1/rules/trials/${other}/cancel`)
    await runWork(deps, { workId: other })
    expect((await admin.get(`/api/v1/rules/trials/${other}`)).json()).toMatchObject({
      state: 'cancelled',
      examined: 0,
    })
  })
})

describe('applying a rule to mail that is there', () => {
  it('is previewed, done, and undone so that everything is as it was', async () => {
    const before = await dump()
    const { id } = (await admin.post(`/api/v1/rules/${rule.id}/applications`, {})).json()
    await runWork(deps, { workId: id })
    const preview = (await admin.get(url(id))).json()
    expect(preview).toMatchObject({ state: 'previewed', changed: 5, leftOut: ['addNote'] })
    expect(preview).toMatchObject({ phase: 'look', remaining: 5 })
    expect(await dump()).toEqual(before)
    await admin.post(url(id, '/start'))
    await runWork(deps, { workId: id })
    expect((await admin.get(url(id))).json()).toMatchObject({ state: 'done', remaining: 0 })
    const [first] = letters
    expect((await admin.get(`/api/v1/conversations/${first?.id}`)).json()).toMatchObject({
      teamId: team.id,
      status: 'waiting',
      tagIds: [expect.any(String)],
    })
    await admin.post(url(id, '/undo'))
    const undoing = { state: 'undoing', phase: 'undo', remaining: 5 }
    expect((await admin.get(url(id))).json()).toMatchObject(undoing)
    await runWork(deps, { workId: id })
    const undone = { state: 'undone', remaining: 0, left: [] }
    expect((await admin.get(url(id))).json()).toMatchObject(undone)
    expect(await dump()).toEqual(before)
  })

  it('is undone where nobody went on since; the others are named', async () => {
    const { id } = (await admin.post(`/api/v1/rules/${rule.id}/applications`, { last: 2 })).json()
    await runWork(deps, { workId: id })
    await admin.post(url(id, '/start'))
    await runWork(deps, { workId: id })
    const { changes } = (await admin.get(url(id))).json()
    const [touched] = changes
    const path = `/api/v1/conversations/${touched.conversationId}`
    const { revision } = (await admin.get(path)).json()
    await as(staff).patch(path, { revision, status: 'open' })
    await admin.post(url(id, '/undo'))
    await runWork(deps, { workId: id })
    expect((await admin.get(url(id))).json().left).toEqual([
      expect.objectContaining({
        conversationId: touched.conversationId,
        reason: 'changedSince',
      }),
    ])
    expect((await admin.get(path)).json()).toMatchObject({ teamId: team.id, status: 'open' })
  })

  it('is refused to others, for what is not there, and at another point', async () => {
    const path = `/api/v1/rules/${rule.id}/applications`
    expect(await as(staff).post(path, {})).toBeProblem(403, 'forbidden')
    const missing = '00000000-0000-7000-8000-000000000000'
    expect(await admin.post(`/api/v1/rules/${missing}/applications`, {})).toBeProblem(
      404,
      'not-found',
    )
    const { id } = (await admin.post(path, {})).json()
    expect(await admin.post(url(id, '/undo'))).toBeProblem(409, 'conflict')
  })
})

function dump() {
  return db.rows(sql`
    select c.id, c.status, c.priority, c.assignee_id, c.team_id, c.is_newsletter, c.snoozed_until,
      c.due_at, c.subject, c.spam_reason,
      array(select tag_id from conversation_tag t where t.conversation_id = c.id) as tags,
      array(select name from tag order by name) as known
    from conversation c order by id`)
}
