import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Db, openDatabase, sql } from '@levee/db'
import { connectImap, fetchRaw, type ImapAccount, openFolder } from '@levee/mail'
import { dovecotInstalled, startDovecot } from '@levee/mail/testing'
import { print } from './intake/print.ts'
import { type AdminCalls, connectMailbox, runLevee, setUpLevee } from './intake/running-levee.ts'
import { scratchPostgres } from './intake/scratch-postgres.ts'

/** Where the messages are that the long checks deliver. */
export const CORPORA =
  process.env['LEVEE_CORPORA'] ?? join(import.meta.dirname, '../../../../shared/corpora')

/**
 * Delivers every message of the corpora into folders of a real Dovecot, a folder for each corpus,
 * and checks what Levee made of them: all of them are there, and each source is what the server gives.
 * @param args a part of the names of the corpora to take; all when not said. And how many of each.
 */
export async function corpora([part = '', most = 'Infinity']: string[]): Promise<void> {
  if (!dovecotInstalled())
    throw new Error('The benchmark needs Dovecot: apt install dovecot-imapd.')
  if (!existsSync(CORPORA))
    throw new Error(`There are no corpora at ${CORPORA}: set LEVEE_CORPORA.`)
  const postgres = await scratchPostgres()
  const server = await startDovecot({ users: 1 })
  const databaseUrl = await postgres.database('corpora')
  const levee = await runLevee(join(postgres.directory, 'data'), { DATABASE_URL: databaseUrl })
  const db = await openDatabase(databaseUrl, { max: 2 })
  try {
    const folders = await deliverAll(server, { part, most: Number(most) })
    const admin = await setUpLevee(levee)
    await connectMailbox(admin, server.account(1), { folders, triageSince: '2020-01-01' })
    const started = performance.now()
    while (!(await isInStep(db, folders.length))) await new Promise((r) => setTimeout(r, 100))
    print('corpora', 'importMs', performance.now() - started, { unit: 'ms' })
    await compare(db, admin, { account: server.account(1), folders })
  } finally {
    await db.close()
    await levee.stop()
    await server.stop()
    await postgres.stop()
  }
}

type Chosen = { part: string; most: number }

async function deliverAll(
  server: Awaited<ReturnType<typeof startDovecot>>,
  { part, most }: Chosen,
): Promise<string[]> {
  const folders: string[] = []
  let delivered = 0
  for (const name of await readdir(CORPORA)) {
    const description = join(CORPORA, name, 'corpus.json')
    if (!name.includes(part) || !existsSync(description)) continue
    const { messages }: { messages?: string } = JSON.parse(await readFile(description, 'utf8'))
    if (!messages) continue
    const files = await filesBelow(join(CORPORA, name), new RegExp(messages))
    for (const file of files.slice(0, most)) {
      await server.deliver(1, await readFile(join(CORPORA, name, file)), { folder: name })
      delivered++
    }
    if (files.length > 0) folders.push(name)
  }
  print('corpora', 'delivered', delivered)
  return folders
}

async function filesBelow(directory: string, pattern: RegExp): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && !['corpus.json', 'README.md'].includes(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .filter((path) => pattern.test(path))
    .toSorted((a, b) => a.localeCompare(b))
}

async function isInStep(db: Db, folders: number): Promise<boolean> {
  const row = await db.row<{ failed: string | null; done: boolean }>(sql`
    select last_error as failed, state = 'idle' and last_sync_at is not null
      and (select count(*) from folder where next_uid > 1) = ${folders}::int as done from mailbox`)
  if (row?.failed) throw new Error(`The import failed: ${row.failed}`)
  return row?.done ?? false
}

type Held = { messageId: string; raw: string; isOwn: boolean; fate: string }

/** Reads every message again by a bare FETCH and compares it with what Levee gives. */
async function compare(
  db: Db,
  admin: AdminCalls,
  { account, folders }: { account: ImapAccount; folders: string[] },
): Promise<void> {
  const count = { server: 0, missing: 0, different: 0, copies: 0, quarantined: 0, crashes: 0 }
  const connection = await connectImap(account, { allowPrivateNetwork: true })
  for (const path of folders) {
    const opened = await openFolder(connection, path, { readOnly: true })
    const held = await heldIn(db, path)
    count.server += opened.exists
    const uids = [...held.keys()]
    const unheld = opened.exists - uids.length
    if (unheld !== 0) print('corpora', 'uncounted', unheld, { folder: path })
    count.missing += Math.max(0, unheld)
    for await (const { uid, raw } of fetchRaw(connection, uids)) {
      const found = held.get(uid)
      if (!found) continue
      if (found.fate === 'quarantined') count.quarantined++
      const sha256 = sha256Of(raw)
      if (found.raw !== sha256) count.different++
      else if (!found.isOwn) count.copies++
      else if (!(await isSource(admin, found.messageId, sha256))) {
        count.different++
        print('corpora', 'differentSource', uid, { folder: path, messageId: found.messageId })
      }
      if (!(await admin.get(`/messages/${found.messageId}`)).ok) count.crashes++
    }
  }
  await connection.close()
  for (const [metric, value] of Object.entries(count)) print('corpora', metric, value)
  if (count.missing + count.different + count.crashes > 0) process.exitCode = 1
}

async function heldIn(db: Db, path: string): Promise<Map<number, Held>> {
  const rows = await db.rows<Held & { uid: number }>(sql`
    select d.uid, d.message_id as "messageId", d.raw_sha256 as raw, d.fate,
      d.raw_sha256 = m.raw_sha256 as "isOwn"
    from delivery d join folder f on f.id = d.folder_id join message m on m.id = d.message_id
    where f.path = ${path} and d.fate not in ('moved', 'gone')`)
  return new Map(rows.map(({ uid, ...held }) => [uid, held]))
}

async function isSource(admin: AdminCalls, messageId: string, sha256: string): Promise<boolean> {
  const answer = await admin.get(`/messages/${messageId}/source`)
  return answer.ok && sha256Of(Buffer.from(await answer.arrayBuffer())) === sha256
}

function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
