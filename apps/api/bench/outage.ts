import { randomInt } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type Db, openDatabase, startEmbeddedPostgres } from '@levee/db'
import {
  type Dovecot,
  dovecotInstalled,
  startCuttingProxy,
  startDovecot,
} from '@levee/mail/testing'
import {
  countOnServer,
  deliverAround,
  figures,
  FOLDERS,
  report,
  whenAllIsStored,
} from './intake/exactly-once.ts'
import { print } from './intake/print.ts'
import { connectMailbox, type RunningLevee, runLevee, setUpLevee } from './intake/running-levee.ts'
import { type SampleMail, sampleMail } from './intake/sample-mail.ts'

const LONGEST_RECOVERY = 30_000 // ms from its return to the next message that is stored
const LONGEST_IMPORT = 600_000 // ms

type Postgres = Awaited<ReturnType<typeof startEmbeddedPostgres>>
type Strike = () => Promise<void>

/**
 * Takes Levee itself (`server`) or PostgreSQL (`postgres`) away by kill -9, or the connection to the
 * mail server (`connection`), at random moments while mail of 12 folders is fetched and more arrives.
 * What is left recovers by itself, and everything must be stored once.
 * @param args what is taken away; how many messages, 3,000 when not said; how often, 10.
 */
export async function outage([
  what = 'postgres',
  count = '3000',
  times = '10',
]: string[]): Promise<void> {
  if (!dovecotInstalled())
    throw new Error('The benchmark needs Dovecot: apt install dovecot-imapd.')
  const directory = await mkdtemp(join(process.env['LEVEE_BENCH_DIR'] ?? tmpdir(), 'levee-outage-'))
  const dataDir = join(directory, 'postgres')
  let postgres = await startEmbeddedPostgres({ dataDir })
  const server = await startDovecot({ users: 1 })
  const proxy = await startCuttingProxy(server.imapPort)
  const start = (): Promise<RunningLevee> =>
    runLevee(join(directory, 'data'), { DATABASE_URL: postgres.url })
  let levee = await start()
  const db = await openDatabase(postgres.url, { max: 2 })
  const kinds: Record<string, Strike> = {
    server: async () => {
      await levee.kill()
      levee = await start()
    },
    postgres: async () => {
      process.kill(postgres.pid, 'SIGKILL')
      await delay(randomInt(1_000))
      postgres = await startAgain(dataDir, postgres)
    },
    connection: async () => {
      proxy.cut()
      await delay(randomInt(200))
    },
  }
  const strike = kinds[what]
  if (!strike) throw new Error(`What is taken away is one of ${Object.keys(kinds).join(', ')}.`)
  try {
    const admin = await setUpLevee(levee)
    const mails = await sampleMail(Number(count))
    const first = mails.splice(0, Math.ceil(mails.length / 3))
    await deliverAround(server, first)
    const account = { ...server.account(1), port: proxy.port }
    await connectMailbox(admin, account, { triageSince: '2025-12-31', folders: FOLDERS })
    const slowest = await strikeOften({ db, server, strike, mails, times: Number(times) })
    print('outage', 'slowestRecovery', slowest, { unit: 'ms', what })
    if (slowest > LONGEST_RECOVERY) process.exitCode = 1
    const onServer = await countOnServer(server)
    await whenAllIsStored(db, onServer, LONGEST_IMPORT)
    await report('outage', db, onServer)
  } finally {
    await levee.stop()
    await db.close()
    await proxy.stop()
    await server.stop()
    await postgres.stop()
    await rm(directory, { recursive: true, force: true })
  }
}

type Striking = {
  db: Db
  server: Dovecot
  strike: Strike
  /** What arrives meanwhile. */
  mails: SampleMail[]
  times: number
}

/** @returns how long it took at most until mail was stored again (ms). */
async function strikeOften({ db, server, strike, mails, times }: Striking): Promise<number> {
  const share = Math.floor(mails.length / times)
  let slowest = 0
  for (let n = 1; n <= times; n++) {
    await deliverAround(server, n === times ? mails.splice(0) : mails.splice(0, share))
    await delay(randomInt(400))
    await strike()
    const back = performance.now()
    const { deliveries, ahead } = await figures(db)
    if (ahead > 0) throw new Error('A cursor is beyond what is stored.')
    const onServer = await countOnServer(server)
    if (deliveries < onServer) await whenAllIsStored(db, deliveries + 1, 2 * LONGEST_RECOVERY)
    slowest = Math.max(slowest, performance.now() - back)
    print('outage', 'storedAtStrike', deliveries, { unit: 'messages', strike: n })
  }
  return slowest
}

/** Starts it on the same port, once what the killed server left behind is gone. */
async function startAgain(dataDir: string, { url }: Postgres): Promise<Postgres> {
  const port = Number(new URL(url).port)
  for (let attempt = 1; ; attempt++) {
    try {
      return await startEmbeddedPostgres({ dataDir, port })
    } catch (error) {
      if (attempt === 50) throw error
      await delay(100)
    }
  }
}
