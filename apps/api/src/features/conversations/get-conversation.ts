import type { Conversation, ConversationDetail } from '@levee/contract'
import type { Queryable } from '@levee/db'
import type { Deps } from '../../deps.ts'
import type { Viewer } from '../../http/viewer.ts'
import { timeline } from '../activity/service.ts'
import { explainDeadlines } from '../deadlines/service.ts'
import { linksOf } from '../links/access.ts'
import { messagesOf } from '../messages/service.ts'
import { accessConversation } from './access.ts'
import { listedConversations } from './listed-conversation.ts'
import { deliveriesOf, listedRows, referenceOf } from './queries.ts'

/** A conversation with its messages, notes, log, deadline and deliveries. */
export async function getConversation(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  viewer: Viewer,
  idOrReference: string,
): Promise<ConversationDetail> {
  const found = await accessConversation(db, viewer, idOrReference)
  const { id, claimsToAnswer } = found
  const [conversation, messages, entries, deliveries, deadlines, links, claimed] =
    await Promise.all([
      listed(db, viewer, id, now()),
      messagesOf(db, id, viewer.locale),
      timeline(db, id),
      deliveriesOf(db, id),
      explainDeadlines({ db, now }, id),
      linksOf(db, viewer, id),
      claimsToAnswer === null ? undefined : referenceOf(db, viewer, claimsToAnswer),
    ])
  return {
    ...conversation,
    messages,
    timeline: entries,
    deadlines,
    links,
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
): Promise<Conversation> {
  const rows = await listedRows(tx, viewer, [id])
  const [conversation] = await listedConversations(tx, rows, at)
  if (!conversation) throw new Error(`The conversation ${id} has gone.`)
  return conversation
}
