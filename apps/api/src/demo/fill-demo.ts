import { sql } from '@levee/db'
import type { Deps } from '../deps.ts'
import { changeConversation } from '../features/conversations/service.ts'
import { receiveOne } from '../features/intake/receive-message.ts'
import { instantOf } from './demo-time.ts'
import { foundTownHall, type TownHall } from './found-town-hall.ts'
import { liveMatter } from './live-matter.ts'
import { allMatters, rawMails } from './matters/matters.ts'
import type { RawMail } from './matter.ts'

/** Something that happened in the town hall, and when. */
type Event = { at: Date; happen: (deps: Deps) => Promise<void> }

const DAY = 86_400_000 // ms
const MINUTE = 60_000 // ms
/** Mail before it is history: imported as archive, without a number. */
const TRIAGED_DAYS = 75

/**
 * Lets three months of the town hall happen, in order, through the same intake and services that
 * serve everybody: only the clock is ours.
 * @param progress hears how many of how many events are done.
 */
export async function fillDemo(
  deps: Deps,
  smtpPort: number,
  progress: (done: number, total: number) => void,
): Promise<void> {
  const today = deps.now()
  const since = new Date(today.getTime() - TRIAGED_DAYS * DAY)
  const townHall = await foundTownHall(at(deps, since), { smtpPort, since })
  const events = [...mattersAsEvents(townHall, today), ...rawMailsAsEvents(townHall, today)]
  events.sort((one, other) => one.at.getTime() - other.at.getTime())
  for (const [index, event] of events.entries()) {
    await event.happen(at(deps, event.at))
    if (index % 50 === 0) progress(index, events.length)
  }
  await markOldAsRead(deps, new Date(today.getTime() - DAY))
  progress(events.length, events.length)
}

/** The same program at another time. What it would send later is sent at once, by the step itself. */
function at(deps: Deps, instant: Date): Deps {
  const { jobs } = deps
  return {
    ...deps,
    now: () => instant,
    jobs: {
      ...jobs,
      enqueue: async (tx, queue, data, options) => {
        if (queue !== 'send') await jobs.enqueue(tx, queue, data, options)
      },
    },
  }
}

function mattersAsEvents(townHall: TownHall, today: Date): Event[] {
  return allMatters().flatMap((matter) => {
    const live = liveMatter(townHall, matter, today)
    let earliest = new Date(0)
    return matter.steps.map((step): Event => {
      const planned = instantOf(step.at, today)
      const happens = new Date(Math.max(planned.getTime(), earliest.getTime()))
      earliest = new Date(happens.getTime() + MINUTE)
      return { at: happens, happen: (deps) => live.take(deps, step) }
    })
  })
}

function rawMailsAsEvents(townHall: TownHall, today: Date): Event[] {
  return rawMails.map(({ at: when, ...mail }) => {
    const date = instantOf(when, today)
    return { at: date, happen: (deps) => receiveRaw(deps, townHall, { ...mail, date }) }
  })
}

async function receiveRaw(
  deps: Deps,
  { mailboxes, viewers }: TownHall,
  { mailbox, raw, status, date }: Omit<RawMail, 'at'> & { date: Date },
): Promise<void> {
  const { conversationId } = await receiveOne(deps, mailboxes[mailbox].id, raw(date))
  if (!status) return
  const row = await deps.db.row<{ id: string; revision: number }>(sql`
    select id, revision from conversation where id = ${conversationId}`)
  if (!row) throw new Error('A mail that was received has no conversation.')
  await changeConversation(deps, viewers.nadia, { ...row, patch: { status } })
}

/** Everybody has read what came before the last day, and their own matters. */
async function markOldAsRead({ db, now }: Deps, before: Date): Promise<void> {
  await db.run(sql`
    insert into conversation_read (user_id, conversation_id, read_at)
    select u.id, c.id, ${now()} from app_user u, conversation c
    where c.last_message_at < ${before} or c.status <> 'open'
    on conflict do nothing`)
}
