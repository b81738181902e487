import { sql } from '@levee/db'
import {
  appendMessage,
  connectImap,
  createFolder,
  fetchRaw,
  type ImapConnection,
  listUids,
  openFolder,
} from '@levee/mail'
import {
  type Dovecot,
  dovecotInstalled,
  type SmtpCatcher,
  startDovecot,
  startSmtpCatcher,
} from '@levee/mail/testing'
import { sealSecret } from '@levee/storage'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { testApp } from '../../testing/harness.ts'
import { aLetter, aSendingMailbox, stateOf } from '../../testing/replying.ts'
import type { Loop } from '../../repeat.ts'
import { startWorker } from '../../worker.ts'
import { sendReply } from './service.ts'

const missing = dovecotInstalled() ? '' : ' (skipped: Dovecot 2.3 is not installed)'
const app = await testApp({ env: { LEVEE_ALLOW_PRIVATE_NETWORK: 'true' } })

/** Asks for a full pass over the watched folders of every mailbox. */
const wake = () =>
  app.db.run(sql`
    with asked as (update mailbox set sync_requested_at = now())
    select pg_notify('levee_sync', '')`)

const isSent = (messageId: string) =>
  vi.waitFor(async () => expect((await stateOf(app, messageId))?.state).toBe('sent'), 15_000)

describe.skipIf(missing)(`replying from a mailbox on a real IMAP server${missing}`, () => {
  let dovecot: Dovecot
  let catcher: SmtpCatcher
  let worker: Loop
  let user = 0
  let id = 0

  beforeAll(async () => {
    app.clock.set(new Date())
    ;[dovecot, catcher] = await Promise.all([startDovecot({ users: 20 }), startSmtpCatcher()])
    await app.deps.jobs.stop()
    worker = await startWorker(app.deps)
  })
  afterAll(async () => {
    await worker?.stop()
    await Promise.all([dovecot?.stop(), catcher?.stop()])
  })

  /** A mailbox of the server in which a letter has arrived, and somebody who may answer it. */
  async function aConnectedMailbox({ mode = 'mirror' } = {}) {
    const account = dovecot.account(++user)
    const box = user
    const claire = await app.aUser({ name: 'Claire Aubry' })
    const mailbox = await aSendingMailbox(app, { members: [claire], catcher })
    await app.db.run(sql`
      update mailbox set protocol = 'imap', mode = ${mode}, incoming_host = ${account.host},
        incoming_port = ${account.port}, incoming_security = ${account.security},
        incoming_username = ${account.username},
        incoming_secret = ${sealSecret(app.deps.keys.secrets, account.password)}
      where id = ${mailbox.id}`)
    const internetMessageId = `letter-${++id}@morvan.example`
    await dovecot.deliver(box, aLetter({ id: internetMessageId }))
    await wake()
    const conversation = await vi.waitFor(async () => {
      const row = await app.db.row<{ id: string; revision: number }>(sql`
        select c.id, c.revision from conversation c join message m on m.conversation_id = c.id
        where m.internet_message_id = ${internetMessageId}`)
      if (!row) throw new Error('The letter has not arrived.')
      return row
    }, 15_000)
    const requests = app.as(claire)
    const reply = async (more: object = {}): Promise<string> => {
      const body = { revision: conversation.revision, text: 'Demain.', ...more }
      const url = `/api/v1/conversations/${conversation.id}/replies`
      const answer = await requests.post(url, body)
      return answer.json<{ messageId: string }>().messageId
    }
    return { box, mailbox, requests, conversation, reply, internetMessageId }
  }

  async function withServer<T>(box: number, work: (connection: ImapConnection) => Promise<T>) {
    const connection = await connectImap(dovecot.account(box), { allowPrivateNetwork: true })
    try {
      return await work(connection)
    } finally {
      await connection.close()
    }
  }

  const contents = (box: number, folder: string) =>
    withServer(box, async (connection) => {
      const { exists } = await openFolder(connection, folder, { readOnly: true })
      if (exists === 0) return []
      const uids = (await listUids(connection)).map(({ uid }) => uid)
      const list: { flags: string[]; raw: string }[] = []
      for await (const { flags, raw } of fetchRaw(connection, uids))
        list.push({ flags, raw: raw.toString() })
      return list
    })

  it('sends, keeps one copy in Sent and marks the original as answered', async () => {
    const { box, reply, conversation } = await aConnectedMailbox()
    const messageId = await reply({ setStatus: 'answered' })
    await isSent(messageId)
    await vi.waitFor(async () => {
      const [copy, ...others] = await contents(box, 'Sent')
      expect(others).toEqual([])
      expect(copy?.raw).toContain('Demain.')
      expect(copy?.flags).toContain('\\Seen')
      expect((await contents(box, 'INBOX'))[0]?.flags).toContain('\\Answered')
    }, 15_000)
    await sendReply(app.deps, { messageId })
    expect(await contents(box, 'Sent')).toHaveLength(1)
    await wake()
    await vi.waitFor(async () => {
      const found = await app.db.rows(sql`
        select d.fate, m.id from delivery d join message m on m.id = d.message_id
        join folder f on f.id = d.folder_id
        where m.conversation_id = ${conversation.id} and f.role = 'sent'`)
      expect(found).toEqual([{ fate: 'sent', id: messageId }])
    }, 15_000)
    expect(await stateOf(app, messageId)).toMatchObject({ state: 'sent', status: 'answered' })
  })

  it('has the answer to the reply join the conversation, which is open again', async () => {
    const { box, reply, conversation } = await aConnectedMailbox()
    await isSent(await reply({ setStatus: 'answered' }))
    const row = await app.db.row<{ id: string }>(sql`
      select internet_message_id as id from message
      where conversation_id = ${conversation.id} and direction = 'outgoing'`)
    await dovecot.deliver(box, aLetter({ headers: [`In-Reply-To: <${row?.id}>`], text: 'Merci !' }))
    await vi.waitFor(async () => {
      expect(
        await app.db.row(sql`
          select status, message_count from conversation where id = ${conversation.id}`),
      ).toEqual({ status: 'open', message_count: 3 })
    }, 15_000)
  })

  it('archives on the server with the reply, and brings it back when that is undone', async () => {
    const { box, reply, requests, conversation, internetMessageId } = await aConnectedMailbox()
    await isSent(await reply({ setStatus: 'archived' }))
    await vi.waitFor(async () => {
      expect((await contents(box, 'Archive'))[0]?.raw).toContain(internetMessageId)
      expect(await contents(box, 'INBOX')).toEqual([])
    }, 15_000)
    const url = `/api/v1/conversations/${conversation.id}`
    const { revision } = (await requests.get(url)).json<{ revision: number }>()
    await requests.patch(url, { revision, status: 'open' })
    await vi.waitFor(async () => {
      expect((await contents(box, 'INBOX'))[0]?.raw).toContain(internetMessageId)
      expect(await contents(box, 'Archive')).toEqual([])
    }, 15_000)
    await wake()
    await vi.waitFor(async () => {
      const fates = await app.db.rows(sql`
        select d.fate from delivery d join message m on m.id = d.message_id
        where m.internet_message_id = ${internetMessageId} order by d.uid`)
      expect(fates).toEqual([{ fate: 'moved' }, { fate: 'filed' }])
    }, 15_000)
    expect((await requests.get(url)).json()).toMatchObject({ status: 'open', messageCount: 2 })
  })

  it('finds in Sent that a reply left although its confirmation was lost', async () => {
    const { box, reply } = await aConnectedMailbox()
    const messageId = await reply({ sendAt: new Date(Date.now() + 3_600_000).toISOString() })
    const row = await app.db.row<{ sha256: string }>(sql`
      update message set state = 'sending' where id = ${messageId} returning raw_sha256 as sha256`)
    const raw = await app.deps.blobs.get(row?.sha256 ?? '')
    await withServer(box, async (connection) => {
      await createFolder(connection, 'Sent').catch(() => undefined)
      await appendMessage(connection, 'Sent', raw, ['\\Seen'], new Date())
    })
    const before = catcher.messages.length
    await sendReply(app.deps, { messageId })
    expect(await stateOf(app, messageId)).toMatchObject({ state: 'sent', problem: null })
    expect(catcher.messages).toHaveLength(before)
    expect(await contents(box, 'Sent')).toHaveLength(1)
  })

  it('never writes to a server that is read only', async () => {
    const { box, reply } = await aConnectedMailbox({ mode: 'readOnly' })
    const before = await contents(box, 'INBOX')
    const messageId = await reply({ setStatus: 'archived' })
    await isSent(messageId)
    await vi.waitFor(async () => {
      const left = await app.db.row(sql`
        select count(*) as n from pgboss.job where state in ('created', 'retry', 'active')`)
      expect(left).toEqual({ n: 1 }) // the reply that is scheduled for later
    }, 15_000)
    expect(await contents(box, 'INBOX')).toEqual(before)
    expect(await contents(box, 'Sent')).toEqual([])
    expect(await contents(box, 'Archive')).toEqual([])
  })
})
