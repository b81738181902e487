import type { LiveEvent } from '@levee/contract'
import { inTransaction, sql } from '@levee/db'
import { get } from 'node:http'
import { randomUUID } from 'node:crypto'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { testApp, type TestUser } from '../testing/harness.ts'
import { announce, announceAccessChange } from './events.ts'

const { app, db, as, asNobody, aUser, aMailbox } = await testApp()
let origin = ''
const open = new Set<() => void>()

beforeAll(async () => {
  origin = await app.listen({ host: '127.0.0.1', port: 0 })
})
afterEach(() => {
  for (const close of open) close()
  open.clear()
})

type Heard = { id?: string; event?: string; data?: string }

/** Listens as a browser does, with the user's session. */
async function listen(user: TestUser, lastEventId?: string) {
  const { cookie } = (await as(user).get('/api/v1/session')).raw.req.headers
  const heard: Heard[] = []
  const state = { ended: false, encoding: '' }
  const request = get(`${origin}/api/v1/events`, {
    headers: {
      cookie,
      'accept-encoding': 'gzip',
      ...(lastEventId && { 'last-event-id': lastEventId }),
    },
  })
  open.add(() => request.destroy())
  await new Promise<void>((resolve, reject) => {
    request.on('error', (error) => (state.ended ? undefined : reject(error)))
    request.on('response', (response) => {
      state.encoding = response.headers['content-encoding'] ?? ''
      let rest = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        const blocks = (rest + chunk).split('\n\n')
        rest = blocks.pop() ?? ''
        heard.push(...blocks.map(blockOf))
        resolve()
      })
      response.on('end', () => (state.ended = true))
    })
  })
  const types = () => heard.flatMap(({ event }) => event ?? [])
  const lastId = () => heard.findLast(({ id }) => id)?.id
  return { heard, types, lastId, state, close: () => request.destroy() }
}

const eventually = (check: () => void) => vi.waitFor(check, 10_000)

function blockOf(block: string): Heard {
  return Object.fromEntries(
    block.split('\n').flatMap((line) => {
      const at = line.indexOf(': ')
      return at > 0 ? [[line.slice(0, at), line.slice(at + 2)]] : []
    }),
  )
}

const updated = (mailboxId: string): LiveEvent => ({
  type: 'conversation.updated',
  conversationId: randomUUID(),
  mailboxIds: [mailboxId],
  revision: 2,
})

describe('live events', () => {
  it('tell admins alone that a mail of Levee’s own failed', async () => {
    const [manager, admin] = await Promise.all([
      aUser({ role: 'manager' }),
      aUser({ role: 'admin' }),
    ])
    const [atManager, atAdmin] = await Promise.all([listen(manager), listen(admin)])
    await announce(db, { type: 'notices' })
    await announce(db, { type: 'counts' })
    for (const stream of [atManager, atAdmin])
      await eventually(() => expect(stream.types()).toContain('counts'))
    expect(atAdmin.types()).toContain('notices')
    expect(atManager.types()).not.toContain('notices')
  })

  it('need a session', async () => {
    expect(await asNobody.get('/api/v1/events')).toBeProblem(401, 'unauthenticated')
  })

  it('reach those who may see the mailbox, uncompressed, once the transaction is committed', async () => {
    const [member, stranger, admin] = await Promise.all([
      aUser(),
      aUser(),
      aUser({ role: 'admin' }),
    ])
    const mailbox = await aMailbox({ members: [member] })
    const [atMember, atStranger, atAdmin] = await Promise.all(
      [member, stranger, admin].map((u) => listen(u)),
    )
    const event = updated(mailbox.id)
    await inTransaction(db, async (tx) => {
      await announce(tx, event)
      expect(atMember?.types()).toEqual([])
    })
    await inTransaction(db, async (tx) => {
      await announce(tx, updated(mailbox.id))
      throw new Error('changed our mind')
    }).catch(() => undefined)
    await eventually(() => expect(atMember?.types()).toEqual(['conversation.updated', 'counts']))
    await eventually(() => expect(atAdmin?.types()).toEqual(['conversation.updated', 'counts']))
    const { type, ...data } = event
    expect(JSON.parse(atMember?.heard.find((each) => each.event === type)?.data ?? '')).toEqual(
      data,
    )
    expect(atStranger?.types()).toEqual([])
    expect(atMember?.state.encoding).toBe('')
  })

  it('make one `counts` of many changes', async () => {
    const member = await aUser()
    const mailbox = await aMailbox({ members: [member] })
    const stream = await listen(member)
    await inTransaction(db, async (tx) => {
      for (let n = 0; n < 20; n++) await announce(tx, updated(mailbox.id))
    })
    await eventually(() => {
      expect(stream.types()).toContain('counts')
      expect(stream.types().filter((type) => type === 'conversation.updated')).toHaveLength(20)
    })
    expect(stream.types().filter((type) => type === 'counts').length).toBeLessThanOrEqual(2)
  })

  it('are resumed from the last one that was heard, without those of others', async () => {
    const member = await aUser()
    const mailbox = await aMailbox({ members: [member] })
    const foreign = await aMailbox()
    const before = await listen(member)
    await announce(db, updated(mailbox.id))
    await eventually(() => expect(before.types()).toContain('conversation.updated'))
    const last = before.lastId()
    before.close()
    const missed = updated(mailbox.id)
    await announce(db, missed)
    await announce(db, updated(foreign.id))
    const watcher = await listen(await aUser({ role: 'admin' }))
    await announce(db, { type: 'mailbox.state', mailboxId: foreign.id })
    await eventually(() => expect(watcher.types()).toContain('mailbox.state'))
    const after = await listen(member, last)
    await eventually(() => expect(after.types()).toEqual(['conversation.updated', 'counts']))
    expect(after.heard.find(({ event }) => event)?.data).toContain(
      missed.type === 'conversation.updated' ? missed.conversationId : '?',
    )
  })

  it('say `reset` when they cannot be resumed', async () => {
    const user = await aUser()
    for (const lastId of ['other-12', 'nonsense', '-1']) {
      const stream = await listen(user, lastId)
      await eventually(() => expect(stream.types()).toEqual(['reset']))
    }
  })

  it('follow a change of membership while they are open', async () => {
    const user = await aUser()
    const mailbox = await aMailbox()
    const stream = await listen(user)
    await db.run(sql`insert into mailbox_member values (${mailbox.id}, ${user.id})`)
    await announceAccessChange(db, [user.id])
    await eventually(() => expect(stream.types()).toEqual(['reset']))
    await announce(db, updated(mailbox.id))
    await eventually(() => expect(stream.types()).toContain('conversation.updated'))
    await db.run(sql`delete from mailbox_member where user_id = ${user.id}`)
    await announceAccessChange(db, 'everybody')
    await eventually(() =>
      expect(stream.types().filter((type) => type === 'reset')).toHaveLength(2),
    )
    await announce(db, updated(mailbox.id))
    await announce(db, { type: 'counts' })
    await eventually(() => expect(stream.types().at(-1)).toBe('counts'))
    expect(stream.types().filter((type) => type === 'conversation.updated')).toHaveLength(1)
  })

  it('end with the session', async () => {
    const user = await aUser()
    const stream = await listen(user)
    await db.run(sql`delete from session where user_id = ${user.id}`)
    await announceAccessChange(db, [user.id])
    await eventually(() => expect(stream.state.ended).toBe(true))
  })
})
