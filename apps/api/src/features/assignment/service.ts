import type { Conversation } from '@levee/contract'
import { inTransaction, type Queryable, sql } from '@levee/db'
import type { Deps } from '../../deps.ts'
import type { Viewer } from '../../http/viewer.ts'
import { today } from '../absences/service.ts'
import { accessConversation } from '../conversations/access.ts'
import { listed, lockAnyConversations, saveChanges } from '../conversations/service.ts'
import { plainReason } from './access.ts'
import { leftOvers } from './queries.ts'

/**
 * The viewer has a conversation before them. Where nobody has it and it is of a team of theirs that gives mail to
 * who opens it first, it is theirs now; it is not while they are away.
 * @returns `activityId` null when nothing changed.
 */
export async function openConversation(
  deps: Pick<Deps, 'db' | 'jobs' | 'now'>,
  viewer: Viewer,
  id: string,
): Promise<Conversation & { activityId: string | null }> {
  const at = deps.now()
  const seen = await accessConversation(deps.db, viewer, id)
  if (seen.assigneeId !== null || seen.teamId === null || seen.status !== 'open')
    return { ...(await listed(deps.db, viewer, seen.id, at)), activityId: null }
  return inTransaction(deps.db, async (tx) => {
    const conversation = await accessConversation(tx, viewer, id, { lock: true })
    const { teamId, assigneeId, status } = conversation
    const isFirst = assigneeId === null && teamId !== null && status === 'open'
    const isTheirs = isFirst && (await getsWhatTheyOpen(tx, { userId: viewer.id, teamId, at }))
    const assignment = plainReason({ mode: 'opening', userId: viewer.id, teamId })
    const fields = { ...conversation, assigneeId: viewer.id }
    const wanted = isTheirs ? [{ conversation, fields, details: { assignment } }] : []
    const saved = await saveChanges(tx, deps, wanted, { viewer, at, kind: 'assigned' })
    const answer = await listed(tx, viewer, conversation.id, at)
    return { ...answer, activityId: saved.get(conversation.id) ?? null }
  })
}

const AT_ONCE = 100 // conversations of one transaction

/** Gives what nobody was there for to whoever of the team is there by now. */
export async function giveLeftOvers(deps: Pick<Deps, 'db' | 'jobs' | 'now'>): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    const ids = await leftOvers(tx, AT_ONCE)
    if (ids.length === 0) return
    const rows = await lockAnyConversations(tx, ids)
    const wanted = [...rows.values()].map((conversation) => ({
      conversation,
      fields: conversation,
      isToGive: true as const,
    }))
    await saveChanges(tx, deps, wanted, { viewer: null, at: deps.now(), kind: 'assigned' })
  })
}

async function getsWhatTheyOpen(
  tx: Queryable,
  { userId, teamId, at }: { userId: string; teamId: string; at: Date },
): Promise<boolean> {
  const found = await tx.row(sql`
    select from team t join team_member m on m.team_id = t.id and m.user_id = ${userId}
    where t.id = ${teamId} and t.assigns_on_opening and not exists (select from absence a
      where a.user_id = ${userId} and ${today(at)} between a.from_day and a.to_day)`)
  return found !== undefined
}
