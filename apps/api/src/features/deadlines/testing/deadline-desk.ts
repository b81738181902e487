import { inTransaction } from '@levee/db'
import { type Requests, testApp } from '../../../testing/harness.ts'
import { receiveOne } from '../../intake/receive-message.ts'
import { setUpDeadlines } from '../service.ts'

/** An organisation with a policy for everyday mail, called at the top of a test file. */
export async function deadlineDesk() {
  const { as, asNobody, aUser, aMailbox, clock, db, deps } = await testApp()
  const admin = await aUser({ role: 'admin' })
  const asAdmin = newlySignedIn(admin)
  const staff = await aUser()
  const asStaff = newlySignedIn(staff)
  const mailbox = await aMailbox({ members: [staff] })

  /** Days pass in these tests, and sessions end. */
  function newlySignedIn(user: { id: string }): Requests {
    return {
      get: (...args) => as(user).get(...args),
      post: (...args) => as(user).post(...args),
      put: (...args) => as(user).put(...args),
      patch: (...args) => as(user).patch(...args),
      delete: (...args) => as(user).delete(...args),
    }
  }

  const OF_HOUSE = {
    starts: 'received',
    waitsForOpening: true,
    startDayCounts: false,
    workingDays: 'calendar',
    ends: 'closeOfBusiness',
    movesToWorkingDay: false,
    isClear: false,
    leastWorkingDays: 0,
    pausedBy: ['waiting', 'suspicious', 'setAside', 'snoozed', 'onPurpose'],
    warnings: [],
  }
  const days = (kind: string, count: number, more: object = {}): object => ({
    ...OF_HOUSE,
    kind,
    length: { count, unit: 'workingDays' },
    ...more,
  })
  const everyday = {
    name: 'Courrier courant',
    calendarId: null,
    targets: [
      days('firstReply', 3),
      days('resolution', 10),
      days('statutory', 2, {
        length: { count: 2, unit: 'months' },
        ends: 'midnight',
        pausedBy: [],
        waitsForOpening: false,
      }),
    ],
  }

  let mails = 0
  async function aMail(text = 'Bonjour'): Promise<string> {
    const raw = `From: Jeanne <jeanne${++mails}@morvan.example>\r\nTo: ${mailbox.address}\r\nSubject: Terrasse ${mails}\r\nMessage-ID: <${mails}@morvan.example>\r\n\r\n${text}\r\n`
    return (await receiveOne(deps, mailbox.id, Buffer.from(raw))).conversationId
  }
  const detail = async (id: string, who: Requests = asStaff) =>
    (await who.get(`/api/v1/conversations/${id}`)).json()
  /** When its first reply is due, ms. */
  const dueOf = (of: Parameters<typeof due>[0]): number => Date.parse(due(of)['firstReply'] ?? '')
  const patch = async (id: string, fields: object) => {
    const { revision } = await detail(id)
    const reply = await asStaff.patch(`/api/v1/conversations/${id}`, { revision, ...fields })
    if (reply.statusCode !== 200) throw new Error(reply.body)
    return reply.json()
  }

  await inTransaction(db, (tx) =>
    setUpDeadlines(tx, {
      organisation: 'Mairie',
      locale: 'fr',
      timeZone: 'Europe/Paris',
      at: deps.now(),
    }),
  )
  const fallbackId: string = (await asAdmin.get('/api/v1/deadline-policies')).json().items[0].id
  await asAdmin.patch(`/api/v1/deadline-policies/${fallbackId}`, everyday)

  return {
    asAdmin,
    asNobody,
    asStaff,
    aMail,
    clock,
    db,
    deps,
    detail,
    due,
    dueOf,
    days,
    everyday,
    fallbackId,
    mailbox,
    patch,
  }
}

function due(of: { deadlines: { kind: string; dueAt: string }[] }): Record<string, string> {
  return Object.fromEntries(of.deadlines.map(({ kind, dueAt }) => [kind, dueAt]))
}
