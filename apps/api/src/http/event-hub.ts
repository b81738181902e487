import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { LiveEvent } from '@levee/contract'
import { may } from '@levee/domain'
import type { Deps } from '../deps.ts'
import { type Credential, findViewer, type Viewer } from './viewer.ts'

/** One browser that listens. */
type Stream = {
  viewer: Viewer
  credential: Credential
  response: ServerResponse
  counts?: NodeJS.Timeout
}

const WITHOUT_COUNTS: ReadonlySet<LiveEvent['type']> = new Set([
  'mailbox.state',
  'rules.progress',
  'notices',
  'draft',
  'presence',
])

/** Stands for every user in a notification of changed access. */
export const EVERYBODY = '*'

const REMEMBERED = 2_000 // events: some minutes of a busy desk, for those who come back
const HEARTBEAT = 20_000 // ms; proxies cut connections that are silent for 30 to 60 s
const BEATS_PER_LOOK = 6 // sessions also end by themselves: that is noticed within two minutes
const COUNTS_DELAY = 250 // ms in which several changes become one `counts`
const UNREAD_LIMIT = 1_000_000 // bytes; a browser that does not read is let go, and resumes later

/**
 * Passes news from the database to the browsers that may hear them. It hears the database on one
 * connection, whatever the number of browsers, and remembers enough for those who come back.
 */
export class EventHub {
  readonly #deps: Pick<Deps, 'db' | 'now' | 'log'>
  readonly #streams = new Set<Stream>()
  #stops: (() => Promise<void>)[] = []
  #heartbeat: NodeJS.Timeout | undefined
  #beats = 0
  /** Tells this run's numbers from those of another process, or from before news were missed. */
  #epoch = newEpoch()
  #count = 0
  #remembered: { number: number; event: LiveEvent }[] = []

  constructor(deps: Pick<Deps, 'db' | 'now' | 'log'>) {
    this.#deps = deps
  }

  async open(): Promise<void> {
    const { db } = this.#deps
    this.#stops = [
      await db.listen(
        'levee',
        (payload) => this.#hear(JSON.parse(payload)),
        () => this.#startOver(),
      ),
      await db.listen('levee_access', (id) => {
        void this.#lookAgainAt(({ viewer }) => id === EVERYBODY || viewer.id === id)
      }),
    ]
    this.#heartbeat = setInterval(() => this.#beat(), HEARTBEAT)
    this.#heartbeat.unref()
  }

  /** Begins a stream, with what was missed since `lastEventId` when that is still known. */
  add({
    lastEventId,
    ...given
  }: Omit<Stream, 'counts'> & { lastEventId: string | undefined }): void {
    const stream: Stream = given
    this.#streams.add(stream)
    stream.response.on('close', () => this.#end(stream))
    this.#write(stream, 'retry: 1000\n') // ms
    const missed = lastEventId === undefined ? [] : this.#missedSince(lastEventId)
    if (!missed) return this.#reset(stream)
    const since = this.#count - missed.length
    this.#write(stream, `id: ${this.#epoch}-${since}\n\n`)
    for (const [index, event] of missed.entries()) this.#tell(stream, event, since + index + 1)
  }

  async close(): Promise<void> {
    clearInterval(this.#heartbeat)
    for (const stream of this.#streams) this.#end(stream)
    await Promise.all(this.#stops.splice(0).map((stop) => stop()))
  }

  #hear(event: LiveEvent): void {
    if (event.type !== 'counts') {
      this.#remembered.push({ number: ++this.#count, event })
      if (this.#remembered.length > REMEMBERED)
        this.#remembered = this.#remembered.slice(-REMEMBERED / 2)
    }
    for (const stream of this.#streams) this.#tell(stream, event, this.#count)
  }

  #tell(stream: Stream, event: LiveEvent, number: number): void {
    if (!concerns(event, stream.viewer)) return
    if (event.type !== 'counts')
      this.#write(stream, `id: ${this.#epoch}-${number}\n${blockOf(event)}`)
    if (!changesCounts(event)) return
    stream.counts ??= setTimeout(() => {
      delete stream.counts
      this.#write(stream, blockOf({ type: 'counts' }))
    }, COUNTS_DELAY)
  }

  #write(stream: Stream, text: string): void {
    if (!this.#streams.has(stream)) return
    if (stream.response.writableLength > UNREAD_LIMIT) this.#end(stream)
    else stream.response.write(text)
  }

  #end(stream: Stream): void {
    clearTimeout(stream.counts)
    this.#streams.delete(stream)
    stream.response.end()
  }

  #reset(stream: Stream): void {
    this.#write(stream, `id: ${this.#epoch}-${this.#count}\n${blockOf({ type: 'reset' })}`)
  }

  /** Notifications were missed: nobody can resume, everybody fetches again. */
  #startOver(): void {
    this.#epoch = newEpoch()
    this.#count = 0
    this.#remembered = []
    for (const stream of this.#streams) this.#reset(stream)
  }

  #beat(): void {
    for (const stream of this.#streams) this.#write(stream, ': still here\n\n')
    if (++this.#beats % BEATS_PER_LOOK === 0) void this.#lookAgainAt(() => true)
  }

  async #lookAgainAt(which: (stream: Stream) => boolean): Promise<void> {
    try {
      const streams = [...this.#streams].filter(which)
      await Promise.all(streams.map((stream) => this.#lookAgain(stream)))
    } catch (error) {
      // who cannot be identified hears no more; the browser comes back and is asked who it is
      this.#deps.log.warn({ err: error }, 'Streams were ended: their viewers are not known.')
      for (const stream of [...this.#streams].filter(which)) this.#end(stream)
    }
  }

  async #lookAgain(stream: Stream): Promise<void> {
    const { db, now } = this.#deps
    const viewer = await findViewer(db, stream.credential, now(), 'look')
    if (!viewer) return this.#end(stream)
    const before = sightOf(stream.viewer)
    stream.viewer = viewer
    if (sightOf(viewer) !== before) this.#reset(stream)
  }

  #missedSince(lastEventId: string): LiveEvent[] | undefined {
    const number = Number(lastEventId.slice(this.#epoch.length + 1))
    if (!lastEventId.startsWith(`${this.#epoch}-`) || !Number.isInteger(number)) return undefined
    const oldest = this.#remembered[0]?.number ?? this.#count + 1
    if (number > this.#count || number < oldest - 1) return undefined
    return this.#remembered.filter((each) => each.number > number).map((each) => each.event)
  }
}

function newEpoch(): string {
  return randomBytes(6).toString('hex')
}

function concerns(event: LiveEvent, viewer: Viewer): boolean {
  if (event.type === 'counts' || event.type === 'reset') return true
  if (event.type === 'notification') return event.userId === viewer.id
  if (may(viewer.role, 'seeEveryMailbox')) return true
  if (event.type === 'rules.progress' || event.type === 'notices') return false
  if (event.type === 'mailbox.state') return viewer.mailboxIds.includes(event.mailboxId)
  return event.mailboxIds.some((id) => viewer.mailboxIds.includes(id))
}

/** Whether the navigation may show another number after it. */
function changesCounts({ type }: LiveEvent): boolean {
  return !WITHOUT_COUNTS.has(type)
}

/** Everything that decides what a viewer may see. */
function sightOf({ role, mailboxIds, teamIds }: Viewer): string {
  return JSON.stringify([role, mailboxIds, teamIds])
}

function blockOf({ type, ...data }: LiveEvent): string {
  return `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`
}
