import type { RuleChange } from '@levee/contract'
import {
  type Arbitrary,
  array,
  assert,
  asyncProperty,
  boolean,
  constantFrom,
  integer,
  oneof,
  record,
  shuffledSubarray,
} from 'fast-check'
import { inTransaction } from '@levee/db'
import { POLICY_PRESETS } from '@levee/domain'
import { expect, it } from 'vitest'
import { testApp } from '../../../testing/harness.ts'
import { setUpDeadlines } from '../../deadlines/service.ts'

const { as, aUser, aTeam, aMailbox, db, deps } = await testApp()
const admin = as(await aUser({ role: 'admin' }))
const mailbox = await aMailbox()
const teams = [await aTeam(), await aTeam()]
const tags: { id: string }[] = []
for (const name of ['Bruit', 'Eau']) tags.push((await admin.post('/api/v1/tags', { name })).json())

await inTransaction(db, (tx) =>
  setUpDeadlines(tx, { organisation: 'M', locale: 'fr', timeZone: 'Europe/Paris', at: deps.now() }),
)
const POLICIES = '/api/v1/deadline-policies'
const [fallback] = (await admin.get(POLICIES)).json().items
const target = POLICY_PRESETS.flatMap((preset) => preset.targets)[0]
await admin.patch(`${POLICIES}/${fallback.id}`, { targets: [target] })
const targets = [{ ...target, length: { count: 1, unit: 'workingDays' } }]
const ofTeam = { mailboxIds: [], teamIds: [teams[0]?.id], tagIds: [], priorities: [], channels: [] }
const policies = [
  (await admin.post(POLICIES, { name: 'T', conditions: ofTeam, calendarId: null, targets })).json(),
  fallback,
]

const MAILS = [
  { subject: 'Permis de construire', domain: 'one.example', id: 0 },
  { subject: 'Bruit et eau', domain: 'two.example', id: 1 },
  { subject: 'Permis, bruit', domain: 'one.example', id: 2 },
]
let sent = 0

const ids = (things: { id: string }[]) => constantFrom(...things.map(({ id }) => id))
const comparison = oneof(
  record({
    field: constantFrom('subject', 'body'),
    operator: constantFrom('contains', 'notContains'),
    value: constantFrom('permis', 'bruit', 'eau'),
  }),
  record({
    field: constantFrom('from.domain'),
    operator: constantFrom('is', 'isNot'),
    value: constantFrom('one.example', 'two.example'),
  }),
  record({ field: constantFrom('tag', 'team', 'dueAt'), operator: constantFrom('isEmpty') }),
  record({
    field: constantFrom('status'),
    operator: constantFrom('is', 'isNot'),
    value: constantFrom('open', 'waiting'),
  }),
)
const condition = oneof(
  comparison,
  array(comparison, { maxLength: 2 }).map((all) => ({ all })),
  array(comparison, { maxLength: 2 }).map((none) => ({ none })),
)
const action = oneof(
  ids(teams).map((teamId) => ({ type: 'assignTeam', teamId })),
  ids(tags).map((tagId) => ({ type: 'addTag', tagId })),
  ids(tags).map((tagId) => ({ type: 'removeTag', tagId })),
  constantFrom('low', 'high').map((priority) => ({ type: 'setPriority', priority })),
  constantFrom('waiting', 'archived').map((status) => ({ type: 'setStatus', status })),
  ids(policies).map((policyId) => ({ type: 'setDeadlinePolicy', policyId })),
)
type Draft = { conditions: object; actions: object[]; stop: boolean }
const draft: Arbitrary<Draft> = record({
  conditions: condition,
  actions: array(action, { minLength: 1, maxLength: 3 }),
  stop: boolean(),
})

const setsPolicyWhileNothingIsDue: [Draft[], Draft, number, typeof MAILS] = [
  [
    {
      conditions: { field: 'dueAt', operator: 'isEmpty' },
      actions: [{ type: 'setDeadlinePolicy', policyId: policies[0].id }],
      stop: false,
    },
  ],
  {
    conditions: { field: 'from.domain', operator: 'is', value: 'one.example' },
    actions: [{ type: 'setPriority', priority: 'low' }],
    stop: false,
  },
  0,
  MAILS,
]

const filesWhatWasArchived: [Draft[], Draft, number, typeof MAILS] = [
  [{ conditions: { all: [] }, actions: [{ type: 'setStatus', status: 'archived' }], stop: false }],
  {
    conditions: { all: [] },
    actions: [{ type: 'assignTeam', teamId: String(teams[0]?.id) }],
    stop: false,
  },
  1,
  MAILS,
]

it('a dry run says what the rules then do to the same mail', async () => {
  await assert(
    asyncProperty(
      array(draft, { maxLength: 3 }),
      draft,
      integer({ min: 0, max: 3 }),
      shuffledSubarray(MAILS, { minLength: 3 }),
      async (others, tried, place, mails) => {
        for (const { id } of (await admin.get('/api/v1/rules')).json().items)
          await admin.delete(`/api/v1/rules/${id}`)
        const [id] = await publish([{ ...tried, enabled: false }])
        const order = await publish(others.map((each) => ({ ...each, enabled: true })))
        order.splice(place, 0, id ?? '')
        await admin.put('/api/v1/rules/order', { ids: order })
        const without = await receive(mails)
        const answer = await admin.post('/api/v1/rules/dry-run', {
          rule: { name: 'X', ...tried, id },
          last: mails.length,
        })
        await admin.patch(`/api/v1/rules/${id}`, { enabled: true })
        const withIt = await receive(mails)
        const changes = new Map<string, RuleChange>(
          answer.json().changes.map((change: RuleChange) => [change.conversationId, change]),
        )
        for (const [index, before] of without.entries()) {
          const same = { before, after: before, deadlineBefore: before.dueAt }
          const change = changes.get(before.id) ?? { ...same, deadlineAfter: before.dueAt }
          expect(change.deadlineBefore).toBe(before.dueAt)
          expect(change.deadlineAfter).toBe(withIt[index]?.dueAt)
          expect(stateOf(change.before)).toEqual(stateOf(before))
          expect(stateOf(withIt[index])).toEqual(stateOf(change.after))
        }
      },
    ),
    {
      numRuns: 5,
      examples: [setsPolicyWhileNothingIsDue, filesWhatWasArchived],
      interruptAfterTimeLimit: 40_000, // ms: what fails is told with what was found of it so far
    },
  )
}, 60_000)

async function publish(drafts: object[]): Promise<string[]> {
  const made: string[] = []
  for (const each of drafts)
    made.push((await admin.post('/api/v1/rules', { name: 'X', ...each })).json().id)
  return made
}

type Sent = { id: string; dueAt: string | null } & Parameters<typeof stateOf>[0]

async function receive(mails: typeof MAILS): Promise<Sent[]> {
  const received: Sent[] = []
  for (const { subject, domain } of mails) {
    const source = `From: a${++sent}@${domain}\r\nTo: ${mailbox.address}\r\nSubject: ${subject}\r\nMessage-ID: <${sent}@x.example>\r\nDate: Mon, 2 Mar 2026 09:00:00 +0000\r\n\r\nBonjour ${sent}\r\n`
    const { conversationId } = (
      await admin.post(`/api/v1/mailboxes/${mailbox.id}/messages`, source, {
        'content-type': 'message/rfc822',
      })
    ).json()
    received.push((await admin.get(`/api/v1/conversations/${conversationId}`)).json())
  }
  return received
}

function stateOf(
  state:
    | Pick<RuleChange['after'], 'status' | 'priority' | 'assigneeId' | 'teamId' | 'tagIds'>
    | undefined,
) {
  const { status, priority, assigneeId, teamId, tagIds = [] } = state ?? {}
  return { status, priority, assigneeId, teamId, tagIds: tagIds.toSorted() }
}
