import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type Db, openDatabase, sql } from '@levee/db'
import { sendMessage } from '@levee/mail'
import { dovecotInstalled, startDovecot } from '@levee/mail/testing'
import { print } from './intake/print.ts'
import { type AdminCalls, runLevee, setUpLevee } from './intake/running-levee.ts'
import { scratchPostgres } from './intake/scratch-postgres.ts'
import {
  answerInTwoTabs,
  type AskedReply,
  connectSender,
  replyStates,
  type ReplyState,
} from './sending/desk.ts'
import { startFailingServer } from './sending/failing-server.ts'
import { startWorkers } from './sending/workers.ts'

const AT_ONCE = 4 // people who answer
const PATIENCE = 900_000 // ms for what is left, its second and third attempts too
const CONTROL = 60 // mails

/**
 * Sends replies through a server that fails at every stage, each written in two tabs and sent by a double
 * click, with two workers that are killed between the server's word and theirs. None may be lost, and none
 * sent twice but by a person who was told that nobody knows.
 * @param args how many replies, 1,000 when not said; how often the workers are killed, 40.
 */
export async function replies([count = '1000', kills = '40']: string[]): Promise<void> {
  if (!dovecotInstalled())
    throw new Error('The benchmark needs Dovecot: apt install dovecot-imapd.')
  const total = Number(count)
  const every = Math.max(1, Math.floor(total / Math.max(1, Number(kills))))
  const postgres = await scratchPostgres()
  const databaseUrl = await postgres.database('replies')
  const db = await openDatabase(databaseUrl, { max: 4 })
  const dovecot = await startDovecot({ users: 1 })
  const dataDir = join(postgres.directory, 'data')
  const api = await runLevee(dataDir, { DATABASE_URL: databaseUrl, LEVEE_ROLE: 'api' })
  const workers = await startWorkers(dataDir, databaseUrl)
  const server = await startFailingServer({
    file: (raw) => dovecot.deliver(1, raw, { folder: 'Sent' }),
    told: (n) => void (n % every === 0 && workers.kills() < Number(kills) && workers.kill()),
  })
  const sentFolder = (): Promise<string[]> => messageIdsIn(join(dovecot.maildir(1), '.Sent'))
  try {
    const admin = await setUpLevee(api)
    const mailboxId = await connectSender(admin, dovecot.account(1), server.port)
    const asked = await askAll({ admin, mailboxId }, total)
    const faultsUntil = Date.now() + PATIENCE / 3 // the last few try seldom
    await settled(db, () => {
      if (server.sessions() > total * 1.5 || Date.now() > faultsUntil) server.behave()
    })
    await lookIntoSent({ admin, mailboxId }, db)
    const unknown = await decide({ admin, db, server, asked })
    server.behave()
    await settled(db)
    await decide({ admin, db, server, asked }) // of whom the second attempt failed as well
    await settled(db)
    await report({ db, asked, server, unknown, inSent: await sentFolder(), kills: workers.kills() })
    await control()
  } finally {
    await workers.stop()
    await api.stop()
    await server.stop()
    await dovecot.stop()
    await db.close()
    await postgres.stop()
  }
}

async function askAll(
  desk: { admin: AdminCalls; mailboxId: string },
  total: number,
): Promise<AskedReply[]> {
  const asked: AskedReply[] = []
  let next = 0
  const person = async (): Promise<void> => {
    for (let place = next++; place < total; place = next++)
      asked.push(await answerInTwoTabs(desk, place))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, person))
  return asked
}

/** Waits until nothing is on its way any more. */
async function settled(db: Db, meanwhile: () => unknown = () => undefined): Promise<void> {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await delay(500)) {
    meanwhile()
    const row = await db.row<{ open: number }>(sql`
      select count(*)::int as open from message where state in ('queued', 'sending')`)
    const filing = await db.row<{ open: number }>(sql`
      select count(*)::int as open from message m join outgoing o on o.message_id = m.id
      where o.sent_at is not null and o.appended_at is null`)
    if (row?.open === 0 && filing?.open === 0) return
  }
}

/** A worker that was killed keeps its mailbox for up to a minute: until then nobody looks into Sent. */
async function lookIntoSent(
  { admin, mailboxId }: { admin: AdminCalls; mailboxId: string },
  db: Db,
): Promise<void> {
  await admin.post(`/mailboxes/${mailboxId}/sync`, {})
  for (const end = Date.now() + PATIENCE; Date.now() < end; await delay(500)) {
    const asked = await db.row(sql`
      select from mailbox where id = ${mailboxId} and sync_requested_at is not null`)
    if (!asked) return
  }
  throw new Error('The mailbox was not looked through.')
}

type Taker = { taken: { to: string[]; raw: Buffer }[] }
const timesTaken = ({ taken }: Taker, address: string): number =>
  taken.filter(({ to }) => to.includes(address)).length

/**
 * What a person does about those that failed: sends them again, but for those of which nobody knows and of
 * which the correspondent says that they came.
 */
async function decide({
  admin,
  db,
  server,
  asked,
}: {
  admin: AdminCalls
  db: Db
  server: Taker
  asked: AskedReply[]
}): Promise<ReplyState[]> {
  const addresses = new Map(asked.map(({ messageId, address }) => [messageId, address]))
  const unknown: ReplyState[] = []
  for (const reply of (await replyStates(db)).filter(({ state }) => state === 'failed')) {
    if (reply.isUncertain) unknown.push(reply)
    const came = timesTaken(server, addresses.get(reply.messageId) ?? '') > 0
    if (!reply.isUncertain || !came) await admin.ask(`/messages/${reply.messageId}/retry`, {})
  }
  return unknown
}

type Found = {
  db: Db
  asked: AskedReply[]
  server: Taker & { faults(): number; sessions(): number }
  unknown: ReplyState[]
  inSent: string[]
  kills: number
}

async function report({ db, asked, server, unknown, inSent, kills }: Found): Promise<void> {
  const states = new Map((await replyStates(db)).map((each) => [each.messageId, each]))
  const times = asked.map(({ address }) => timesTaken(server, address))
  const neverTaken = asked.filter((_, place) => times[place] === 0)
  const lost = neverTaken.length
  const saidSent = neverTaken.filter(
    ({ messageId }) => states.get(messageId)?.state === 'sent',
  ).length
  const silentDuplicates = times.filter((taken) => taken > 1).length
  const otherTabs = asked.filter(({ accepted }) => accepted !== 1).length
  const ids = asked.map(({ address }) => {
    const own = server.taken.filter(({ to }) => to.includes(address))
    return new Set(own.map(({ raw }) => messageIdOf(raw)))
  })
  const notShown = unknown.filter(({ isShown }) => !isShown).length
  const left = asked.filter(({ messageId }) => states.get(messageId)?.state !== 'sent')
  const unexplained = left.filter(({ messageId }) => !states.get(messageId)?.isUncertain).length
  const copies = new Map<string, number>()
  for (const id of inSent) copies.set(id, (copies.get(id) ?? 0) + 1)
  const sentOnes = asked.flatMap(({ messageId }, place) =>
    states.get(messageId)?.state === 'sent' ? [...(ids[place] ?? [])] : [],
  )
  const notOnceInSent = sentOnes.filter((id) => copies.get(id) !== 1).length
  const ofReplies = new Set(ids.flatMap((each) => [...each]))
  const taken = new Set(server.taken.map(({ raw }) => messageIdOf(raw)))
  const notices = inSent.filter((id) => taken.has(id) && !ofReplies.has(id)) // the server files them, too
  const strange = inSent.filter((id) => !sentOnes.includes(id) && !notices.includes(id))
  print('replies', 'replies', asked.length, {
    sessions: server.sessions(),
    faults: server.faults(),
    kills,
  })
  print('replies', 'lost', lost, { saidSent })
  print('replies', 'silentDuplicates', silentDuplicates, { otherTabs })
  print('replies', 'otherMessageIds', ids.filter((each) => each.size > 1).length)
  print('replies', 'unknown', unknown.length, { notShown, leftToAPerson: left.length, unexplained })
  print('replies', 'notOnceInSent', notOnceInSent, {
    inSent: inSent.length,
    notices: notices.length,
    strange: strange.length,
  })
  for (const each of left)
    if (strange.some((id) => ids[asked.indexOf(each)]?.has(id)))
      print('replies', 'inSentUnknown', 1, states.get(each.messageId))
  const bad = lost + silentDuplicates + otherTabs + notShown + unexplained + notOnceInSent
  if (bad + strange.length > 0) process.exitCode = 1
}

/** Whoever sends again until the server confirms it sends some twice: these faults can be seen. */
async function control(): Promise<void> {
  const server = await startFailingServer({ file: async () => undefined, told: () => undefined })
  const account = { host: '127.0.0.1', port: server.port, security: 'none' } as const
  for (let place = 0; place < CONTROL; place++) {
    const envelope = { from: 'a@levee.test', to: [`control-${place}@dest.example`] }
    const raw = Buffer.from(`Subject: ${place}\r\n\r\n${'Bonjour\r\n'.repeat(50)}`)
    for (let attempt = 0; attempt < 10; attempt++) {
      const options = { allowPrivateNetwork: true }
      const isSent = await sendMessage(account, envelope, raw, options).then(
        () => true,
        () => false,
      )
      if (isSent) break
    }
  }
  await server.stop()
  const duplicates = server.taken.length - new Set(server.taken.map(({ to }) => to[0])).size
  print('replies', 'duplicatesOfControl', duplicates)
  if (duplicates === 0) process.exitCode = 1
}

async function messageIdsIn(folder: string): Promise<string[]> {
  const found: string[] = []
  for (const part of ['cur', 'new']) {
    for (const name of await readdir(join(folder, part)).catch((): string[] => []))
      found.push(messageIdOf(await readFile(join(folder, part, name))))
  }
  return found
}

function messageIdOf(raw: Buffer): string {
  return /^Message-ID:\s*(<[^>]+>)/im.exec(raw.toString('latin1'))?.[1] ?? ''
}
