import { sql } from '@levee/db'
import { describe, expect, it } from 'vitest'
import { aConversation } from '../../../testing/a-conversation.ts'
import { testApp } from '../../../testing/harness.ts'

const { db, as, aUser, aTeam, aMailbox } = await testApp()
const admin = as(await aUser({ role: 'admin' }))
const staff = await aUser()
const mailbox = await aMailbox({ members: [staff] })
const [urbanisme, juridique] = [await aTeam('Urbanisme'), await aTeam('Juridique')]
const permit = await aConversation(db, { mailbox, subject: 'Dépôt PC 076, maison' })
const driving = await aConversation(db, {
  mailbox,
  subject: 'Permis B : dates de session',
  from: { name: 'Auto-école', address: 'contact@auto-ecole.example' },
})
const appeal = await aConversation(db, { mailbox, subject: 'Recours, permis PC 076' })
await aConversation(db, { mailbox, subject: 'Benne à ordures' })

const rule = {
  name: 'Permis',
  conditions: { field: 'subject', operator: 'contains', value: ['permis', 'PC 076'] },
  actions: [
    { type: 'assignTeam', teamId: urbanisme.id },
    { type: 'addTag', name: 'Permis' },
  ],
}
const dryRun = async (body: object) =>
  (await admin.post('/api/v1/rules/dry-run', { rule, ...body })).json()

describe('a dry run', () => {
  it('says what a rule would change of the last messages, and changes nothing', async () => {
    const before = await dump()
    const answer = await dryRun({})
    expect(answer).toMatchObject({ examined: 4, matched: 3, changed: 3, taken: 0, cut: false })
    expect(answer.changes).toContainEqual(
      expect.objectContaining({
        conversationId: permit.id,
        outcome: 'changes',
        before: expect.objectContaining({ teamId: null }),
        after: expect.objectContaining({ teamId: urbanisme.id, newTags: ['Permis'] }),
      }),
    )
    const last = await dryRun({ last: 1 })
    expect(last).toMatchObject({ examined: 1, cut: true, newest: answer.newest })
    expect(last.oldest).toBe(last.newest)
    expect(answer.oldest <= answer.newest).toBe(true)
    const none = await dryRun({ since: '2100-01-01T00:00:00Z' })
    expect(none).toMatchObject({ examined: 0, oldest: null, newest: null })
    expect(await dump()).toEqual(before)
  })

  it('says which earlier rule has taken a message, by stopping or by deciding the same', async () => {
    const earlier = await admin.post('/api/v1/rules', {
      name: 'Recours',
      conditions: { field: 'subject', operator: 'contains', value: 'recours' },
      actions: [{ type: 'assignTeam', teamId: juridique.id }],
    })
    const { id } = earlier.json()
    const decided = await dryRun({})
    expect(ofAppeal(decided)).toMatchObject({
      before: { teamId: juridique.id },
      after: { teamId: juridique.id, newTags: ['Permis'] },
      takenBy: { ruleId: id, reason: 'decided', property: 'team' },
    })
    await admin.patch(`/api/v1/rules/${id}`, { stop: true })
    expect(ofAppeal(await dryRun({}))).toMatchObject({
      outcome: 'taken',
      takenBy: { ruleId: id, name: 'Recours', reason: 'stopped' },
    })
    await admin.delete(`/api/v1/rules/${id}`)
  })

  it('marks what staff decided otherwise, and suggests what keeps the rule from it', async () => {
    const asStaff = as(staff)
    await asStaff.patch(`/api/v1/conversations/${driving.id}`, {
      revision: 1,
      teamId: juridique.id,
    })
    const answer = await dryRun({})
    const [marked] = answer.changes.filter((change: { toCheck: [] }) => change.toCheck.length > 0)
    expect(marked).toMatchObject({
      conversationId: driving.id,
      before: { teamId: null },
      now: { teamId: juridique.id },
      toCheck: ['team'],
    })
    const exclusions = await admin.post('/api/v1/rules/exclusions', {
      rule,
      falsePositives: [driving.messageId],
      matched: [permit.messageId, appeal.messageId, driving.messageId],
    })
    expect(exclusions.json()).toEqual({
      exclusion: { none: [{ field: 'from.domain', operator: 'is', value: 'auto-ecole.example' }] },
      covered: 1,
      left: [],
    })
  })

  it('refuses a rule that is not complete, and whoever may not change rules', async () => {
    const incomplete = { ...rule, conditions: { field: 'subject', operator: 'contains' } }
    const answer = await admin.post('/api/v1/rules/dry-run', { rule: incomplete })
    expect(answer).toBeProblem(400, 'invalid')
    expect(await as(staff).post('/api/v1/rules/dry-run', { rule })).toBeProblem(403, 'forbidden')
  })
})

function dump() {
  return db.rows(sql`
    select c.*, array(select tag_id from conversation_tag t where t.conversation_id = c.id) as tags
    from conversation c order by id`)
}

function ofAppeal(answer: { changes: { conversationId: string }[] }): object | undefined {
  return answer.changes.find(({ conversationId }) => conversationId === appeal.id)
}
