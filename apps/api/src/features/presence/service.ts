import { type Presence, type PresenceState, presenceEnds } from '@levee/contract'
import { inTransaction, type Tx } from '@levee/db'
import type { Deps } from '../../deps.ts'
import { announceAll } from '../../http/events.ts'
import type { Viewer } from '../../http/viewer.ts'
import { accessConversation } from '../conversations/access.ts'
import {
  deleteEnded,
  enter,
  hasEnded,
  leave,
  mailboxesOf,
  presenceOf,
  presentPeople,
  prolong,
} from './queries.ts'

type Clocked = Pick<Deps, 'db' | 'now'>

/** Who is where, of what the viewer may see. */
export async function listPresence({ db, now }: Clocked, viewer: Viewer): Promise<Presence[]> {
  return presentPeople(db, viewer, lastMoment(now()))
}

/** Notes what the viewer does with a conversation, and tells the others when that is new. */
export async function showPresence(
  { db, now: clock }: Clocked,
  viewer: Viewer,
  { id, state, tab = '' }: { id: string; state: PresenceState | 'gone'; tab?: string | undefined },
): Promise<void> {
  const conversation = await accessConversation(db, viewer, id)
  const window = { userId: viewer.id, tab, conversationId: conversation.id }
  const now = clock()
  const since = lastMoment(now)
  if (state !== 'gone' && (await prolong(db, window, { state, now, since }))) return
  await inTransaction(db, async (tx) => {
    const before = await presenceOf(tx, [viewer.id], since)
    await (state === 'gone' ? leave(tx, window) : enter(tx, window, { state, now }))
    await tellChanges(tx, before, await presenceOf(tx, [viewer.id], since))
  })
}

/** Tells of windows that gave no sign of life for some seconds: their tab, browser or computer died. */
export async function endPresence({ db, now }: Clocked): Promise<void> {
  const since = lastMoment(now())
  if (!(await hasEnded(db, since))) return // as nearly always: nothing is locked for it
  await inTransaction(db, async (tx) => {
    const ended = await deleteEnded(tx, since)
    if (ended.length === 0) return
    const left = await presenceOf(tx, [...new Set(ended.map(({ userId }) => userId))], since)
    const ofThose = left.filter((one) => ended.some((other) => isSamePlace(one, other)))
    await tellChanges(tx, ended, ofThose)
  })
}

/** Before it, a sign of life is too old. */
function lastMoment(now: Date): Date {
  return new Date(now.getTime() - presenceEnds * 1_000)
}

async function tellChanges(
  tx: Tx,
  before: readonly Presence[],
  after: readonly Presence[],
): Promise<void> {
  const changed = after.filter(
    (one) => !before.some((other) => isSamePlace(one, other) && one.state === other.state),
  )
  const gone = before.filter((one) => !after.some((other) => isSamePlace(one, other)))
  const events = [...changed, ...gone.map((one) => ({ ...one, state: 'gone' as const }))]
  const mailboxes = await mailboxesOf(
    tx,
    events.map(({ conversationId }) => conversationId),
  )
  await announceAll(
    tx,
    events.map((event) => ({
      type: 'presence',
      ...event,
      mailboxIds: mailboxes.get(event.conversationId) ?? [],
    })),
  )
}

function isSamePlace(one: Presence, other: Presence): boolean {
  return one.userId === other.userId && one.conversationId === other.conversationId
}
