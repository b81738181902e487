import { join } from 'node:path'
import { type Db, openDatabase, sql, startEmbeddedPostgres } from '@levee/db'
import {
  countMaildir,
  dovecotInstalled,
  dovecotPop3Installed,
  startDovecot,
} from '@levee/mail/testing'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { figures, report } from './intake/exactly-once.ts'
import { print } from './intake/print.ts'
import { connectMailbox, runLevee, setUpLevee } from './intake/running-levee.ts'
import { sampleMail } from './intake/sample-mail.ts'

const KILLS = 10
const LONGEST_RUN = 20_000 // ms from ready to the kill, however slow the machine
const WINDOW = 300 // ms in which a batch is stored: the kill falls somewhere in it

/**
 * Kills the server ten times at random moments of an import, as a power cut would, then lets it
 * finish: nothing may be lost, nothing may be there twice.
 * @param args how many messages; 3,000 when not said. And how many kills. `pop3`: over POP3, deleting from the server.
 */
export async function kill([
  count = '3000',
  kills = String(KILLS),
  protocol = 'imap',
]: string[]): Promise<void> {
  const pop3 = protocol === 'pop3'
  if (!(pop3 ? dovecotPop3Installed() : dovecotInstalled()))
    throw new Error('The benchmark needs Dovecot: apt install dovecot-imapd dovecot-pop3d.')
  const dataDir = await mkdtemp(join(process.env['LEVEE_BENCH_DIR'] ?? tmpdir(), 'levee-kill-'))
  const server = await startDovecot({ users: 1, pop3 })
  const mails = await sampleMail(Number(count))
  for (const { raw, date } of mails) await server.deliver(1, raw, { date })
  const onServer = await countMaildir(server.maildir(1))
  let levee = await runLevee(dataDir)
  const postgres = await startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres') })
  const db = await openDatabase(postgres.url, { max: 2 })
  try {
    const admin = await setUpLevee(levee)
    const account = pop3 ? server.pop3Account(1) : server.account(1)
    const way = pop3 ? { protocol: 'pop3', deleteAfterDays: 0 } : {}
    await connectMailbox(admin, account, { triageSince: '2025-12-31', ...way })
    for (let n = 1; n <= Number(kills); n++) {
      await progress(db, (Math.random() * onServer) / Number(kills))
      await levee.kill()
      print('kill', 'storedAtKill', (await figures(db)).deliveries, { unit: 'messages', kill: n })
      levee = await runLevee(dataDir)
    }
    while (!(await isInStep(db))) await new Promise((resolve) => setTimeout(resolve, 100))
    if (pop3) print('kill', 'left', await countMaildir(server.maildir(1)), { unit: 'messages' })
    await report('kill', db, onServer)
  } finally {
    await levee.stop()
    await db.close()
    await postgres.stop()
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** Waits until about so many more messages are stored, so that every kill falls into the import. */
async function progress(db: Db, more: number): Promise<void> {
  const started = performance.now()
  const { deliveries } = await figures(db)
  while (performance.now() - started < LONGEST_RUN) {
    if ((await figures(db)).deliveries - deliveries >= more) break
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  await new Promise((resolve) => setTimeout(resolve, Math.random() * WINDOW))
}

async function isInStep(db: Db): Promise<boolean> {
  const row = await db.row(sql`
    select 1 from mailbox where state = 'idle' and last_sync_at is not null
      and not exists (select from folder where next_uid = 1 and server_count > 0)`)
  return row !== undefined
}
