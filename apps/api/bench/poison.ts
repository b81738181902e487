import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { dovecotInstalled, startDovecot } from '@levee/mail/testing'
import { CORPORA } from './corpora.ts'
import { median, percentile, print } from './intake/print.ts'
import { type AdminCalls, connectMailbox, runLevee, setUpLevee } from './intake/running-levee.ts'
import { scratchPostgres } from './intake/scratch-postgres.ts'

const MAKER = join(CORPORA, '../tools/make-hostile.mjs')
const PATIENCE = 120_000 // ms for a letter to arrive
const POLL = 50 // ms between two requests of somebody who works meanwhile

/**
 * Delivers mail that is made to exhaust a reader to the real product, an ordinary letter after each,
 * while somebody works with the list and opens each hostile mail with its files. Growth is that of one
 * mail: from when it is delivered until the next is, or from when it is opened.
 * @param args a part of the names of the hostile mails; all when not said.
 */
export async function poison([part = '']: string[]): Promise<void> {
  if (!dovecotInstalled() || !existsSync(MAKER))
    throw new Error(`The benchmark needs Dovecot and ${MAKER}: set LEVEE_CORPORA.`)
  const postgres = await scratchPostgres()
  const mails = hostileMails(postgres.directory, part)
  const server = await startDovecot({ users: 1 })
  const databaseUrl = await postgres.database('poison')
  const levee = await runLevee(join(postgres.directory, 'data'), { DATABASE_URL: databaseUrl })
  try {
    const admin = await setUpLevee(levee)
    await connectMailbox(admin, server.account(1))
    await letterArrives(admin, 'before', () => server.deliver(1, letter('before')))
    const desk = startDesk(admin, levee.pid)
    const delays: number[] = []
    for (const { name, raw } of mails) {
      desk.begin(name)
      await server.deliver(1, raw)
      delays.push(await letterArrives(admin, name, () => server.deliver(1, letter(name))))
    }
    const shown = await openAll(admin, (subject) => desk.begin(subject))
    const { times, growth } = await desk.stop()
    print('poison', 'mails', mails.length)
    print('poison', 'shown', shown, { goal: mails.length * 2 + 1 })
    print('poison', 'othersDelayedMs', Math.max(...delays), {
      unit: 'ms',
      p50: median(delays),
      goal: 60_000,
    })
    print('poison', 'apiP95Ms', percentile(times, 0.95), {
      unit: 'ms',
      requests: times.length,
      worst: Math.max(...times),
      goal: 300,
    })
    print('poison', 'rssGrowthMb', growth.most, { unit: 'MB', mail: growth.name, goal: 300 })
    print('poison', 'rssGrowthOfAllMb', growth.ofAll, { unit: 'MB' })
  } finally {
    await levee.stop()
    await server.stop()
    await postgres.stop()
  }
}

function hostileMails(directory: string, part: string): { name: string; raw: Buffer }[] {
  const folder = join(directory, 'hostile')
  mkdirSync(folder)
  execFileSync(process.execPath, [MAKER, folder])
  return readdirSync(folder)
    .filter((name) => name.includes(part))
    .map((name) => ({ name, raw: readFileSync(join(folder, name)) }))
}

function letter(subject: string): Buffer {
  return Buffer.from(
    `From: Jeanne <jeanne@courriel.example>\r\nSubject: Letter after ${subject}\r\nMessage-ID: <${subject}@courriel.example>\r\n\r\nBonjour\r\n`,
  )
}

type Listed = { items: { id: string; subject: string }[]; nextCursor: string | null }

async function listed(answer: Response): Promise<Listed> {
  const page: Listed = JSON.parse(await answer.text())
  return page
}

type Opened = { messages: { id: string; attachments: { index: number }[] }[] }

async function messagesOf(answer: Response): Promise<Opened['messages']> {
  const { messages }: Opened = JSON.parse(await answer.text())
  return messages
}

/** @returns ms until a letter is in the list. */
async function letterArrives(
  admin: AdminCalls,
  name: string,
  deliver: () => Promise<unknown>,
): Promise<number> {
  await deliver()
  const started = performance.now()
  while (performance.now() - started < PATIENCE) {
    const answer = await admin.get('/conversations?view=all&sort=receivedAt')
    const { items } = await listed(answer)
    if (items.some(({ subject }) => subject === `Letter after ${name}`))
      return performance.now() - started
    await sleep(POLL)
  }
  throw new Error(`The letter after ${name} has not arrived.`)
}

/** Opens every conversation, its HTML and its files as they are shown. @returns how many could be opened. */
async function openAll(admin: AdminCalls, begin: (subject: string) => void): Promise<number> {
  let shown = 0
  for (let cursor: string | null = ''; cursor !== null;) {
    const answer = await admin.get(`/conversations?view=all${cursor && `&cursor=${cursor}`}`)
    const page = await listed(answer)
    for (const { id, subject } of page.items) {
      begin(subject)
      const whole = await admin.get(`/conversations/${id}`)
      const messages = await messagesOf(whole)
      for (const message of messages) {
        const source = await admin.get(`/messages/${message.id}/source`)
        await admin.get(`/messages/${message.id}/html`)
        for (const { index } of message.attachments.slice(0, 3))
          await admin.get(`/messages/${message.id}/attachments/${index}/preview`)
        if (whole.ok && source.ok) shown++
      }
    }
    cursor = page.nextCursor
  }
  return shown
}

/** Somebody who works with the list, and what the server's memory does meanwhile. */
function startDesk(admin: AdminCalls, pid: number) {
  const times: number[] = []
  const before = memoryMb(pid)
  const growth = { name: '', most: 0, ofAll: 0 }
  let current = { name: '', from: before }
  const closing = new AbortController()
  const working = (async () => {
    while (!closing.signal.aborted) {
      const started = performance.now()
      await (await admin.get('/conversations?view=all')).text()
      await (await admin.get('/counts')).text()
      times.push((performance.now() - started) / 2)
      const used = memoryMb(pid)
      growth.ofAll = Math.max(growth.ofAll, used - before)
      const { name, from } = current
      if (used - from > growth.most) Object.assign(growth, { name, most: used - from })
      await sleep(POLL)
    }
  })()
  return {
    begin(name: string) {
      current = { name, from: memoryMb(pid) }
    },
    async stop() {
      closing.abort()
      await working
      return { times, growth }
    },
  }
}

function memoryMb(pid: number): number {
  const [, kilobytes = '0'] =
    /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) / 1024
}
