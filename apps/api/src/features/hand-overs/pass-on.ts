import type { AssignmentReason } from '@levee/contract'
import { inTransaction, type Tx } from '@levee/db'
import type { Deps } from '../../deps.ts'
import { awayToday, standInOf } from '../absences/service.ts'
import { giveInTurn, plainReason } from '../assignment/access.ts'
import type { ConversationRow } from '../conversations/access.ts'
import { lockAnyConversations, saveChanges, type Wanted } from '../conversations/service.ts'
import { absenceNow, pastWarning, saveHandOvers } from './queries.ts'

type PassOnDeps = Pick<Deps, 'db' | 'jobs' | 'now'>

const AT_ONCE = 100 // conversations of one transaction

/**
 * Gives open mail of people who are away to somebody who is there once its first warning has come: to who stands
 * in, else to whom the team gives it, else to nobody, so that it waits with the team. Several processes may do so at
 * once.
 * @returns how many were passed on.
 */
export async function passOn(deps: PassOnDeps): Promise<number> {
  let passed = 0
  for (;;) {
    const found = await inTransaction(deps.db, (tx) => passOnBatch(tx, deps))
    passed += found
    if (found < AT_ONCE) return passed
  }
}

async function passOnBatch(tx: Tx, deps: PassOnDeps): Promise<number> {
  const now = deps.now()
  const away = await awayToday(tx, now)
  if (away.size === 0) return 0
  const ids = await pastWarning(tx, [...away.keys()], { now, limit: AT_ONCE })
  if (ids.length === 0) return 0
  const conversations = await lockAnyConversations(tx, ids)
  const moves = await movesOf(tx, [...conversations.values()], now)
  await saveChanges(
    tx,
    deps,
    moves.map(({ wanted }) => wanted),
    { viewer: null, at: now, kind: 'assigned' },
  )
  const kept = moves.flatMap(({ wanted, absenceId }) =>
    absenceId === null
      ? []
      : [
          {
            absenceId,
            conversationId: wanted.conversation.id,
            givenTo: wanted.fields.assigneeId,
          },
        ],
  )
  await saveHandOvers(tx, kept, now)
  return ids.length
}

type Move = { wanted: Wanted; absenceId: string | null }

async function movesOf(
  tx: Tx,
  conversations: readonly ConversationRow[],
  now: Date,
): Promise<Move[]> {
  const standIns = new Map<string, string | null>()
  for (const { id, assigneeId, mailboxIds } of conversations)
    if (assigneeId !== null) standIns.set(id, await standInOf(tx, assigneeId, { mailboxIds, now }))
  const orphans = conversations.flatMap(({ id, teamId }) =>
    teamId !== null && !standIns.get(id) ? [{ conversationId: id, teamId }] : [],
  )
  const given = await giveInTurn(tx, orphans, now)
  const moves: Move[] = []
  for (const conversation of conversations) {
    const { id, assigneeId, teamId } = conversation
    if (assigneeId === null) continue
    const absence = await absenceNow(tx, assigneeId, now)
    const insteadOf = { userId: assigneeId, until: absence?.until ?? null }
    const standIn = standIns.get(id) ?? null
    const assignment: AssignmentReason =
      standIn === null
        ? { ...(given.get(id) ?? plainReason({ mode: 'team', userId: null, teamId })), insteadOf }
        : plainReason({ mode: 'standIn', userId: standIn, teamId, insteadOf })
    const fields = { ...conversation, assigneeId: assignment.userId }
    moves.push({
      wanted: { conversation, fields, details: { assignment } },
      absenceId: absence?.id ?? null,
    })
  }
  return moves
}
