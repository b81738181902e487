import { type Db, openDatabase, sql, startEmbeddedPostgres } from '@levee/db'
import { countMaildir, dovecotInstalled, startDovecot } from '@levee/mail/testing'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { figures, report } from './intake/exactly-once.ts'
import { print } from './intake/print.ts'
import { connectMailbox, runLevee, type RunningLevee, setUpLevee } from './intake/running-levee.ts'
import type { SampleMail } from './intake/sample-mail.ts'

const STEPS = 10
const EVERY = 500 // ms between two looks
const NEWEST = Date.UTC(2026, 0, 31)

/**
 * Imports a mailbox of very many letters, with a kill in the middle; the memory of the server is looked at
 * all the time. Nothing may be lost or be there twice, and the memory may not grow with the mailbox.
 * @param args how many messages; 200,000 when not said.
 */
export async function large([count = '200000']: string[]): Promise<void> {
  if (!dovecotInstalled())
    throw new Error('The benchmark needs Dovecot: apt install dovecot-imapd.')
  const dataDir = await mkdtemp(join(process.env['LEVEE_BENCH_DIR'] ?? tmpdir(), 'levee-large-'))
  const server = await startDovecot({ users: 1 })
  for (let place = 0; place < Number(count); place++) {
    const { raw, date } = letter(place)
    await server.deliver(1, raw, { date })
  }
  const onServer = await countMaildir(server.maildir(1))
  let levee = await runLevee(dataDir)
  const postgres = await startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres') })
  const db = await openDatabase(postgres.url, { max: 2 })
  try {
    await connectMailbox(await setUpLevee(levee), server.account(1), { triageSince: '2026-01-29' })
    const half = await watch(levee, db, { from: 0, until: onServer / 2, onServer })
    await levee.kill()
    const { deliveries } = await figures(db)
    print('large', 'storedAtKill', deliveries, { unit: 'messages' })
    levee = await runLevee(dataDir)
    const rest = await watch(levee, db, { from: deliveries, until: onServer, onServer })
    print('large', 'growth', Math.max(...rest.slice(-2)) / Math.max(...half.slice(0, 2)), {
      unit: 'ratio',
    })
    await report('large', db, onServer)
  } finally {
    await levee.stop()
    await db.close()
    await postgres.stop()
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

type Stretch = { from: number; until: number; onServer: number }

/** Prints the most memory within each tenth of the mailbox. @returns it, in MB. */
async function watch(
  { pid }: RunningLevee,
  db: Db,
  { from, until, onServer }: Stretch,
): Promise<number[]> {
  const step = onServer / STEPS
  const peaks: number[] = []
  let [peak, next, stored] = [0, from + step, from]
  while (stored < until) {
    await new Promise((resolve) => setTimeout(resolve, EVERY))
    peak = Math.max(peak, memoryOf(pid))
    stored =
      (await db.row<{ stored: number }>(sql`select count(*) as stored from delivery`))?.stored ?? 0
    if (stored < Math.min(next, until)) continue
    print('large', 'rssMb', peak, { unit: 'MB', stored })
    peaks.push(peak)
    next = stored + step
    peak = 0
  }
  return peaks
}

function memoryOf(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) / 1024
}

/** A short letter; one in three answers the one before, and a mailbox of 200,000 goes back eleven years. */
function letter(place: number): SampleMail {
  const date = new Date(NEWEST - place * 1_800_000)
  const lines = [
    `From: Personne ${place} <p${place % 4_000}@exemple${place % 400}.example>`,
    'To: contact@levee.test',
    `Subject: Demande ${place % 3 === 2 ? place - 1 : place}`,
    `Date: ${date.toUTCString()}`,
    `Message-ID: <${place}@exemple.example>`,
    ...(place % 3 === 2 ? [`In-Reply-To: <${place - 1}@exemple.example>`] : []),
    'Content-Type: text/plain; charset=utf-8',
    '',
    `Bonjour,\r\n\r\nvoici le dossier ${place}.\r\n\r\n${'Il y manque une signature. '.repeat(place % 60)}`,
    '',
  ]
  return { raw: Buffer.from(lines.join('\r\n')), date }
}
