import { beforeAll, describe, expect, it } from 'vitest'
import { sql } from '@levee/db'
import {
  type Asker,
  askers,
  type Case,
  members,
  type Need,
  type Subject,
} from './testing/access-case.ts'
import { matrix } from './testing/access-matrix.ts'
import { draftOf } from './testing/draft-access.ts'
import { aLetter, received } from './testing/replying.ts'
import { requestsWith, testApp, type TestUser } from './testing/harness.ts'

const harness = await testApp()
const { app, db, as, asNobody, aUser, aTeam, aMailbox } = harness

const people = new Map<Asker, TestUser>()
let teamOfMailbox = ''

beforeAll(async () => {
  teamOfMailbox = (await aTeam()).id
  people.set('member', await aUser())
  people.set('memberByTeam', await aUser({ teamIds: [teamOfMailbox] }))
  people.set('stranger', await aUser())
  people.set('managerMember', await aUser({ role: 'manager' }))
  people.set('managerStranger', await aUser({ role: 'manager' }))
  people.set('admin', await aUser({ role: 'admin' }))
})

const person = (asker: Asker): TestUser => people.get(asker)!
const asAdmin = () => as(person('admin'))

const withoutWeb = (name: string) => name !== 'GET /*' // is there only when the web is built

describe('who may use each route', () => {
  it('is decided for every route that there is, and for no other', () => {
    const decided = Object.keys(matrix).filter(withoutWeb)
    expect(decided.toSorted()).toEqual(app.routeNames.filter(withoutWeb).toSorted())
  })

  const cases = Object.entries(matrix).flatMap(([route, each]) =>
    askers.map((asker) => ({ route, asker, ...expectation(each, asker) })),
  )
  const endless = 'GET /api/v1/events' // events.test.ts proves who may hear them
  const tried = cases.filter((each) => (each.route !== endless || !each.isAllowed) && isTried(each))
  /** Who reads or is refused changes nothing: they can all try on the same subject. */
  const untouched = new Map<string, Promise<Subject>>()

  it.each(tried)('$route: $asker gets $statuses', async ({ route, asker, ...expected }) => {
    const { url, body, headers, needs, shows } = matrix[route]!
    const [method = '', path = ''] = route.split(' ')
    const isAboutSubject = [url, body].some((of) => of && of.length > 0)
    const changes = expected.isAllowed && method !== 'GET' && isAboutSubject
    if (!untouched.has(route)) untouched.set(route, aSubject(needs))
    const subject = await (changes ? aSubject(needs) : untouched.get(route)!)
    const requests = asker === 'nobody' ? asNobody : as(person(asker))
    const send = new Map(Object.entries(requests)).get(method.toLowerCase())!
    const answer = await send(url?.(subject) ?? path, body?.(subject), headers)
    const shown = shows && answer.body.includes(shows(subject))
    expect({
      status: answer.statusCode,
      shown,
      answer: answer.body.slice(0, 300),
    }).toMatchObject({
      status: expect.toBeOneOf(expected.statuses),
      shown: shows && expected.isShown,
    })
  })

  it('is nothing for a user who was disabled, nor for their token', async () => {
    const gone = await aUser({ role: 'admin' })
    const browser = as(gone)
    const program = requestsWith(app, async () => ({ authorization: 'Bearer levee_x' }))
    await db.run(sql`
      insert into api_token (user_id, name, token_hash)
      values (${gone.id}, 'x', sha256(convert_to('levee_x', 'UTF8')))`)
    expect((await browser.get('/api/v1/tags')).statusCode).toBe(200)
    expect((await program.get('/api/v1/tags')).statusCode).toBe(200)
    await db.run(sql`update app_user set disabled_at = now() where id = ${gone.id}`)
    expect(await browser.get('/api/v1/tags')).toBeProblem(401, 'unauthenticated')
    expect(await program.get('/api/v1/tags')).toBeProblem(401, 'unauthenticated')
  })
})

/** In CI, of those whom a route refuses alike, those who might get furthest. */
function isTried({ isAllowed, asker }: { isAllowed: boolean; asker: Asker }): boolean {
  return isAllowed || !process.env['CI'] || !['member', 'memberByTeam', 'stranger'].includes(asker)
}

function expectation({ access, refusals, answers = [200] }: Case, asker: Asker) {
  const isAllowed = access.allows.includes(asker)
  const refusal = asker === 'nobody' ? 401 : (refusals?.[asker] ?? access.refuses)
  const isShown = isAllowed && members.allows.includes(asker)
  return { isAllowed, isShown, statuses: isAllowed ? answers : [refusal] }
}

/** A letter in a mailbox of its own, with what a route needs besides. */
async function aSubject(needs: Need | undefined): Promise<Subject> {
  const mailbox = await aMailbox({
    members: [person('member'), person('managerMember')],
    teamIds: [teamOfMailbox],
  })
  await db.run(sql`
    update mailbox set outgoing_host = '127.0.0.1', outgoing_port = 25, outgoing_security = 'none'
    where id = ${mailbox.id}`)
  const { id: conversationId, ...letter } = await received(harness, mailbox.id, letterWithFile())
  const nothing = {
    tagId: '',
    teamId: '',
    activityId: '',
    secondConversationId: '',
    ruleId: '',
    templateId: '',
  }
  const subject: Subject = {
    mailbox,
    conversationId,
    ...letter,
    ...nothing,
    userId: person('member').id,
  }
  if (needs) await prepare[needs](subject)
  return subject
}

function letterWithFile(): Buffer {
  const type = 'Content-Type: multipart/mixed; boundary=b'
  const head = aLetter({ text: '' })
    .toString()
    .replace(/Content-Type: .*/, type)
  const html = 'Content-Type: text/html\r\n\r\n<p>Bonjour</p>'
  const file =
    'Content-Type: text/plain\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nA'
  return Buffer.from(`${head}--b\r\n${html}\r\n--b\r\n${file}\r\n--b--\r\n`)
}

const prepare: Record<Need, (subject: Subject) => Promise<void>> = {
  async template(subject) {
    const template = { name: crypto.randomUUID(), language: 'fr', html: '<p>Bonjour</p>' }
    subject.templateId = (await asAdmin().post('/api/v1/templates', template)).json().id
  },
  async removedTemplate(subject) {
    await prepare.template(subject)
    await asAdmin().delete(`/api/v1/templates/${subject.templateId}`)
  },
  async tag(subject) {
    const answer = await asAdmin().post('/api/v1/tags', { name: crypto.randomUUID() })
    subject.tagId = answer.json().id
  },
  async team(subject) {
    subject.teamId = (await aTeam()).id
  },
  async activity(subject) {
    const body = { revision: subject.revision, subject: 'Terrasse du port' }
    const answer = await asAdmin().patch(`/api/v1/conversations/${subject.conversationId}`, body)
    subject.activityId = answer.json().activityId
  },
  async queuedReply(subject) {
    const body = { revision: subject.revision, text: 'Bonjour', undoSeconds: 60 }
    const url = `/api/v1/conversations/${subject.conversationId}/replies`
    subject.messageId = (await asAdmin().post(url, body)).json().messageId
  },
  async failedReply(subject) {
    await prepare.queuedReply(subject)
    await db.run(sql`update message set state = 'failed' where id = ${subject.messageId}`)
  },
  async replyToApprove(subject) {
    const approval = { approval: 'managers', approverIds: [] }
    await asAdmin().put(`/api/v1/mailboxes/${subject.mailbox.id}/sending`, approval)
    const writer = await aUser({ teamIds: [teamOfMailbox] })
    const url = `/api/v1/conversations/${subject.conversationId}/replies`
    const body = { revision: subject.revision, text: 'Bonjour' }
    subject.messageId = (await as(writer).post(url, body)).json().messageId
    subject.revision++
  },
  async rule(subject) {
    const conditions = {
      all: [{ field: 'subject', operator: 'is', value: 'no mail of this test' }],
    }
    const actions = [{ type: 'setPriority', priority: 'high' }]
    const answer = await asAdmin().post('/api/v1/rules', { name: 'X', conditions, actions })
    subject.ruleId = answer.json().id
  },
  async removedRule(subject) {
    await prepare.rule(subject)
    await asAdmin().delete(`/api/v1/rules/${subject.ruleId}`)
  },
  async draft(subject) {
    const body = draftOf({ kind: 'reply', revision: subject.revision })
    await asAdmin().put(`/api/v1/conversations/${subject.conversationId}/draft`, body)
  },
  async secondConversation(subject) {
    subject.secondConversationId = (await received(harness, subject.mailbox.id, aLetter())).id
  },
}
