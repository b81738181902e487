import type { ConversationDetail } from '@levee/contract'
import type { Queryable } from '@levee/db'
import type { Deps } from '../../deps.ts'
import type { Viewer } from '../../http/viewer.ts'
import { timeline } from '../activity/service.ts'
import { messagesOf } from '../messages/service.ts'
import { accessConversation } from './access.ts'
import { listedConversation } from './listed-conversation.ts'
import { deliveriesOf, listedRows, referenceOf } from './queries.ts'

/** A conversation with its messages, notes, log, deadline and deliveries. */
export async function getConversation(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  viewer: Viewer,
  idOrReference: string,
): Promise<ConversationDetail> {
  const found = await accessConversation(db, viewer, idOrReference)
  const { id, claimsToAnswer } = found
  const [conversation, messages, entries, deliveries, claimed] = await Promise.all([
    listed(db, viewer, id, now()),
    messagesOf(db, id, viewer.locale),
    timeline(db, id),
    deliveriesOf(db, id),
    claimsToAnswer === null ? undefined : referenceOf(db, viewer, claimsToAnswer),
  ])
  return {
    ...conversation,
    messages,
    timeline: entries,
    deadlines: deadlinesOf(conversation, found.dueSetAt),
    deliveries: deliveries.map((delivery) => ({
      ...delivery,
      storedAt: delivery.storedAt.toISOString(),
      seenElsewhereAt: delivery.seenElsewhereAt?.toISOString() ?? null,
      answeredElsewhereAt: delivery.answeredElsewhereAt?.toISOString() ?? null,
    })),
    claimsToAnswer: claimed ?? null,
  }
}

/** A conversation as lists show it. */
export async function listed(
  tx: Queryable,
  viewer: Viewer,
  id: string,
  at: Date,
): Promise<ReturnType<typeof listedConversation>> {
  const [row] = await listedRows(tx, viewer, [id])
  if (!row) throw new Error(`The conversation ${id} has gone.`)
  return listedConversation(row, at)
}

const DEADLINE_STATE = {
  running: 'running',
  dueSoon: 'running',
  dueToday: 'running',
  overdue: 'missed',
  paused: 'paused',
  met: 'met',
} as const

/** The one date that can be set by hand, until policies give several. */
function deadlinesOf(
  { id, dueAt, dueState }: Pick<ConversationDetail, 'id' | 'dueAt' | 'dueState'>,
  setAt: Date | null,
): ConversationDetail['deadlines'] {
  if (dueAt === null || dueState === 'none') return []
  const state = DEADLINE_STATE[dueState]
  return [{ id, kind: 'resolution', dueAt, state, setAt: setAt?.toISOString() ?? null }]
}
