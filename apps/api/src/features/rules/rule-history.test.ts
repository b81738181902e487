import { describe, expect, it } from 'vitest'
import { testApp } from '../../testing/harness.ts'
import { learnFiling } from './filing/learn.ts'
import { runWork } from './trial/run-work.ts'

const { db, deps, as, aUser, aTeam, aMailbox } = await testApp()
const admin = as(await aUser({ role: 'admin' }))
const staff = await aUser()
const mailbox = await aMailbox({ members: [staff] })
const team = await aTeam('Urbanisme')
const tag = (await admin.post('/api/v1/tags', { name: 'Permis' })).json()
const draft = {
  name: 'Permis',
  conditions: {
    all: [
      { field: 'subject', operator: 'contains', value: 'permis' },
      { field: 'team', operator: 'isEmpty' },
    ],
  },
  actions: [
    { type: 'assignTeam', teamId: team.id },
    { type: 'addTag', tagId: tag.id },
  ],
}
let sent = 0

async function receive(subject: string): Promise<string> {
  const source = `From: a${++sent}@x.example\r\nTo: ${mailbox.address}\r\nSubject: ${subject}\r\nMessage-ID: <${sent}@x.example>\r\n\r\nBonjour ${sent}\r\n`
  const answer = await admin.post(`/api/v1/mailboxes/${mailbox.id}/messages`, source, {
    'content-type': 'message/rfc822',
  })
  return answer.json().conversationId
}

describe('a rule that has acted', () => {
  it('is explained with its version, each verdict and what it saw, even once it has changed', async () => {
    const rule = (await admin.post('/api/v1/rules', draft)).json()
    const [permit, other] = [await receive('Permis 12'), await receive('Benne')]
    await admin.patch(`/api/v1/rules/${rule.id}`, { conditions: { all: [] } })
    const answer = await as(staff).get(`/api/v1/conversations/${permit}/explanation`)
    expect(answer.statusCode).toBe(200)
    const explained = answer.json()
    expect(explained.rules[0]).toMatchObject({
      event: 'messageArrives',
      rules: [
        {
          name: 'Permis',
          version: 1,
          outcome: 'applied',
          conditions: { type: 'all', verdict: true, items: [{ saw: ['Permis 12'] }, { saw: [] }] },
        },
      ],
      effects: [{ outcome: 'done' }, { outcome: 'done' }],
    })
    const not = (await admin.get(`/api/v1/conversations/${other}/explanation`)).json()
    expect(not.rules[0].rules).toMatchObject([
      { outcome: 'notMatched', conditions: { verdict: false, items: [{ verdict: false }, {}] } },
    ])
    const stale = await admin.post(`/api/v1/rules/${rule.id}/versions/1/restore?ifVersion=1`)
    expect(stale).toBeProblem(409, 'conflict')
    const restored = await admin.post(`/api/v1/rules/${rule.id}/versions/1/restore?ifVersion=2`)
    expect(restored.json()).toMatchObject({ version: 3, conditions: draft.conditions })
    const { items } = (await admin.get(`/api/v1/rules/${rule.id}/versions`)).json()
    expect(items[0]).toMatchObject({ version: 3, change: 'rolledBack' })
    const runs = (await admin.get(`/api/v1/rules/runs?rule=${rule.id}&limit=1`)).json()
    expect(runs).toMatchObject({
      items: [
        {
          event: 'messageArrives',
          conversationId: permit,
          subject: 'Permis 12',
          effects: [{ version: 1, outcome: 'done' }, { outcome: 'done' }],
          problem: null,
        },
      ],
      nextCursor: null,
    })
    expect(await admin.get('/api/v1/rules/runs?cursor=x')).toBeProblem(400, 'invalid')
    const missing = await admin.post(`/api/v1/rules/${rule.id}/versions/9/restore`)
    expect(missing).toBeProblem(404, 'not-found')
    await admin.delete(`/api/v1/rules/${rule.id}`)
  })

  it('is rolled back where nobody went on since; the others are named; that is undone too', async () => {
    const rule = (await admin.post('/api/v1/rules', draft)).json()
    const [untouched, touched] = [await receive('Permis 1'), await receive('Permis 2')]
    const { revision } = (await admin.get(`/api/v1/conversations/${touched}`)).json()
    await as(staff).patch(`/api/v1/conversations/${touched}`, { revision, priority: 'high' })
    const { id } = (await admin.post(`/api/v1/rules/${rule.id}/rollback`, {})).json()
    const url = `/api/v1/rules/applications/${id}`
    await runWork(deps, { workId: id })
    expect((await admin.get(url)).json()).toMatchObject({ state: 'previewed', changed: 1 })
    await admin.post(`${url}/start`)
    await runWork(deps, { workId: id })
    expect((await admin.get(url)).json()).toMatchObject({
      kind: 'rollBack',
      state: 'done',
      left: [{ conversationId: touched, reason: 'changedSince' }],
    })
    const path = `/api/v1/conversations/${untouched}`
    expect((await admin.get(path)).json()).toMatchObject({ teamId: null, tagIds: [] })
    await admin.post(`${url}/undo`)
    await runWork(deps, { workId: id })
    expect((await admin.get(path)).json()).toMatchObject({ teamId: team.id, tagIds: [tag.id] })
    await admin.delete(`/api/v1/rules/${rule.id}`)
  })
})

describe('the rule book', () => {
  it('travels by names, and says what is unknown where it comes to', async () => {
    const rule = (await admin.post('/api/v1/rules', draft)).json()
    const { rules: book, ...head } = (await admin.get('/api/v1/rules/export')).json()
    expect(book).toMatchObject([
      {
        name: 'Permis',
        actions: [
          { type: 'assignTeam', teamId: 'Urbanisme' },
          { type: 'addTag', name: 'Permis' },
        ],
      },
    ])
    const stranger = { ...book[0], actions: [{ type: 'assignTeam', teamId: 'Voirie' }] }
    const sentBook = { ...head, rules: [book[0], stranger] }
    const preview = await admin.post('/api/v1/rules/import', { book: sentBook, mode: 'preview' })
    expect(preview.json()).toMatchObject({
      added: 0,
      rules: [
        { canImport: true },
        { canImport: false, unknown: [{ kind: 'team', name: 'Voirie' }] },
      ],
    })
    const added = await admin.post('/api/v1/rules/import', { book: sentBook, mode: 'replace' })
    expect(added.json()).toMatchObject({ added: 1, removed: 1 })
    const [imported] = (await admin.get('/api/v1/rules')).json().items
    expect(imported).toMatchObject({ enabled: true, actions: [{ teamId: team.id }, {}] })
    expect(imported.id).not.toBe(rule.id)
    const sieve = (await admin.get('/api/v1/rules/export?format=sieve')).json()
    expect(sieve.left).toEqual([expect.objectContaining({ reason: 'condition' })])
    await admin.delete(`/api/v1/rules/${imported.id}`)
  })

  it('comes from Sieve as well, switched off, and names by its line what it cannot say', async () => {
    const { id } = (
      await admin.post('/api/v1/rules', {
        name: 'Permis',
        conditions: { field: 'subject', operator: 'contains', value: 'permis' },
        actions: [{ type: 'addTag', tagId: tag.id }],
      })
    ).json()
    const { script } = (await admin.get('/api/v1/rules/export?format=sieve')).json()
    await admin.delete(`/api/v1/rules/${id}`)
    const whole = `${script}\nif true { discard; }\nredirect :copy "${mailbox.address}";`
    const post = async (mode: string, from = whole) =>
      admin.post('/api/v1/rules/import/sieve', { script: from, mode })
    const preview = (await post('preview')).json()
    expect(preview).toMatchObject({
      added: 0,
      rules: [
        { name: 'Permis', canImport: true, problems: [] },
        { canImport: false, problems: [{ message: expect.stringContaining('mailbox of ours') }] },
      ],
      left: [{ reason: 'action', evidence: 'discard' }],
    })
    expect((await post('add')).json()).toMatchObject({ ...preview, added: 1 })
    const [imported] = (await admin.get('/api/v1/rules')).json().items
    expect(imported).toMatchObject({
      name: 'Permis',
      enabled: false,
      conditions: { field: 'subject', operator: 'contains', value: 'permis' },
      actions: [{ type: 'addTag', tagId: tag.id }],
    })
    expect(await post('add', 'if {')).toBeProblem(400, 'invalid')
    await admin.delete(`/api/v1/rules/${imported.id}`)
  })
})

describe('suggestions', () => {
  it('are what staff did with similar mail, with the words that say so, and change with them', async () => {
    const asStaff = as(staff)
    const filed: string[] = []
    for (const place of ['nord', 'sud', 'est', 'ouest', 'centre', 'port']) {
      const id = await receive(`Lampadaire cassé ${place}`)
      const { revision } = (await admin.get(`/api/v1/conversations/${id}`)).json()
      await asStaff.patch(`/api/v1/conversations/${id}`, {
        revision,
        teamId: team.id,
        tagIds: [tag.id],
      })
      filed.push(id)
      const other = await receive(`Cantine ${place}`)
      {
        const seen = (await admin.get(`/api/v1/conversations/${other}`)).json()
        await asStaff.patch(`/api/v1/conversations/${other}`, {
          revision: seen.revision,
          assigneeId: staff.id,
        })
      }
    }
    await learnFiling(db)
    const next = await receive('Lampadaire en panne')
    const suggestions = async () =>
      (await asStaff.get(`/api/v1/conversations/${next}/suggestions`)).json().items
    const found = await suggestions()
    expect(found).toMatchObject([
      { kind: 'team', id: team.id },
      { kind: 'tag', id: tag.id },
    ])
    expect(found[0].reasons).toContain('lampadaire')
    expect((await admin.get(`/api/v1/conversations/${next}`)).json().teamId).toBeNull()
    deps.now = (
      (now) => () =>
        new Date(now().getTime() + 1000)
    )(deps.now)
    for (const id of filed) {
      const { revision } = (await admin.get(`/api/v1/conversations/${id}`)).json()
      await asStaff.patch(`/api/v1/conversations/${id}`, { revision, teamId: null, tagIds: [] })
    }
    await learnFiling(db)
    expect(await suggestions()).toEqual([])
  })
})
