import { randomBytes, randomUUID } from 'node:crypto'
import { type Db, sql } from '@levee/db'
import { testDatabase } from '@levee/db/testing'
import {
  connectImap,
  createFolder,
  fetchRaw,
  type ImapConnection,
  listUids,
  moveMessage,
  openFolder,
} from '@levee/mail'
import { type Dovecot, dovecotInstalled, startDovecot } from '@levee/mail/testing'
import { deriveKeys, sealSecret } from '@levee/storage'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../config.ts'
import type { MirrorAction } from '../../jobs.ts'
import { mirrorConversations } from './service.ts'

const missing = dovecotInstalled() ? '' : ' (skipped: Dovecot 2.3 is not installed)'
const db = await testDatabase()
const keys = deriveKeys(randomBytes(32))
const config = readConfig({ LEVEE_ALLOW_PRIVATE_NETWORK: 'true' }, '/')
const deps = { db, keys, config, now: () => new Date() }

const mirror = (conversationId: string, action: MirrorAction) =>
  mirrorConversations(deps, [{ conversationId, action }])

const setStatus = (conversationId: string, status: string) =>
  db.run(sql`update conversation set status = ${status} where id = ${conversationId}`)

async function contents(connection: ImapConnection, folder: string) {
  const { exists } = await openFolder(connection, folder, { readOnly: true })
  if (exists === 0) return []
  const uids = (await listUids(connection)).map(({ uid }) => uid)
  const list: { uid: number; flags: string[]; text: string }[] = []
  for await (const { uid, flags, raw } of fetchRaw(connection, uids))
    list.push({ uid, flags: flags.toSorted(), text: raw.toString() })
  return list
}

describe.skipIf(missing)(`mirroring to a real IMAP server${missing}`, () => {
  let dovecot: Dovecot
  let nextUser = 0
  const open: ImapConnection[] = []

  beforeAll(async () => {
    dovecot = await startDovecot({ users: 20 })
  })
  afterEach(async () => {
    await Promise.all(open.splice(0).map((connection) => connection.close()))
  })
  afterAll(() => dovecot?.stop())

  /** A mailbox with one letter in INBOX that Levee knows as a conversation. */
  async function aLetter({ mode = 'mirror', server = dovecot } = {}) {
    const user = server === dovecot ? ++nextUser : 1
    const id = randomUUID()
    const raw = Buffer.from(`Message-ID: <${id}@example.org>\r\nSubject: ${id}\r\n\r\nBonjour.\r\n`)
    await server.deliver(user, raw)
    const connection = await connectImap(server.account(user), { allowPrivateNetwork: true })
    open.push(connection)
    const { uidValidity } = await openFolder(connection, 'INBOX', { readOnly: true })
    const uid = (await listUids(connection)).at(-1)?.uid
    const account = server.account(user)
    const secret = sealSecret(keys.secrets, account.password)
    const rows = await fileLetter(db, {
      id,
      mode,
      uidValidity,
      uid,
      ...account,
      secret,
    })
    return { ...rows, id, connection }
  }

  it('moves what was archived to the Archive folder, seen, and its delivery follows', async () => {
    const { conversationId, deliveryId, id, connection } = await aLetter()
    await setStatus(conversationId, 'archived')
    expect(await mirror(conversationId, 'archive')).toEqual([
      { status: 'fulfilled', value: undefined },
    ])
    expect(await contents(connection, 'INBOX')).toEqual([])
    const [moved, ...others] = await contents(connection, 'Archive')
    expect(others).toEqual([])
    expect(moved?.text).toContain(id)
    expect(moved?.flags).toContain('\\Seen')
    const delivery = await db.row(sql`
      select fate, moved_to, moved_to_uid from delivery where id = ${deliveryId}`)
    expect(delivery).toEqual({ fate: 'moved', moved_to: 'Archive', moved_to_uid: moved?.uid })
  })

  it('moves it where an admin said that the archive is', async () => {
    const { conversationId, mailboxId, connection } = await aLetter()
    await createFolder(connection, 'Classeur')
    await db.run(sql`
      update mailbox set folder_roles = '{"archive": "Classeur"}' where id = ${mailboxId}`)
    await setStatus(conversationId, 'archived')
    await mirror(conversationId, 'archive')
    expect(await contents(connection, 'Classeur')).toHaveLength(1)
    expect(await contents(connection, 'Archive')).toEqual([])
  })

  it('brings it back to INBOX when that is undone, under a delivery of its own', async () => {
    const { conversationId, deliveryId, id, connection } = await aLetter()
    await setStatus(conversationId, 'archived')
    await mirror(conversationId, 'archive')
    await setStatus(conversationId, 'open')
    await mirror(conversationId, 'restore')
    expect(await contents(connection, 'Archive')).toEqual([])
    const [back] = await contents(connection, 'INBOX')
    expect(back?.text).toContain(id)
    const deliveries = await db.rows(sql`
      select id = ${deliveryId} as old, uid, fate, moved_to from delivery
      where mailbox_id = (select mailbox_id from delivery where id = ${deliveryId}) order by uid`)
    expect(deliveries).toEqual([
      { old: true, uid: 1, fate: 'moved', moved_to: null },
      { old: false, uid: back?.uid, fate: 'filed', moved_to: null },
    ])
    await setStatus(conversationId, 'archived')
    await mirror(conversationId, 'archive')
    expect(await contents(connection, 'Archive')).toHaveLength(1)
  })

  it('does what the conversation is now, although the jobs come in the wrong order', async () => {
    const { conversationId, connection } = await aLetter()
    await mirror(conversationId, 'restore')
    await mirror(conversationId, 'archive') // it was taken back before this ran
    expect(await contents(connection, 'INBOX')).toHaveLength(1)
    await setStatus(conversationId, 'archived')
    await mirror(conversationId, 'archive')
    await mirror(conversationId, 'archive')
    expect(await contents(connection, 'Archive')).toHaveLength(1)
  })

  it('leaves the server alone while it refuses the password', async () => {
    const { conversationId, connection } = await aLetter()
    await setStatus(conversationId, 'archived')
    const shutOut = (code: string | null) =>
      db.run(sql`update mailbox set last_error_code = ${code} where id in (
        select unnest(mailbox_ids) from conversation where id = ${conversationId})`)
    await shutOut('authentication')
    expect(await mirror(conversationId, 'archive')).toMatchObject([
      { status: 'rejected', reason: { code: 'authentication' } },
    ])
    expect(await contents(connection, 'Archive')).toEqual([])
    await shutOut(null)
    await mirror(conversationId, 'archive')
    expect(await contents(connection, 'Archive')).toHaveLength(1)
  })

  it('moves spam to Junk', async () => {
    const { conversationId, connection } = await aLetter()
    await setStatus(conversationId, 'spam')
    await mirror(conversationId, 'junk')
    expect(await contents(connection, 'Junk')).toHaveLength(1)
    expect(await contents(connection, 'INBOX')).toEqual([])
  })

  it('sets \\Seen, and \\Answered only on what was answered', async () => {
    const { conversationId, connection, messageId, mailboxId } = await aLetter()
    await mirror(conversationId, 'seen')
    expect((await contents(connection, 'INBOX'))[0]?.flags).toContain('\\Seen')
    await mirror(conversationId, 'answered')
    expect((await contents(connection, 'INBOX'))[0]?.flags).not.toContain('\\Answered')
    await aSentReply(db, { conversationId, mailboxId, messageId })
    await mirror(conversationId, 'answered')
    expect((await contents(connection, 'INBOX'))[0]?.flags).toContain('\\Answered')
  })

  it('never writes to a server that is read only', async () => {
    const { conversationId, connection } = await aLetter({ mode: 'readOnly' })
    const before = await contents(connection, 'INBOX')
    await setStatus(conversationId, 'archived')
    for (const action of ['seen', 'answered', 'archive', 'junk', 'restore'] as const)
      await mirror(conversationId, action)
    expect(await contents(connection, 'INBOX')).toEqual(before)
    expect(await contents(connection, 'Archive')).toEqual([])
  })

  it('leaves alone what somebody else moved, and knows it when it is already archived', async () => {
    const { conversationId, deliveryId, connection } = await aLetter()
    await openFolder(connection, 'INBOX', { readOnly: false })
    await moveMessage(connection, 1, 'Archive')
    await setStatus(conversationId, 'archived')
    expect((await mirror(conversationId, 'archive'))[0]?.status).toBe('fulfilled')
    expect(await contents(connection, 'Archive')).toHaveLength(1)
    expect(await db.row(sql`select fate, moved_to from delivery where id = ${deliveryId}`)).toEqual(
      { fate: 'moved', moved_to: 'Archive' },
    )
  })

  it('fails only the conversations of the mailbox that cannot be reached', async () => {
    const [good, bad] = [await aLetter(), await aLetter()]
    await db.run(sql`update mailbox set incoming_secret = ${sealSecret(keys.secrets, 'wrong')}
      where id = ${bad.mailboxId}`)
    const batch = [bad, good].map(({ conversationId }) => ({
      conversationId,
      action: 'seen' as const,
    }))
    const [failed, done] = await mirrorConversations(deps, batch)
    expect(failed).toMatchObject({ status: 'rejected', reason: { code: 'authentication' } })
    expect(done?.status).toBe('fulfilled')
    expect((await contents(good.connection, 'INBOX'))[0]?.flags).toContain('\\Seen')
  })

  it('works with a server that does not tell the new UID (no UIDPLUS)', async () => {
    const plain = await startDovecot({ users: 1, capability: 'IMAP4rev1 LITERAL+ NAMESPACE' })
    try {
      const { conversationId, deliveryId, connection } = await aLetter({ server: plain })
      await setStatus(conversationId, 'archived')
      await mirror(conversationId, 'archive')
      expect(await contents(connection, 'Archive')).toHaveLength(1)
      await setStatus(conversationId, 'open')
      await mirror(conversationId, 'restore')
      expect(await contents(connection, 'INBOX')).toHaveLength(1)
      expect(await contents(connection, 'Archive')).toEqual([])
      expect(await db.row(sql`select moved_to from delivery where id = ${deliveryId}`)).toEqual({
        moved_to: null,
      })
      await Promise.all(open.splice(0).map((each) => each.close()))
    } finally {
      await plain.stop()
    }
  })
})

type Letter = {
  id: string
  mode: string
  uidValidity: number
  uid: number | undefined
  host: string
  port: number
  security: string
  username: string
  secret: Buffer
}

async function fileLetter(database: Db, letter: Letter) {
  const row = await database.row<{
    mailboxId: string
    conversationId: string
    messageId: string
    deliveryId: string
  }>(sql`
    with box as (
      insert into mailbox (name, address, protocol, mode, triage_since, incoming_host, incoming_port,
        incoming_security, incoming_username, incoming_secret)
      values ('Accueil', ${`${letter.id}@port-leveque.example`}, 'imap', ${letter.mode}, now(),
        ${letter.host}, ${letter.port}, ${letter.security}, ${letter.username}, ${letter.secret})
      returning id),
    inbox as (
      insert into folder (mailbox_id, path, role, uid_validity)
      select id, 'INBOX', 'inbox', ${letter.uidValidity} from box returning id),
    matter as (
      insert into conversation (mailbox_ids, subject, status, received_at, last_message_at)
      select array[id], 'Terrasse', 'open', now(), now() from box returning id),
    mail as (
      insert into message (conversation_id, mailbox_id, direction, state, internet_message_id, received_at)
      select matter.id, box.id, 'incoming', 'received', ${`${letter.id}@example.org`}, now()
      from matter, box returning id),
    found as (
      insert into delivery (mailbox_id, folder_id, uid_validity, uid, message_id, raw_sha256, fate, internal_date)
      select box.id, inbox.id, ${letter.uidValidity}, ${letter.uid}, mail.id, 'x', 'filed', now()
      from box, inbox, mail returning id)
    select box.id as "mailboxId", matter.id as "conversationId", mail.id as "messageId",
      found.id as "deliveryId" from box, matter, mail, found`)
  if (!row) throw new Error('nothing was inserted')
  return row
}

async function aSentReply(
  database: Db,
  { conversationId, mailboxId, messageId }: Record<string, string>,
): Promise<void> {
  await database.run(sql`
    with reply as (
      insert into message (conversation_id, mailbox_id, direction, state, received_at)
      values (${conversationId}, ${mailboxId}, 'outgoing', 'sent', now()) returning id)
    insert into outgoing (message_id, envelope_from, envelope_to, send_at, answers_message_id)
    select id, 'a@example.org', '{b@example.org}', now(), ${messageId} from reply`)
}
