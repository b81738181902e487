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

/** Passes news from the database to the browsers that may hear them. */
export type EventHub = {
  open(): Promise<void>
  add(stream: Omit<Stream, 'counts'> & { lastEventId: string | undefined }): void
  close(): Promise<void>
}

/** Stands for every user in a notification of changed access. */
export const EVERYBODY = '*'

const REMEMBERED = 2_000 // events: some minutes of a busy desk, for those who come back
const HEARTBEAT = 20_000 // ms; proxies cut connections that are silent for 30 to 60 s
const BEATS_PER_LOOK = 6 // sessions also end by themselves: that is noticed within two minutes
const COUNTS_DELAY = 250 // ms in which several changes become one `counts`
const UNREAD_LIMIT = 1_000_000 // bytes; a browser that does not read is let go, and resumes later

/** Hears the database on one connection, whatever the number of browsers. */
export function createEventHub({ db, now, log }: Deps): EventHub {
  const streams = new Set<Stream>()
  const stops: (() => Promise<void>)[] = []
  let heartbeat: NodeJS.Timeout | undefined
  let beats = 0
  let epoch = randomBytes(6).toString('hex')
  let count = 0
  let remembered: { number: number; event: LiveEvent }[] = []

  const idOf = (number: number): string => `${epoch}-${number}`

  function hear(payload: string): void {
    const event: LiveEvent = JSON.parse(payload)
    if (event.type !== 'counts') {
      remembered.push({ number: ++count, event })
      if (remembered.length > REMEMBERED) remembered = remembered.slice(-REMEMBERED / 2)
    }
    for (const stream of streams) tell(stream, event, count)
  }

  function tell(stream: Stream, event: LiveEvent, number: number): void {
    if (!concerns(event, stream.viewer)) return
    if (event.type !== 'counts') write(stream, `id: ${idOf(number)}\n${blockOf(event)}`)
    if (event.type === 'mailbox.state') return
    stream.counts ??= setTimeout(() => {
      delete stream.counts
      write(stream, blockOf({ type: 'counts' }))
    }, COUNTS_DELAY)
  }

  function write(stream: Stream, text: string): void {
    if (!streams.has(stream)) return
    if (stream.response.writableLength > UNREAD_LIMIT) end(stream)
    else stream.response.write(text)
  }

  function end(stream: Stream): void {
    clearTimeout(stream.counts)
    streams.delete(stream)
    stream.response.end()
  }

  /** After notifications were missed nobody can resume: everybody fetches again. */
  function startOver(): void {
    epoch = randomBytes(6).toString('hex')
    count = 0
    remembered = []
    for (const stream of streams) write(stream, resetBlock())
  }

  const resetBlock = (): string => `id: ${idOf(count)}\n${blockOf({ type: 'reset' })}`

  async function lookAgain(stream: Stream): Promise<void> {
    const viewer = await findViewer(db, stream.credential, now(), 'look')
    if (!viewer) return end(stream)
    const before = sightOf(stream.viewer)
    stream.viewer = viewer
    if (sightOf(viewer) !== before) write(stream, resetBlock())
  }

  async function lookAgainAt(which: (stream: Stream) => boolean): Promise<void> {
    try {
      await Promise.all([...streams].filter(which).map(lookAgain))
    } catch (error) {
      // who cannot be identified hears no more; the browser comes back and asks again
      log.warn({ err: error }, 'Streams were ended: their viewers could not be looked up.')
      for (const stream of [...streams].filter(which)) end(stream)
    }
  }

  function missedSince(lastEventId: string): LiveEvent[] | undefined {
    const number = Number(lastEventId.slice(epoch.length + 1))
    if (!lastEventId.startsWith(`${epoch}-`) || !Number.isInteger(number)) return undefined
    const oldest = remembered[0]?.number ?? count + 1
    if (number > count || number < oldest - 1) return undefined
    return remembered.filter((each) => each.number > number).map((each) => each.event)
  }

  return {
    async open() {
      stops.push(await db.listen('levee', hear, startOver))
      const listenAgain = (userId: string): void =>
        void lookAgainAt((stream) => userId === EVERYBODY || stream.viewer.id === userId)
      stops.push(await db.listen('levee_access', listenAgain))
      heartbeat = setInterval(() => {
        for (const stream of streams) write(stream, ': still here\n\n')
        if (++beats % BEATS_PER_LOOK === 0) void lookAgainAt(() => true)
      }, HEARTBEAT)
      heartbeat.unref()
    },
    add({ lastEventId, ...stream }) {
      streams.add(stream)
      stream.response.on('close', () => end(stream))
      write(stream, 'retry: 1000\n')
      const missed = lastEventId === undefined ? [] : missedSince(lastEventId)
      if (!missed) return write(stream, resetBlock())
      write(stream, `id: ${idOf(count - missed.length)}\n\n`)
      for (const [index, event] of missed.entries())
        tell(stream, event, count - missed.length + index + 1)
    },
    async close() {
      clearInterval(heartbeat)
      for (const stream of streams) end(stream)
      await Promise.all(stops.splice(0).map((stop) => stop()))
    },
  }
}

function concerns(event: LiveEvent, viewer: Viewer): boolean {
  if (event.type === 'counts' || event.type === 'reset') return true
  if (may(viewer.role, 'seeEveryMailbox')) return true
  if (event.type === 'mailbox.state') return viewer.mailboxIds.includes(event.mailboxId)
  return event.mailboxIds.some((id) => viewer.mailboxIds.includes(id))
}

/** Everything that decides what a viewer may see. */
function sightOf({ role, mailboxIds, teamIds }: Viewer): string {
  return JSON.stringify([role, mailboxIds, teamIds])
}

function blockOf({ type, ...data }: LiveEvent): string {
  return `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`
}
