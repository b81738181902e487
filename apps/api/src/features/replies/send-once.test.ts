import { SMTP_STAGES, type SmtpFault, type SmtpScript, startSmtpScript } from '@levee/mail/testing'
import { sql } from '@levee/db'
import { sealSecret } from '@levee/storage'
import { afterAll, describe, expect, it } from 'vitest'
import { testApp } from '../../testing/harness.ts'
import { aLetter, aSendingMailbox, received, stateOf } from '../../testing/replying.ts'
import { sendReply } from './service.ts'

const app = await testApp({ env: { LEVEE_ALLOW_PRIVATE_NETWORK: 'true' } })
const claire = await app.aUser({ name: 'Claire Aubry' })
const bilal = await app.aUser({ name: 'Bilal Haddad' })

const faults: (SmtpFault | undefined)[] = []
const server: SmtpScript = await startSmtpScript({ faultOf: () => faults.shift() })
afterAll(() => server.stop())
const mailbox = await aSendingMailbox(app, { members: [claire, bilal], catcher: server })
await app.db.run(sql`
  update mailbox set outgoing_username = 'courrier',
    outgoing_secret = ${sealSecret(app.deps.keys.secrets, 'secret')} where id = ${mailbox.id}`)

const WHOLE: readonly SmtpFault[] = SMTP_STAGES.flatMap((at): SmtpFault[] => {
  const hangUp: SmtpFault = { at, does: 'hangUp' }
  if (at === 'connection' || at === 'body') return [hangUp]
  if (at === 'taken') return [hangUp, { at, does: 'wait', time: 50 }]
  return [
    hangUp,
    { at, does: 'refuse', code: at === 'greeting' ? 421 : 451 },
    { at, does: 'refuse', code: 554 },
    { at, does: 'wait', time: 50 },
  ]
})
const SAMPLE = WHOLE.filter(
  ({ does, at }) =>
    (does === 'hangUp' && ['login', 'data', 'end', 'taken'].includes(at)) ||
    (does === 'refuse' && at === 'recipient'),
)
const tried = process.env['LEVEE_WHOLE_FAULTS'] ? WHOLE : SAMPLE

const send = (messageId: string) => sendReply(app.deps, { messageId })

/** Two tabs, in one of which the button was pressed twice, and what they were told. */
async function aReply(to: string[]): Promise<string> {
  const { id, revision } = await received(app, mailbox.id, aLetter())
  const url = `/api/v1/conversations/${id}/replies`
  const body = { revision, text: 'Demain.', to }
  const headers = { 'idempotency-key': id }
  const answers = await Promise.all([
    app.as(claire).post(url, body, headers),
    app.as(claire).post(url, body, headers),
    app.as(bilal).post(url, { ...body, text: 'Jamais.' }),
  ])
  const ids = answers
    .filter(({ statusCode }) => statusCode === 202)
    .map((each) => each.json().messageId)
  expect(new Set(ids).size).toBe(1)
  return ids[0]
}

const timesTaken = (address: string) => server.taken.filter(({ to }) => to.includes(address)).length
const idsTaken = (address: string) =>
  server.taken
    .filter(({ to }) => to.includes(address))
    .map(({ raw }) => /^Message-ID:\s*(<[^>]+>)/im.exec(raw.toString())?.[1])

describe('a reply through a server that fails', () => {
  it.each(
    tried.map(
      (fault) => [`${fault.does} ${'code' in fault ? fault.code : ''}`, fault.at, fault] as const,
    ),
  )('%s at %s: is sent once, or a person is told', async (_what, at, fault) => {
    const address = `${at}-${crypto.randomUUID()}@dest.example`
    const messageId = await aReply([address])
    faults.splice(0, faults.length, fault)
    await Promise.allSettled([send(messageId), send(messageId)])
    const after = await stateOf(app, messageId)
    const may = fault.does === 'hangUp' && (at === 'end' || at === 'taken' || at === 'body')
    const isUnknown = after?.problem?.includes('may have been sent') ?? false
    expect({ isUnknown, status: after?.status }).toEqual({ isUnknown: may, status: 'open' })
    if (after?.state === 'failed') await app.as(claire).post(`/api/v1/messages/${messageId}/retry`)
    const before = timesTaken(address)
    await Promise.allSettled([send(messageId), send(messageId)])
    expect((await stateOf(app, messageId))?.state).toBe('sent')
    // only a person's decision, on an outcome that nobody could know, may send it a second time
    expect(timesTaken(address)).toBe(at === 'taken' && may ? before + 1 : 1)
    expect(new Set(idsTaken(address))).toEqual(new Set([expect.stringContaining('@')]))
  })

  it('goes again to those alone who were to be asked later', async () => {
    const [one, other] = ['a', 'b'].map((name) => `${name}-${crypto.randomUUID()}@dest.example`)
    if (!one || !other) return
    const messageId = await aReply([one, other])
    faults.splice(0, faults.length, {
      at: 'recipient',
      does: 'refuse',
      code: 450,
      only: 'lastRecipient',
    })
    await send(messageId)
    expect(await stateOf(app, messageId)).toMatchObject({
      state: 'queued',
      problem: expect.stringContaining(other),
    })
    await send(messageId)
    expect((await stateOf(app, messageId))?.state).toBe('sent')
    expect([timesTaken(one), timesTaken(other)]).toEqual([1, 1])
  })

  it('comes back red for a recipient who was refused, and is not sent to the others again', async () => {
    const [one, other] = ['a', 'b'].map((name) => `${name}-${crypto.randomUUID()}@dest.example`)
    if (!one || !other) return
    const messageId = await aReply([one, other])
    faults.splice(0, faults.length, {
      at: 'recipient',
      does: 'refuse',
      code: 550,
      only: 'lastRecipient',
    })
    await send(messageId)
    await send(messageId)
    expect(await stateOf(app, messageId)).toMatchObject({ state: 'bounced', status: 'open' })
    expect([timesTaken(one), timesTaken(other)]).toEqual([1, 0])
    const answer = await app.as(claire).get(`/api/v1/messages/${messageId}`)
    expect(answer.json().failedRecipients).toMatchObject([{ address: other }])
    const told = await Promise.all(
      [claire, bilal].map(async (who) => (await app.as(who).get('/api/v1/notifications')).json()),
    )
    expect(told.flatMap(({ items }) => items)).toContainEqual(
      expect.objectContaining({ kind: 'bounced' }),
    )
  })

  it('is not failed by a run that was given up, while another sends it', async () => {
    const messageId = await aReply([`late-${crypto.randomUUID()}@dest.example`])
    faults.splice(0, faults.length, { at: 'sender', does: 'wait', time: 300 })
    const slow = send(messageId)
    await expect.poll(async () => (await stateOf(app, messageId))?.state).toBe('sending')
    await send(messageId) // its heart was not heard: the outcome is unknown
    expect((await stateOf(app, messageId))?.state).toBe('failed')
    await slow
    expect((await stateOf(app, messageId))?.state).toBe('sent')
  })
})
