import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openDatabase, sql } from '@levee/db'
import { freePorts, pushClient } from '@levee/mail/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listenForMail } from './listen-for-mail.ts'
import { receiveOne } from './receive-message.ts'
import {
  aMail,
  aMailbox,
  anOrganisation,
  deliveryInto,
  eventually,
  filedConversation,
  intakeDeps,
} from './testing/intake-fixture.ts'

let deps: Awaited<ReturnType<typeof intakeDeps>>
let desk: { stop(): Promise<void> }
let lmtp: number
let smtp: number

beforeAll(async () => {
  deps = await intakeDeps()
  await anOrganisation(deps)
  ;[lmtp = 0, smtp = 0] = await freePorts(2)
  const config = { ...deps.config, lmtpPort: lmtp, smtpPort: smtp }
  desk = await listenForMail({ ...deps, config })
})
afterAll(async () => {
  await desk.stop()
  await deps.close()
})

let named = 0
const anAddress = (): string => `Accueil.${++named}@Vareilles.example`

/** Hands a message over on a connection of its own. @returns the answers to it, none when no recipient was taken. */
async function handOver(raw: Buffer, recipients: string[], port = lmtp): Promise<string[]> {
  const client = await pushClient(port, port === smtp ? 'smtp' : 'lmtp')
  try {
    const answers = await client.address(recipients)
    const taken = answers.filter((answer) => answer.startsWith('250')).length
    if (taken === 0) return answers
    return await client.data(raw, port === smtp ? 1 : taken)
  } finally {
    client.close()
  }
}

type Filed = { messageId: string; conversationId: string; fate: string; raw: string }

/** What a mailbox has received, in order. */
function filedIn(mailboxId: string): Promise<Filed[]> {
  return deps.db.rows<Filed>(sql`
    select d.message_id as "messageId", m.conversation_id as "conversationId", d.fate, d.raw_sha256 as raw
    from delivery d join message m on m.id = d.message_id where d.mailbox_id = ${mailboxId} order by d.uid`)
}

const unaccounted = (mailboxId: string): Promise<{ n: number } | undefined> =>
  deps.db.row(sql`
    select coalesce(sum(server_count), 0)::int - (select count(*)::int from delivery where mailbox_id = ${mailboxId}) as n
    from folder where mailbox_id = ${mailboxId}`)

const STORED = /^250 2\.6\.0 /
const LATER = /^451 4\.3\.0 /

describe('mail that a server hands over', () => {
  it('is filed in the mailboxes of its recipients as one message, whatever their case and detail', async () => {
    const [one, other] = [anAddress(), anAddress()]
    const first = await aMailbox(deps, { address: one })
    const second = await aMailbox(deps, { address: other })
    const [local, domain] = other.split('@')
    const client = await pushClient(lmtp, 'lmtp')
    const answers = await client.address([
      one.toUpperCase(),
      'nobody@vareilles.example',
      `${local}+facture@${domain}`,
    ])
    expect(answers.map((answer) => answer.slice(0, 9))).toEqual([
      '250 2.1.5',
      '550 5.1.1',
      '250 2.1.5',
    ])
    expect(await client.data(aMail({ subject: 'Banc' }), 2)).toEqual([
      expect.stringMatching(STORED),
      expect.stringMatching(STORED),
    ])
    client.close()
    const [filed] = await filedIn(first)
    expect(await filedIn(second)).toEqual([{ ...filed }])
    expect(await filedConversation(deps, filed?.conversationId ?? '')).toMatchObject({
      status: 'open',
      reference: expect.any(String),
      mailboxIds: [first, second],
    })
  })

  it('is kept with its bytes, below the trace of its delivery', async () => {
    const address = anAddress()
    const mailbox = await aMailbox(deps, { address })
    const raw = Buffer.concat([
      aMail({ body: '.\r\n..\r\n.x' }),
      Buffer.from([0, 13, 255, 254, 13, 10]),
    ])
    expect(await handOver(raw, [address], smtp)).toEqual([expect.stringMatching(STORED)])
    const [filed] = await filedIn(mailbox)
    const kept = await deps.blobs.get(filed?.raw ?? '')
    const trace = kept.subarray(0, -raw.length).toString()
    expect(trace).toMatch(/^Return-Path: <anne@x\.example>\r\nReceived: [^]*\+0000\r\n$/)
    expect(kept.subarray(-raw.length).equals(raw)).toBe(true)
  })

  it('is not filed twice when its sender heard no answer and tries again', async () => {
    const address = anAddress()
    const mailbox = await aMailbox(deps, { address })
    const raw = aMail({ subject: 'Sans réponse' })
    const client = await pushClient(lmtp, 'lmtp')
    await client.address([address])
    await client.say('DATA')
    await client.write(Buffer.concat([raw, Buffer.from('.\r\n')]))
    client.close()
    await eventually(async () => (await filedIn(mailbox)).length > 0)
    expect(await handOver(raw, [address])).toEqual([expect.stringMatching(STORED)])
    const both = await Promise.all([handOver(raw, [address]), handOver(raw, [address])])
    expect(both.flat()).toEqual(Array(2).fill(expect.stringMatching(STORED)))
    const filed = await filedIn(mailbox)
    expect(filed).toHaveLength(1)
    expect(await filedConversation(deps, filed[0]?.conversationId ?? '')).toMatchObject({
      count: 1,
    })
  })

  it('is one message when two attempts are stored at the same moment', async () => {
    const address = anAddress()
    const mailbox = await aMailbox(deps, { address })
    const raw = aMail({ subject: 'Deux fois' })
    await Promise.all(Array.from({ length: 4 }, () => handOver(raw, [address])))
    const filed = await filedIn(mailbox)
    expect(new Set(filed.map(({ messageId }) => messageId)).size).toBe(1)
  })

  it('is one message with what the mailbox receives from its own server', async () => {
    const address = anAddress()
    const mailbox = await aMailbox(deps, { address })
    const folder = await deliveryInto(deps, mailbox)
    const [pushedFirst, syncedFirst] = [aMail(), aMail()]
    await handOver(pushedFirst, [address])
    await folder([{ uid: 1, raw: fromServer(pushedFirst) }])
    await folder([{ uid: 2, raw: fromServer(syncedFirst) }])
    await handOver(syncedFirst, [address])
    const filed = await filedIn(mailbox)
    expect(filed).toHaveLength(4)
    expect(new Set(filed.map(({ messageId }) => messageId)).size).toBe(2)
  })

  it('stays two messages of one conversation when it came on two ways', async () => {
    const address = anAddress()
    const mailbox = await aMailbox(deps, { address })
    const mail = aMail({ subject: 'Deux chemins' })
    const by = (name: string): Buffer =>
      Buffer.concat([Buffer.from(`Delivered-To: ${name}@vareilles.example\r\n`), mail])
    for (const name of ['contact', 'accueil', 'accueil']) await handOver(by(name), [address])
    const filed = await filedIn(mailbox)
    expect(filed).toHaveLength(2)
    expect(new Set(filed.map(({ conversationId }) => conversationId)).size).toBe(1)
  })

  it('comes from many at once, and nothing is lost or doubled', async () => {
    const address = anAddress()
    const mailbox = await aMailbox(deps, { address })
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        handOver(aMail({ subject: `N° ${n}` }), [address], n % 2 ? smtp : lmtp),
      ),
    )
    expect(answers.flat()).toEqual(Array(50).fill(expect.stringMatching(STORED)))
    expect(new Set((await filedIn(mailbox)).map(({ messageId }) => messageId)).size).toBe(50)
  })

  it('is set aside when it cannot be read, and nobody is asked to send it again', async () => {
    const address = anAddress()
    const mailbox = await aMailbox(deps, { address })
    expect(await handOver(Buffer.from('\0\r\n'), [address])).toEqual([
      expect.stringMatching(STORED),
    ])
    expect(await filedIn(mailbox)).toHaveLength(1)
  })
})

describe('a message that cannot be stored', () => {
  it('is refused for now, and filed once when its sender tries again', async () => {
    const address = anAddress()
    const mailbox = await aMailbox(deps, { address })
    const raw = aMail({ subject: 'Base en panne' })
    const client = await pushClient(lmtp, 'lmtp')
    await client.address([address])
    const outage = await databaseAway()
    expect(await client.data(raw)).toEqual([expect.stringMatching(LATER)])
    client.close()
    expect(await handOver(raw, [address])).toEqual([expect.stringMatching(LATER)])
    await outage.end()
    expect(await handOver(raw, [address])).toEqual([expect.stringMatching(STORED)])
    expect(await filedIn(mailbox)).toHaveLength(1)
    expect(await unaccounted(mailbox)).toEqual({ n: 0 })
  })

  it('leaves nothing behind that is counted as missing', async () => {
    const mailbox = await aMailbox(deps)
    const filing = receiveOne({ ...deps, now: awayClock }, mailbox, aMail(), new Date())
    await expect(filing).rejects.toThrow('the clock is away')
    expect(await unaccounted(mailbox)).toEqual({ n: 0 })
  })
})

// tried once: what is lost now and then is lost
describe('a worker that is killed', { retry: 0 }, () => {
  it('has stored whatever it said it had, and the rest is filed when it is sent again', async () => {
    const address = anAddress()
    const mailbox = await aMailbox(deps, { address })
    const mails = Array.from({ length: 20 }, (_, n) => aMail({ subject: `Coupure ${n}` }))
    const worker = await aWorker()
    let answered = 0
    const attempts = mails.map(async (raw) => {
      const [answer = ''] = await handOver(raw, [address], worker.port).catch(() => [])
      if (STORED.test(answer) && ++answered === 4) worker.kill()
      return STORED.test(answer)
    })
    const safe = await Promise.all(attempts)
    await worker.ended
    expect(safe).toContain(false)
    expect((await filedIn(mailbox)).length).toBeGreaterThanOrEqual(safe.filter(Boolean).length)
    const again = mails.filter((_, n) => !safe[n])
    await Promise.all(again.map((raw) => handOver(raw, [address])))
    const filed = await filedIn(mailbox)
    expect(new Set(filed.map(({ messageId }) => messageId)).size).toBe(20)
    expect(await unaccounted(mailbox)).toEqual({ n: 0 })
  })
})

/** Closes the database to everybody but the administrator, as when PostgreSQL is away. */
async function databaseAway(): Promise<{ end(): Promise<void> }> {
  const url = new URL(deps.db.url)
  const name = url.pathname.slice(1)
  url.pathname = '/postgres'
  const administrator = await openDatabase(url.href, { max: 1 })
  await administrator.pool.query(`alter database ${name} allow_connections false`)
  await administrator.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
  )
  return {
    async end() {
      await administrator.pool.query(`alter database ${name} allow_connections true`)
      await administrator.close()
    },
  }
}

/** A process of its own on the same database. */
async function aWorker() {
  const [http = 0, port = 0] = await freePorts(2)
  const env = {
    PATH: process.env['PATH'],
    NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
    DATABASE_URL: deps.db.url,
    LEVEE_DATA_DIR: join(deps.config.dataDir, 'worker'),
    LEVEE_ROLE: 'worker',
    LEVEE_LMTP_PORT: String(port),
    PORT: String(http),
    LOG_LEVEL: 'silent',
  }
  const server = fileURLToPath(new URL('../../server.ts', import.meta.url))
  const worker = spawn(process.execPath, [server], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(worker, 'exit')
  await once(worker.stdout, 'data')
  return { port, ended, kill: () => worker.kill('SIGKILL') }
}

function fromServer(raw: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from('Received: by imap.vareilles.example; Mon, 2 Mar 2026\r\n'),
    raw,
  ])
}

function awayClock(): Date {
  throw new Error('the clock is away')
}
