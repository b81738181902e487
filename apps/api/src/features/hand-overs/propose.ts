import type { Absence, HandedOver, HandOverItem } from '@levee/contract'
import type { Queryable } from '@levee/db'
import { proposeHandOver } from '@levee/domain'
import type { Viewer } from '../../http/viewer.ts'
import { awayToday } from '../absences/service.ts'
import { weightsOf, workloads } from '../assignment/access.ts'
import { listedByIds } from '../conversations/service.ts'
import { handedOver, heldBy, peopleOf } from './queries.ts'

const MOST_LISTED = 500

type People = Awaited<ReturnType<typeof peopleOf>>

/** What somebody has on the desk, and to whom each could go on the first day that they are away. */
export async function proposals(
  db: Queryable,
  viewer: Viewer,
  { absence, now }: { absence: Absence; now: Date },
): Promise<{ items: HandOverItem[]; more: number }> {
  const { ids, total } = await heldBy(db, viewer, { userId: absence.userId, limit: MOST_LISTED })
  const conversations = await listedByIds(db, viewer, { ids, now })
  const first = new Date(`${absence.from}T12:00:00Z`)
  const day = first > now ? first : now
  const away = new Map([[absence.userId, absence.substituteId], ...(await awayToday(db, day))])
  const people = new Map<string, People>()
  for (const { mailboxIds, teamId } of conversations) {
    const key = keyOf({ mailboxIds, teamId })
    if (!people.has(key)) people.set(key, await peopleOf(db, { mailboxIds, teamId }))
  }
  const weights = await weightsOf(db, ids, now)
  const held = conversations.map((conversation) => {
    const there = (people.get(keyOf(conversation)) ?? []).filter(({ id }) => !away.has(id))
    return {
      id: conversation.id,
      weight: weights.get(conversation.id) ?? 1,
      eligibleIds: there.map(({ id }) => id),
      mateIds: there.filter(({ isMate }) => isMate).map(({ id }) => id),
    }
  })
  const mates = [...new Set(held.flatMap(({ mateIds }) => mateIds))]
  const works = await workloads(db, mates, now)
  const proposed = proposeHandOver(absence.userId, held, { away, works })
  const items = conversations.map((conversation, index) => ({
    conversation,
    proposedId: proposed[index]?.proposedId ?? null,
    why: proposed[index]?.why ?? ('nobody' as const),
    eligibleIds: [...(held[index]?.eligibleIds ?? [])],
  }))
  return { items, more: total - ids.length }
}

/** What was given away in an absence, and what happened to it since. */
export async function whatHappened(
  db: Queryable,
  viewer: Viewer,
  { absence, now }: { absence: Absence; now: Date },
): Promise<HandedOver[]> {
  const rows = await handedOver(db, viewer, { absenceId: absence.id, userId: absence.userId })
  const ids = rows.map(({ conversationId }) => conversationId)
  const listed = await listedByIds(db, viewer, { ids, now })
  const conversations = new Map(listed.map((each) => [each.id, each]))
  return rows.flatMap(({ conversationId, at, ...row }) => {
    const conversation = conversations.get(conversationId)
    return conversation ? [{ ...row, conversation, at: at.toISOString() }] : []
  })
}

function keyOf({ mailboxIds, teamId }: { mailboxIds: readonly string[]; teamId: string | null }) {
  return `${teamId} ${mailboxIds.join(' ')}`
}
