import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Dovecot, startDovecot } from '@levee/mail/testing'
import { median, print } from './intake/print.ts'
import { type AdminCalls, connectMailbox, setUpLevee } from './intake/running-levee.ts'
import { runProduct } from './reading/running-product.ts'

const SETTLING = 15 // seconds: what the start needed is given back
const PATIENCE = 180_000 // ms until every mailbox is in step
const SAMPLES = 10 // one a second

/**
 * The memory of the whole product as `npm start` runs it, set up, idle, without PostgreSQL.
 * @param args how many mailboxes it keeps in step with a server that has no news for them; none when not said.
 */
export async function idle([count = '0']: string[]): Promise<void> {
  const mailboxes = Number(count)
  const dataDir = await mkdtemp(join(tmpdir(), 'levee-bench-idle-'))
  const server = mailboxes > 0 ? await startDovecot({ users: mailboxes }) : undefined
  const product = await runProduct({
    LEVEE_DATA_DIR: dataDir,
    LEVEE_ALLOW_PRIVATE_NETWORK: 'true',
  })
  try {
    const admin = await setUpLevee(product)
    for (const path of ['/conversations?view=all', '/counts']) await (await admin.get(path)).text()
    if (server) await connectAll(admin, server, mailboxes)
    await sleep(SETTLING * 1000)
    const samples: Memory[] = []
    for (let n = 0; n < SAMPLES; n++) {
      samples.push(await memoryOf(product.pid))
      await sleep(1000)
    }
    const processes = samples.at(-1)?.processes
    print('idle', 'rssMb', median(samples.map(({ rss }) => rss)), {
      unit: 'MB',
      goal: 300,
      mailboxes,
      processes,
    })
    print('idle', 'pssMb', median(samples.map(({ pss }) => pss)), { unit: 'MB' })
  } finally {
    await product.stop()
    await server?.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function connectAll(admin: AdminCalls, server: Dovecot, mailboxes: number): Promise<void> {
  for (let user = 1; user <= mailboxes; user++) {
    await server.deliver(user, letter(user))
    const address = `user${user}@bench.example`
    await connectMailbox(admin, server.account(user), { address, folders: ['INBOX'] })
  }
  await allInStep(admin, mailboxes)
}

function letter(user: number): Buffer {
  return Buffer.from(`From: a@bench.example\r\nSubject: Letter ${user}\r\n\r\nBonjour\r\n`)
}

async function allInStep(admin: AdminCalls, mailboxes: number): Promise<void> {
  for (const started = performance.now(); performance.now() - started < PATIENCE;) {
    const { items }: { items: { lastSyncAt: string | null }[] } = JSON.parse(
      await (await admin.get('/mailboxes')).text(),
    )
    if (items.filter(({ lastSyncAt }) => lastSyncAt !== null).length >= mailboxes) return
    await sleep(500)
  }
  throw new Error(`Of ${mailboxes} mailboxes some are not in step after ${PATIENCE / 1000} s.`)
}

/** In MB; `pss` counts what processes share once. */
type Memory = { rss: number; pss: number; processes: Record<string, number> }

async function memoryOf(root: number): Promise<Memory> {
  const memory: Memory = { rss: 0, pss: 0, processes: {} }
  for (const { pid, command } of await descendants(root)) {
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '') // ended meanwhile
    const of = (name: string): number =>
      Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(rollup)?.[1] ?? 0) / 1024
    memory.rss += of('Rss')
    memory.pss += of('Pss')
    memory.processes[`${command} ${pid}`] = Math.round(of('Rss'))
  }
  return memory
}

/** The processes that a process started, and itself; PostgreSQL's are left out. */
async function descendants(root: number): Promise<{ pid: number; command: string }[]> {
  const stats = await Promise.all(
    (await readdir('/proc'))
      .filter((name) => /^\d+$/.test(name))
      .map((name) => readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')),
  )
  const all = stats.flatMap((stat) => {
    const [, pid, command = '', parent] = /^(\d+) \((.*)\) \S (\d+)/s.exec(stat) ?? []
    return pid ? [{ pid: Number(pid), command, parent: Number(parent) }] : []
  })
  const found = all.filter(({ pid }) => pid === root)
  for (const { pid } of found)
    found.push(
      ...all.filter(({ parent, command }) => parent === pid && !command.startsWith('postgres')),
    )
  return found
}
