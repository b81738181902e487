import { readdirSync, readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { openDatabase, sql } from '@levee/db'
import type { PasswordAccount } from '@levee/mail'
import { bareDownload, naiveDownload } from '@levee/mail/testing'
import { sealSecret } from '@levee/storage'
import { pino } from 'pino'
import { readConfig } from '../../src/config.ts'
import { openDeps } from '../../src/deps.ts'
import { startMailboxLoop } from '../../src/features/intake/mailbox-loop.ts'
import { giveMemoryBack } from '../../src/unused-memory.ts'

/** What one side of a round is told, as JSON in its argument. */
export type RoundTask = {
  /** `naive`: a loop that parses each message with mailparser and inserts it by itself. */
  side: 'bare' | 'naive' | 'levee'
  account: PasswordAccount
  count: number
  databaseUrl: string
  dataDir: string
  triageSince: string
}

/** What it measured, as JSON on its output. */
export type RoundResult = {
  wallMs: number
  cpuMs: number
  rssMb: number
  firstRowsMs: number
  messages: number
  /** ms of CPU by the names of its threads, since the process began; nothing where the system does not tell. */
  cpuByThread: Record<string, number>
}

/** One side of a round of the `sync` benchmark, in a process of its own so that it can be measured. */
const task: RoundTask = JSON.parse(process.argv[2] ?? '')
const sides = { bare: downloadBare, naive: importNaively, levee: importMail }
const measured = await sides[task.side](task)
process.stdout.write(`${JSON.stringify(measured)}\n`)
process.exit(0)

async function downloadBare({ account }: RoundTask): Promise<RoundResult> {
  const clock = startClock()
  const { messages } = await bareDownload(account)
  return { ...clock(), firstRowsMs: 0, messages }
}

async function importNaively({ account, databaseUrl }: RoundTask): Promise<RoundResult> {
  const db = await openDatabase(databaseUrl, { max: 1 })
  await db.run(sql`
    create table naive (uid bigint primary key, sender text, subject text, body text, raw bytea)`)
  const clock = startClock()
  let messages = 0
  for await (const { uid, raw, ...read } of naiveDownload(account)) {
    const [sender, subject, body] = [read.from, read.subject, read.text].map(withoutNul)
    await db.run(sql`insert into naive values (${uid}, ${sender}, ${subject}, ${body}, ${raw})`)
    messages++
  }
  const measured = clock()
  await db.run(sql`drop table naive`)
  await db.close()
  return { ...measured, firstRowsMs: 0, messages }
}

function withoutNul(text: string): string {
  return text.replaceAll('\0', '')
}

async function importMail(task: RoundTask): Promise<RoundResult> {
  await mkdir(task.dataDir, { recursive: true })
  const config = readConfig(
    { LEVEE_DATA_DIR: task.dataDir, LEVEE_ALLOW_PRIVATE_NETWORK: 'true' },
    '/',
  )
  const log = pino({ level: process.env['LOG_LEVEL'] ?? 'warn' }, process.stderr)
  const deps = await openDeps(config, task.databaseUrl, log)
  const watcher = await openDatabase(task.databaseUrl, { max: 1 })
  await deps.db.run(sql`
    insert into installation (organisation, locale, time_zone) values ('Bench', 'fr', 'Europe/Paris')`)
  const { host, port, security, username, password } = task.account
  const leave = giveMemoryBack() // as the server does
  await deps.jobs.start() // its queues; as in a web process, nobody does what is in them
  const clock = startClock()
  await deps.db.run(sql`
    insert into mailbox (name, address, protocol, incoming_host, incoming_port, incoming_security,
      incoming_username, incoming_secret, triage_since)
    values ('Bench', 'contact@levee.test', 'imap', ${host}, ${port}, ${security}, ${username},
      ${sealSecret(deps.keys.secrets, password)}, ${task.triageSince})`)
  const loop = await startMailboxLoop(deps)
  let firstRowsMs = 0
  for (let stored = 0; stored < task.count;) {
    await new Promise((resolve) => setTimeout(resolve, 20))
    const row = await watcher.row<{ done: number }>(sql`
      select greatest(import_done, case when state = 'idle' and last_sync_at is not null
        then (select count(*) from delivery) else 0 end) as done from mailbox`)
    stored = row?.done ?? 0
    if (stored > 0 && firstRowsMs === 0) firstRowsMs = clock().wallMs
  }
  const measured = clock()
  const row = await watcher.row<{ messages: number }>(
    sql`select count(distinct uid) as messages from delivery where message_id is not null`,
  )
  leave()
  await loop.stop()
  await deps.jobs.stop()
  await watcher.close()
  await deps.close()
  return { ...measured, firstRowsMs, messages: row?.messages ?? 0 }
}

type Clock = () => Pick<RoundResult, 'wallMs' | 'cpuMs' | 'rssMb' | 'cpuByThread'>

function startClock(): Clock {
  const started = performance.now()
  const before = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(before)
    const wallMs = performance.now() - started
    return { wallMs, cpuMs: (user + system) / 1000, rssMb: peakMb(), cpuByThread: cpuByThread() }
  }
}

/** The most memory that this process had; what `getrusage` tells counts what its parent had when it forked. */
function peakMb(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS / 1024
  const [, kilobytes] = /^VmHWM:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
  return Number(kilobytes) / 1024
}

function cpuByThread(): Record<string, number> {
  const sums: Record<string, number> = {}
  const tasks = process.platform === 'linux' ? readdirSync('/proc/self/task') : []
  for (const task of tasks) {
    const [, name = '', rest = ''] =
      /\((.*)\) (.*)/s.exec(readFileSync(`/proc/self/task/${task}/stat`, 'utf8')) ?? []
    const [user = 0, system = 0] = rest.split(' ').slice(11, 13).map(Number)
    sums[name] = (sums[name] ?? 0) + (user + system) * 10 // the unit of /proc
  }
  return sums
}
