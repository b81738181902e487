import { sql } from '@levee/db'
import { afterEach, describe, expect, it } from 'vitest'
import { aLetter } from '../../testing/replying.ts'
import { testApp } from '../../testing/harness.ts'
import { receiveOne } from '../intake/receive-message.ts'
import { deliveryInto } from '../intake/testing/intake-fixture.ts'

const { as, aUser, aTeam, aMailbox, db, deps } = await testApp()
const asAdmin = as(await aUser({ role: 'admin' }))
const staff = await aUser()
const mailbox = await aMailbox({ members: [staff] })
const subjectIs = (value: string) => ({ all: [{ field: 'subject', operator: 'contains', value }] })

afterEach(() => db.run(sql`update rule set enabled = false`).then(() => newBook()))

/** What tests change behind the API's back is seen once the book has a new row. */
const newBook = () => db.run(sql`insert into rule_book (rules, at) values ('[]', now())`)

const aRule = async (rule: object) => {
  const answer = await asAdmin.post('/api/v1/rules', { name: 'Permis', ...rule })
  expect({ status: answer.statusCode, body: answer.body }).toMatchObject({ status: 201 })
  return answer.json()
}
const receive = (letter: Parameters<typeof aLetter>[0] = {}) =>
  receiveOne(deps, mailbox.id, aLetter(letter))
const detail = async (id: string) => (await asAdmin.get(`/api/v1/conversations/${id}`)).json()
const number = ({ reference }: { reference: string }) => Number(reference.slice(5))
const runsOf = (id: string) =>
  db.rows<{ event: string; applied: object[]; effects: object[]; problem: string | null }>(sql`
    select * from rule_run where conversation_id = ${id} order by at, id`)

describe('mail that arrives', () => {
  it('is sorted in the transaction that stores it, and says by which rule', async () => {
    const { id: teamId } = await aTeam('Urbanisme')
    const rule = await aRule({
      name: 'Permis → Urbanisme',
      conditions: {
        all: [{ field: 'subject', operator: 'matches', value: 'permis (?P<number>PC-[0-9]+)' }],
      },
      actions: [
        { type: 'assignTeam', teamId },
        { type: 'assignUser', userId: staff.id },
        { type: 'setPriority', priority: 'high' },
        { type: 'addTag', name: 'Dossier ${number}' },
        { type: 'addNote', text: 'Voir le dossier ${number}.' },
      ],
    })
    const { conversationId } = await receive({ subject: 'Permis PC-4711' })
    const conversation = await detail(conversationId)
    const tags = (await asAdmin.get('/api/v1/tags')).json().items
    const tag = tags.find(({ name }: { name: string }) => name === 'Dossier PC-4711')
    expect(conversation).toMatchObject({
      teamId,
      assigneeId: staff.id,
      priority: 'high',
      tagIds: [tag.id],
      reference: expect.any(String),
    })
    const sorted = conversation.timeline.find(({ kind }: { kind?: string }) => kind === 'sorted')
    expect(sorted).toMatchObject({
      actorId: null,
      before: { teamId: null, priority: 'normal' },
      after: { teamId, rules: [{ id: rule.id, name: 'Permis → Urbanisme', version: 1 }] },
    })
    expect(conversation.timeline).toContainEqual(
      expect.objectContaining({
        type: 'note',
        actorId: null,
        text: 'Voir le dossier PC-4711.',
        rule: { id: rule.id, name: 'Permis → Urbanisme' },
      }),
    )
    const [run] = await runsOf(conversationId)
    expect(run).toMatchObject({
      event: 'messageArrives',
      applied: [{ ruleId: rule.id, version: 1, conditions: { verdict: true } }],
      effects: [
        { outcome: 'done', before: { teamId: null }, after: { teamId } },
        { outcome: 'done', after: { assigneeId: staff.id } },
        { outcome: 'done', after: { priority: 'high' } },
        { outcome: 'done', after: { tagIds: [tag.id] } },
        { outcome: 'done', noteId: expect.any(String) },
      ],
    })
    const { items } = (await asAdmin.get('/api/v1/rules')).json()
    expect(items.find(({ id }: { id: string }) => id === rule.id)).toMatchObject({
      hits: 1,
      lastHitAt: deps.now().toISOString(),
    })
  })

  it('takes no number where a rule sets it aside as a newsletter or as spam', async () => {
    await aRule({ conditions: subjectIs('bulletin'), actions: [{ type: 'markNewsletter' }] })
    await aRule({ conditions: subjectIs('loterie'), actions: [{ type: 'markSpam' }] })
    const before = await detail((await receive({ subject: 'Avant' })).conversationId)
    const bulletin = await receive({ subject: 'Bulletin' })
    const lottery = await receive({ subject: 'Loterie' })
    const after = await detail((await receive({ subject: 'Après' })).conversationId)
    expect(await detail(bulletin.conversationId)).toMatchObject({
      reference: null,
      status: 'archived',
      deliveries: [{ fate: 'newsletters' }],
    })
    expect(await detail(lottery.conversationId)).toMatchObject({
      reference: null,
      status: 'spam',
      deliveries: [{ fate: 'spam' }],
    })
    expect(number(after)).toBe(number(before) + 1)
  })

  it('keeps which rules were decided otherwise by an earlier one, and where a rule stopped', async () => {
    const low = {
      conditions: subjectIs('ordre'),
      actions: [{ type: 'setPriority', priority: 'low' }],
    }
    await aRule(low)
    const stopping = await aRule({
      ...low,
      actions: [{ type: 'setPriority', priority: 'high' }],
      stop: true,
    })
    await aRule({ ...low, actions: [{ type: 'markSpam' }] })
    const { conversationId } = await receive({ subject: 'Ordre' })
    expect(await detail(conversationId)).toMatchObject({ priority: 'low', status: 'open' })
    expect((await runsOf(conversationId))[0]).toMatchObject({
      stopped_by: stopping.id,
      conflicts: [{ property: 'priority', ruleId: stopping.id }],
    })
  })

  it('is stored all the same when an effect is not possible, or everything goes wrong', async () => {
    const stranger = await aUser()
    await aRule({
      conditions: subjectIs('étranger'),
      actions: [
        { type: 'assignUser', userId: stranger.id },
        { type: 'setPriority', priority: 'low' },
      ],
    })
    const { conversationId } = await receive({ subject: 'Étranger' })
    expect(await detail(conversationId)).toMatchObject({ assigneeId: null, priority: 'low' })
    expect((await runsOf(conversationId))[0]?.effects[0]).toMatchObject({
      outcome: 'refused',
      problem: expect.stringContaining('not a member'),
    })
    await aRule({ conditions: subjectIs('panne'), actions: [{ type: 'addNote', text: 'Panne' }] })
    await db.run(sql`alter table note add constraint broken check (text <> 'Panne')`)
    const broken = await receive({ subject: 'Panne' })
    await db.run(sql`alter table note drop constraint broken`)
    expect(await detail(broken.conversationId)).toMatchObject({ subject: 'Panne', messageCount: 1 })
    expect((await runsOf(broken.conversationId))[0]).toMatchObject({
      applied: [],
      problem: expect.stringContaining('broken'),
    })
    expect((await asAdmin.get('/api/v1/rules/runs')).json().items).toMatchObject([
      { conversationId: broken.conversationId, problem: expect.stringContaining('broken') },
    ])
  })

  it('is looked at as one batch: letters, replies, our own mail and history each as what they are', async () => {
    await aRule({
      trigger: { type: 'messageArrives', messages: 'reply' },
      conditions: { all: [] },
      actions: [{ type: 'setPriority', priority: 'urgent' }],
    })
    const deliver = await deliveryInto(deps, mailbox.id)
    const [first, reply, old] = await deliver([
      { uid: 1, raw: aLetter({ subject: 'Lot', id: 'lot@x.example' }), at: deps.now() },
      {
        uid: 2,
        raw: aLetter({ subject: 'Re: Lot', headers: ['In-Reply-To: <lot@x.example>'] }),
        at: deps.now(),
      },
      { uid: 3, raw: aLetter({ subject: 'Histoire' }), at: new Date('2020-01-01T00:00:00Z') },
    ])
    expect(reply?.conversationId).toBe(first?.conversationId)
    const runs = await runsOf(first?.conversationId ?? '') // of one instant, in any order
    expect(runs.toSorted((a, b) => a.applied.length - b.applied.length)).toMatchObject([
      { applied: [] },
      { applied: [{ outcome: 'applied' }] },
    ])
    expect(await runsOf(old?.conversationId ?? '')).toEqual([])
  })
})
