import { WORK_INTERRUPTED } from '@levee/contract'
import { sql } from '@levee/db'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { createJobs } from '../../../jobs.ts'
import { aConversation } from '../../../testing/a-conversation.ts'
import { testApp } from '../../../testing/harness.ts'
import { giveUpWorks } from './give-up-works.ts'
import { runWork } from './run-work.ts'

const { db, deps, as, aUser, aTeam, aMailbox } = await testApp()
const admin = as(await aUser({ role: 'admin', name: 'Ana' }))
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
const ofRule = `/api/v1/rules/${rule.id}`
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

  it('is found again from the rule, with who did it and whether it can be undone', async () => {
    const { id } = await applied({ last: 3 })
    const counted = (await admin.post(`${ofRule}/applications`, { last: 1 })).json()
    await runWork(deps, { workId: counted.id })
    const other = as(await aUser({ role: 'admin', name: 'Bea' }))
    const { items, nextCursor } = (await other.get(`${ofRule}/applications?limit=2`)).json()
    expect(items).toMatchObject([
      { id: counted.id, state: 'previewed', changed: 0, canUndo: false },
      { id, kind: 'apply', state: 'done', changed: 2, remaining: 0, canUndo: true, version: 1 },
    ])
    expect(items[1]).toMatchObject({ startedBy: { name: 'Ana' }, undoneBy: null, left: 0 })
    await other.post(url(id, '/undo'))
    await runWork(deps, { workId: id })
    const [, again] = (await other.get(`${ofRule}/applications`)).json().items
    expect(again).toMatchObject({ state: 'undone', undoneBy: { name: 'Bea' }, canUndo: false })
    const rest = (await other.get(`${ofRule}/applications?cursor=${nextCursor}`)).json().items
    expect(rest.length).toBeGreaterThan(0) // that of the test before
    await admin.post(url(counted.id, '/cancel'))
    const left = (await other.get(`${ofRule}/applications`)).json().items
    expect(left.map((one: { id: string }) => one.id)).not.toContain(counted.id)
    const [logged] = await db.rows<{ name: string }>(sql`
      select u.name from activity a join app_user u on u.id = a.actor_id
      where a.kind = 'undone' order by a.seq desc limit 1`)
    expect(logged).toEqual({ name: 'Bea' })
    expect(await other.get(`${ofRule}/applications?cursor=x`)).toBeProblem(400, 'invalid')
    expect(await as(staff).get(`${ofRule}/applications`)).toBeProblem(403, 'forbidden')
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

  it('that fails past its attempts is given up with its reason, and goes on where it stopped', async () => {
    const { id } = (await admin.post(`${ofRule}/applications`, { last: 4 })).json()
    await runWork(deps, { workId: id })
    await db.run(sql`delete from pgboss.job where name = 'ruleWork'`)
    await admin.post(url(id, '/start'))
    await db.execute(
      `alter table conversation add constraint broken check (team_id is null) not valid`,
    )
    await db.run(sql`update pgboss.job set retry_limit = 0 where name = 'ruleWork'`)
    const worker = createJobs({ db, log: pino({ level: 'silent' }) })
    try {
      await worker.start({ ruleWork: (data, signal) => runWork(deps, data, signal) })
      await expect.poll(deadJobs).toBe(1)
      expect((await admin.get(url(id))).json()).toMatchObject({ state: 'waiting' })
      await giveUpWorks(deps)
      const given = (await admin.get(url(id))).json()
      expect(given).toMatchObject({ state: 'failed', phase: 'write', remaining: 3 })
      expect(given.problem).toContain('broken')
      await db.execute('alter table conversation drop constraint broken')
      expect((await admin.post(url(id, '/retry'))).statusCode).toBe(202)
      await giveUpWorks(deps) // leaves it to the job that it has again
      await expect.poll(async () => (await admin.get(url(id))).json().state).toBe('done')
      expect((await admin.get(url(id))).json()).toMatchObject({ remaining: 0, problem: null })
      expect(await admin.post(url(id, '/retry'))).toBeProblem(409, 'conflict')
    } finally {
      await worker.stop()
    }
    await admin.post(url(id, '/undo'))
    await db.run(sql`delete from pgboss.job where name = 'ruleWork'`) // its process was killed each time
    await giveUpWorks(deps)
    expect((await admin.get(url(id))).json()).toMatchObject({
      state: 'failed',
      phase: 'undo',
      problem: WORK_INTERRUPTED,
    })
    expect((await admin.post(url(id, '/retry'))).json().state).toBe('undoing')
    await runWork(deps, { workId: id })
    expect((await admin.get(url(id))).json().state).toBe('undone')
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

async function applied(scope: object): Promise<{ id: string }> {
  const { id } = (await admin.post(`${ofRule}/applications`, scope)).json()
  await runWork(deps, { workId: id })
  await admin.post(url(id, '/start'))
  await runWork(deps, { workId: id })
  return { id }
}

async function deadJobs(): Promise<number> {
  const counts = await deps.jobs.counts()
  return counts.find(({ queue }) => queue === 'ruleWork')?.dead ?? 0
}

function dump() {
  return db.rows(sql`
    select c.id, c.status, c.priority, c.assignee_id, c.team_id, c.is_newsletter, c.snoozed_until,
      c.due_at, c.subject, c.spam_reason,
      array(select tag_id from conversation_tag t where t.conversation_id = c.id) as tags,
      array(select name from tag order by name) as known
    from conversation c order by id`)
}
