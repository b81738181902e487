import type {
  Absence,
  Body,
  handOver as handOverEndpoint,
  HandedOver,
  HandOverItem,
} from '@levee/contract'
import { inTransaction, type Tx } from '@levee/db'
import { DomainError } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import type { Viewer } from '../../http/viewer.ts'
import { accessAbsence } from '../absences/service.ts'
import {
  checkReferences,
  lockSeenConversations,
  saveChanges,
  type Wanted,
} from '../conversations/service.ts'
import { proposals, whatHappened } from './propose.ts'
import { handedOver, saveHandOvers } from './queries.ts'

export { passOn } from './pass-on.ts'

type HandOverDeps = Pick<Deps, 'db' | 'jobs' | 'now'>
type Applied = { activityIds: string[]; failed: { id: string; problem: string }[] }
type Moves = Body<typeof handOverEndpoint>['moves']

/** What the person has on the desk and to whom it could go, and what was handed over already. */
export async function getHandOver(
  { db, now }: HandOverDeps,
  viewer: Viewer,
  id: string,
): Promise<{ absence: Absence; items: HandOverItem[]; handedOver: HandedOver[]; more: number }> {
  const absence = await accessAbsence(db, viewer, id)
  const asked = { absence, now: now() }
  const proposed = await proposals(db, viewer, asked)
  return { absence, ...proposed, handedOver: await whatHappened(db, viewer, asked) }
}

/** Gives what somebody has to others for an absence. What is with somebody else by now is left alone. */
export async function handOver(
  deps: HandOverDeps,
  viewer: Viewer,
  { id, moves }: { id: string; moves: Moves },
): Promise<Applied> {
  return inTransaction(deps.db, async (tx) => {
    const absence = await accessAbsence(tx, viewer, id)
    const isTheirs = (assigneeId: string | null): boolean => assigneeId === absence.userId
    const found = await movable(tx, viewer, { moves, isTheirs })
    const at = deps.now()
    const details = { absenceId: id }
    const change = { viewer, at, kind: 'handedOver' as const }
    const wanted = found.wanted.map((one) => ({ ...one, details }))
    const saved = await saveChanges(tx, deps, wanted, change)
    const given = wanted.map(({ conversation, fields }) => ({
      absenceId: id,
      conversationId: conversation.id,
      givenTo: fields.assigneeId,
    }))
    await saveHandOvers(tx, given, at)
    return { activityIds: [...saved.values()], failed: found.failed }
  })
}

/** Gives what was handed over back to whoever had it: what still is with whom it was given to. */
export async function takeBack(
  deps: HandOverDeps,
  viewer: Viewer,
  { id, ids }: { id: string; ids: readonly string[] | undefined },
): Promise<Applied> {
  return inTransaction(deps.db, async (tx) => {
    const { userId } = await accessAbsence(tx, viewer, id)
    const rows = await handedOver(tx, viewer, { absenceId: id, userId })
    const asked = rows.filter(
      ({ conversationId, canTakeBack }) => canTakeBack && (ids?.includes(conversationId) ?? true),
    )
    const givenTo = new Map(asked.map((row) => [row.conversationId, row.givenTo]))
    const { wanted, failed } = await movable(tx, viewer, {
      moves: asked.map(({ conversationId }) => ({ id: conversationId, assigneeId: userId })),
      isTheirs: (assigneeId, conversationId) => assigneeId === givenTo.get(conversationId),
    })
    const details = { absenceId: id }
    const change = { viewer, at: deps.now(), kind: 'takenBack' as const }
    const saved = await saveChanges(
      tx,
      deps,
      wanted.map((one) => ({ ...one, details })),
      change,
    )
    return { activityIds: [...saved.values()], failed }
  })
}

type Movable = {
  moves: Moves
  isTheirs: (assigneeId: string | null, conversationId: string) => boolean
}

/** Those that the viewer may see and that are still with whom they were, to whom they shall go. */
async function movable(
  tx: Tx,
  viewer: Viewer,
  { moves, isTheirs }: Movable,
): Promise<{ wanted: Wanted[]; failed: Applied['failed'] }> {
  const rows = await lockSeenConversations(
    tx,
    viewer,
    moves.map(({ id }) => id),
  )
  const checks = new Map<string, Awaited<ReturnType<typeof checkReferences>>>()
  for (const assigneeId of new Set(moves.map((move) => move.assigneeId)))
    checks.set(assigneeId, await checkReferences(tx, { assigneeId, tagIds: [] }))
  const wanted: Wanted[] = []
  const failed: Applied['failed'] = []
  for (const { id, assigneeId } of moves) {
    try {
      const conversation = rows.get(id)
      if (!conversation) throw new DomainError('not-found', 'There is no such conversation.')
      if (!isTheirs(conversation.assigneeId, id))
        throw new DomainError('conflict', 'It is with somebody else by now.')
      checks.get(assigneeId)?.(conversation)
      wanted.push({ conversation, fields: { ...conversation, assigneeId } })
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      failed.push({ id, problem: error.code })
    }
  }
  return { wanted, failed }
}
