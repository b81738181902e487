import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { promisify } from 'node:util'
import { sql } from '@levee/db'
import { type FaultImap, startFaultImap } from '@levee/mail/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bulky } from './testing/connection-faults.ts'
import {
  behindCursor,
  differences,
  doubles,
  type FaultHarness,
  inboxAndSent,
  mailboxRow,
  skipWait,
  startFaultHarness,
  whenInStep,
} from './testing/fault-harness.ts'
import { asksForBytes, refuse } from './testing/fault-tools.ts'
import { aMail, aMailbox, eventually } from './testing/intake-fixture.ts'

const isWhole = process.env['LEVEE_WHOLE_FAULTS'] === '1'
const HOUR = 3_600_000 // ms

// tried once: what is lost now and then is lost
describe('recovering from a mail server', { retry: 0 }, () => {
  let harness: FaultHarness
  const servers: FaultImap[] = []
  beforeAll(async () => {
    harness = await startFaultHarness()
  })
  afterAll(async () => {
    await harness.stop()
    await Promise.all(servers.map((server) => server.stop()))
  })

  async function aServer(messages = 12, tls?: { cert: string; key: string }): Promise<FaultImap> {
    const server = await startFaultImap(tls && { tls })
    servers.push(server)
    for (let n = 0; n < messages; n++) server.model.append('INBOX', aMail())
    return server
  }

  async function connect(server: FaultImap, host = '127.0.0.1'): Promise<string> {
    const id = await aMailbox(harness.deps, { account: { ...server.account(), host } })
    await harness.wake()
    return id
  }

  async function settles(server: FaultImap, id: string, step = 0): Promise<number> {
    const minutes = await whenInStep(harness, id, () => inboxAndSent(server), step)
    expect(await doubles(harness, id)).toEqual([])
    return minutes
  }

  it('tries a refused password at most six times an hour', async () => {
    const server = await aServer()
    server.misbehaviour = refuse('LOGIN', 'NO [AUTHENTICATIONFAILED] no', () => undefined)
    const id = await connect(server)
    let waited = 0
    let tries = 0
    while (waited < HOUR) {
      tries = server.logins
      waited += await eventually(() => skipWait(harness, id))
      expect(await mailboxRow(harness, id)).toMatchObject({
        state: 'error',
        code: 'authentication',
      })
    }
    expect(tries).toBeGreaterThan(1)
    expect(tries).toBeLessThanOrEqual(6)
    server.misbehaviour = {}
    await settles(server, id)
  })

  it.skipIf(!isWhole)(
    'asks again within the hour or so for a message that the server refused',
    async () => {
      const server = await aServer()
      server.misbehaviour = refuse(
        (call) => asksForBytes(call) && ['5', '1:12'].includes(String(call.words[1])),
        'NO unreadable',
        () => undefined,
      )
      const id = await connect(server)
      await eventually(async () => (await mailboxRow(harness, id)).inStepAt !== null)
      server.misbehaviour = {}
      const minutes = await settles(server, id, 60_000)
      expect(minutes).toBeGreaterThan(30)
      expect(minutes).toBeLessThan(90)
    },
  )

  it('would say so if a message were missing, doubled, or passed over by the cursor', async () => {
    const server = await aServer(3)
    const id = await connect(server)
    await settles(server, id)
    const { db } = harness.deps
    await db.run(sql`update mailbox set paused = true where id = ${id}`)
    await db.run(sql`
      update message set raw_sha256 = (select min(raw_sha256) from message where mailbox_id = ${id})
      where mailbox_id = ${id}`)
    expect(await doubles(harness, id)).toEqual([expect.stringContaining('is stored 3 times')])
    await db.run(sql`delete from delivery where mailbox_id = ${id} and uid = 2`)
    const folders = inboxAndSent(server)
    expect(await differences(harness, id, folders)).toEqual([
      expect.stringMatching(/^lost: INBOX \d+\/2 /),
    ])
    expect(await behindCursor(harness, id, folders)).toEqual([
      'INBOX 2 is not stored, the cursor is at 4',
    ])
  })

  it.skipIf(!isWhole)('gets on at each connection, however early it breaks', async () => {
    const server = await aServer(0)
    for (let n = 0; n < 30; n++) server.model.append('INBOX', bulky(20_000))
    let cuts = 0
    server.misbehaviour = {
      instead(call) {
        if (!asksForBytes(call)) return false
        cuts++
        call.session.cutAfter(130_000)
        return false
      },
    }
    const id = await connect(server)
    await settles(server, id)
    expect(cuts).toBeLessThanOrEqual(12)
    expect(server.bodies.length - new Set(server.bodies).size).toBeLessThanOrEqual(2 * cuts)
  })

  it('fetches nothing twice when a connection is made anew', async () => {
    const server = await aServer()
    const id = await connect(server)
    await settles(server, id)
    for (let n = 0; n < 3; n++) {
      server.cutAll()
      server.model.append('INBOX', aMail())
      await settles(server, id)
    }
    expect(server.bodies.length).toBe(new Set(server.bodies).size)
    expect(server.connections).toBeGreaterThanOrEqual(4)
  })

  it.skipIf(!isWhole).each([
    ['tls-expired', -1, '127.0.0.1'],
    ['tls-wrong-host', 30, '10.0.0.1'],
  ])('says that the certificate is not to be trusted: %s', async (_, days, address) => {
    const before = getCACertificates('default')
    const bad = await aCertificate(days, address)
    const good = await aCertificate(30, '127.0.0.1')
    setDefaultCACertificates([...before, bad.cert, good.cert])
    try {
      const server = await aServer(3, bad)
      const id = await connect(server)
      await eventually(async () => (await mailboxRow(harness, id)).code === 'certificate')
      expect(server.logins).toBe(0)
      const renewed = await startFaultImap({ model: server.model, tls: good })
      servers.push(renewed)
      await harness.deps.db.run(sql`
        update mailbox set incoming_port = ${renewed.account().port} where id = ${id}`)
      await settles(renewed, id)
    } finally {
      setDefaultCACertificates(before)
    }
  })

  it.skipIf(!isWhole)(
    'changes nothing while the database cannot be written to, and goes on then',
    async () => {
      const own = await startFaultHarness()
      const server = await aServer()
      try {
        const id = await aMailbox(own.deps, { account: server.account() })
        await own.wake()
        await whenInStep(own, id, () => inboxAndSent(server))
        await setReadOnly(own, true)
        server.model.append('INBOX', aMail())
        await new Promise((resolve) => setTimeout(resolve, 1_500)) // several rounds
        const flags = server.model.folder('INBOX').messages.flatMap((each) => [...each.flags])
        expect(flags).toEqual([])
        expect(server.model.folder('INBOX').messages).toHaveLength(13)
        await setReadOnly(own, false)
        await whenInStep(own, id, () => inboxAndSent(server))
        expect(await doubles(own, id)).toEqual([])
      } finally {
        await own.stop()
      }
    },
  )

  it.skipIf(!isWhole)('stores each message once when two workers keep one mailbox', async () => {
    const own = await startFaultHarness({ workers: 2 })
    const server = await aServer(isWhole ? 2_000 : 150)
    try {
      const id = await aMailbox(own.deps, { account: server.account() })
      await own.wake()
      for (let n = 0; n < 8; n++) {
        await own.deps.db.run(sql`update mailbox set lease_owner = null, lease_until = null`)
        await own.wake()
        server.model.append('INBOX', aMail())
        await new Promise((resolve) => setTimeout(resolve, 60)) // the workers overlap
      }
      await whenInStep(own, id, () => inboxAndSent(server))
      expect(await doubles(own, id)).toEqual([])
      expect(server.mostAtOnce).toBeGreaterThan(1)
    } finally {
      await own.stop()
    }
  })

  it.skipIf(!isWhole)(
    'takes 5,000 messages again under a new UIDVALIDITY, none twice',
    async () => {
      const server = await aServer(5_000)
      const id = await connect(server)
      await settles(server, id)
      server.model.renumber('INBOX')
      server.cutAll()
      expect(await settles(server, id)).toBeLessThan(10)
    },
    600_000,
  )

  it.skipIf(!isWhole)(
    'survives a cut at each 4 KiB of a message of 1 MiB',
    async () => {
      const server = await aServer(0)
      const id = await connect(server)
      for (let cut = 4_096; cut < 1_048_576; cut += 4_096) {
        server.model.append('INBOX', bulky(1_048_576))
        let isCut = false
        server.misbehaviour = {
          instead(call) {
            if (!isCut && asksForBytes(call)) call.session.cutAfter(cut)
            isCut ||= asksForBytes(call)
            return false
          },
        }
        expect(await settles(server, id)).toBeLessThan(10)
      }
    },
    1_200_000,
  )
})

/** A certificate that signs itself, good for so many days from now on. */
async function aCertificate(days: number, address: string): Promise<{ cert: string; key: string }> {
  const directory = await mkdtemp(join(tmpdir(), 'levee-certificate-'))
  const openssl = (...args: string[]): Promise<unknown> =>
    promisify(execFile)('openssl', args, { cwd: directory })
  try {
    const algorithm = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
    const names = ['-subj', `/CN=${address}`, '-addext', `subjectAltName=IP:${address}`]
    await openssl('req', ...algorithm, ...names, '-keyout', 'key.pem', '-out', 'request.pem')
    const dates = ['-days', String(days), '-copy_extensions', 'copy']
    await openssl(
      'x509',
      '-req',
      '-in',
      'request.pem',
      '-key',
      'key.pem',
      ...dates,
      '-out',
      'cert.pem',
    )
    const read = (name: string): Promise<string> => readFile(join(directory, name), 'utf8')
    return { cert: await read('cert.pem'), key: await read('key.pem') }
  } finally {
    await rm(directory, { recursive: true })
  }
}

async function setReadOnly({ deps }: FaultHarness, isReadOnly: boolean): Promise<void> {
  const row = await deps.db.row<{ name: string }>(sql`select current_database() as name`)
  const name = sql.identifier(row?.name ?? '')
  await deps.db.run(sql`set default_transaction_read_only = off`)
  await deps.db.run(
    isReadOnly
      ? sql`alter database ${name} set default_transaction_read_only = on`
      : sql`alter database ${name} reset default_transaction_read_only`,
  )
  await deps.db.rows(sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`)
}
