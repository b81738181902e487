import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Db, openDatabase } from '@levee/db'
import { percentile, print } from './intake/print.ts'
import { runLevee } from './intake/running-levee.ts'
import { benchPostgres } from './reading/bench-postgres.ts'
import { Browser } from './together/browser.ts'
import { beat, triage, type Work } from './together/colleague.ts'
import { type Inbox, oneInbox } from './together/inbox.ts'
import { type Accepted, lostUpdates, nothingYet, wrongCounts } from './together/record.ts'

const MAILS = 10_000
const COALESCES = 250 // ms for which a browser waits for more news before it fetches
const GOALS = { eventP95Ms: 500, apiP95Ms: 150 }

/**
 * People triage one inbox of 10,000 through real sessions and event streams: whether everything that was accepted is
 * there at the end, and how long colleagues wait to see it.
 * @param args how many people, 50 when not said; for how many seconds, 30 when not said (the goal is for 300).
 */
export async function teamwork([people = '50', seconds = '30']: string[]): Promise<void> {
  const postgres = await benchPostgres()
  const dataDir = await mkdtemp(join(tmpdir(), 'levee-bench-data-'))
  try {
    const { url: databaseUrl } = await postgres.copied(MAILS)
    const db = await openDatabase(databaseUrl, { max: 2 })
    const inbox = await oneInbox(db, Number(people))
    const levee = await runLevee(dataDir, { DATABASE_URL: databaseUrl })
    try {
      await work({ db, inbox, url: levee.url, seconds: Number(seconds) })
    } finally {
      await levee.stop()
      await db.close()
    }
  } finally {
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

type Desk = { db: Db; inbox: Inbox; url: string; seconds: number }

async function work({ db, inbox, url, seconds }: Desk): Promise<void> {
  const accepted = nothingYet()
  const browsers = inbox.colleagues.map(({ cookie }) => new Browser(url, cookie))
  await Promise.all(browsers.map((browser) => browser.listen()))
  const screens = new Screens(browsers)
  const until = performance.now() + seconds * 1_000
  const works = inbox.colleagues.flatMap((me, index): Work[] => {
    const browser = browsers[index]
    return browser ? [{ inbox, me, browser, until, accepted, watch: screens.watch }] : []
  })
  await Promise.all([...works.map(triage), ...works.map(beat)])
  await screens.settled()
  const took = browsers.flatMap((browser) => browser.took)
  const wrong = await wrongAtEnd({ db, inbox, accepted, browsers })
  const more = { people: browsers.length, seconds, mails: MAILS }
  print('teamwork', 'lostUpdates', await lostUpdates(db, accepted), {
    ...more,
    goal: 0,
    changes: accepted.changes.length,
    notes: accepted.notes.length,
    replies: accepted.replies.length,
    refusedAsStale: accepted.conflicts,
  })
  print('teamwork', 'wrongCounts', wrong.counts, { ...more, goal: 0 })
  print('teamwork', 'wrongPresence', wrong.presence, { ...more, goal: 0 })
  print('teamwork', 'unseenUpdates', screens.unseen, { goal: 0, watched: screens.heard.length })
  print(
    'teamwork',
    'cutStreams',
    browsers.reduce((sum, { cuts }) => sum + cuts, 0),
    { goal: 0 },
  )
  print('teamwork', 'eventP95Ms', percentile(screens.seen, 0.95), {
    unit: 'ms',
    goal: GOALS.eventP95Ms,
    heardP95Ms: Math.round(percentile(screens.heard, 0.95)),
    coalescedForMs: COALESCES,
  })
  print('teamwork', 'apiP95Ms', percentile(took, 0.95), {
    unit: 'ms',
    goal: GOALS.apiP95Ms,
    requests: took.length,
    p50Ms: Math.round(percentile(took, 0.5)),
  })
}

/** Watches changes arrive on the screen of a colleague, from the moment at which they were sent. */
class Screens {
  /** How long until the stream told of it; until it was fetched, as a browser does it. In ms. */
  readonly heard: number[] = []
  readonly seen: number[] = []
  unseen = 0
  readonly #browsers: readonly Browser[]
  readonly #latest: Map<string, number>[]
  readonly #watching = new Set<Promise<void>>()

  constructor(browsers: readonly Browser[]) {
    this.#browsers = browsers
    this.#latest = browsers.map(() => new Map())
    for (const [index, browser] of browsers.entries())
      browser.onUpdated = (id, revision) => {
        this.#latest[index]?.set(`${id} ${revision}`, performance.now())
      }
  }

  watch = (id: string, revision: number, sentAt: number): void => {
    const watched = this.#watch(id, revision, sentAt)
    this.#watching.add(watched)
    void watched.finally(() => this.#watching.delete(watched))
  }

  async settled(): Promise<void> {
    await Promise.all(this.#watching)
  }

  async #watch(id: string, revision: number, sentAt: number): Promise<void> {
    const index = Math.floor(Math.random() * this.#browsers.length)
    const key = `${id} ${revision}`
    const heardAt = await this.#hears(index, key)
    if (heardAt === undefined) return void this.unseen++
    this.heard.push(heardAt - sentAt)
    await sleep(Math.max(0, heardAt + COALESCES - performance.now()))
    const answer = await this.#browsers[index]?.send('GET', `/conversations/${id}`)
    const { revision: shown } = Object(answer?.body)
    if (!(shown >= revision)) this.unseen++
    else this.seen.push(performance.now() - sentAt)
  }

  /** When it was heard; undefined when it was not for five seconds. */
  async #hears(index: number, key: string): Promise<number | undefined> {
    const patience = performance.now() + 5_000
    while (performance.now() < patience) {
      const at = this.#latest[index]?.get(key)
      if (at !== undefined) return at
      await sleep(5)
    }
    return undefined
  }
}

type End = { db: Db; inbox: Inbox; accepted: Accepted; browsers: readonly Browser[] }

/** What colleagues are told at the end and is not so: counts of views, and who is where. */
async function wrongAtEnd(end: End): Promise<{ counts: number; presence: number }> {
  const { db, inbox, accepted, browsers } = end
  let counts = 0
  for (const [index, { id: userId }] of inbox.colleagues.entries()) {
    const place = accepted.places.get(userId)
    const path = `/conversations/${place?.conversationId}/presence`
    if (place) await browsers[index]?.send('POST', path, { state: place.state, tab: userId })
    const { mailboxId } = inbox
    const answer = await browsers[index]?.send('GET', '/counts')
    counts += await wrongCounts(db, Object(answer?.body), { userId, mailboxId })
  }
  const answer = await browsers[0]?.send('GET', '/presence')
  const { items } = Object(answer?.body)
  const told = new Set(
    (Array.isArray(items) ? items : []).map(({ userId, conversationId, state }) =>
      [userId, conversationId, state].join(' '),
    ),
  )
  const real = [...accepted.places].map(([userId, { conversationId, state }]) =>
    [userId, conversationId, state].join(' '),
  )
  const missing = real.filter((place) => !told.delete(place)).length
  return { counts, presence: missing + told.size }
}
