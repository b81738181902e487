import { sql, type Tx } from '@levee/db'
import { DomainError, takenBack } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { announceAll } from '../../http/events.ts'
import type { Viewer } from '../../http/viewer.ts'
import { type Activity, recordActivities } from '../activity/service.ts'
import type { ConversationRow } from './access.ts'
import type { MergedPart } from './merge-conversations.ts'
import {
  isAnsweredSince,
  keepApart,
  leaveNumberOnly,
  messagesToRegroup,
  moveMessages,
  moveNotes,
  notesOf,
  refreshSummaries,
  removeFollowers,
} from './regroup-queries.ts'
import { saveChanges } from './save-changes.ts'

type Undoing = { activity: Activity; conversation: ConversationRow; viewer: Viewer; at: Date }

/**
 * Takes conversations out again that were made part of another one.
 * @throws {DomainError} `conflict` when something came since that builds on it.
 */
export async function undoMerge(
  tx: Tx,
  deps: Pick<Deps, 'jobs'>,
  { activity, conversation, viewer, at }: Undoing,
): Promise<void> {
  const { parts, claimantIds, followerIds } = mergeOf(activity)
  if (parts.length === 0) throw tooLate()
  const messageIds = parts.flatMap((part) => part.messageIds)
  const ids = parts.map(({ conversationId }) => conversationId)
  await refuseLater(tx, { ids, messageIds, activity })
  const fields = takenBack(conversation, activity)
  for (const { conversationId, status, ...part } of parts) {
    await tx.run(sql`
      update conversation set merged_into = null, status = ${status}, revision = revision + 1
      where id = ${conversationId}`)
    await moveMessages(tx, part.messageIds, conversationId)
    await moveNotes(tx, part.noteIds, conversationId)
  }
  await tx.run(sql`
    update conversation set claims_to_answer = ${ids[0]}
    where id = any(${claimantIds}::uuid[]) and claims_to_answer = ${conversation.id}`)
  await removeFollowers(tx, conversation.id, followerIds)
  await keepApart(tx, ids, conversation.id)
  await refreshSummaries(tx, [conversation.id, ...ids])
  const details = { conversationId: ids[0], reference: parts[0]?.reference ?? null }
  const change = { viewer, at, kind: 'unmerged' as const, undoes: activity.id, details }
  await saveChanges(tx, deps, [{ conversation, fields }], change)
  await logTakenOut(tx, ids, { activity, conversation, viewer, at })
}

/**
 * Puts messages back from where they were split; the number of their conversation leads there.
 * @throws {DomainError} `conflict` when anything was done with it since.
 */
export async function undoSplit(
  tx: Tx,
  deps: Pick<Deps, 'jobs'>,
  { activity, conversation, viewer, at }: Undoing,
): Promise<void> {
  const { conversationId, messageIds } = splitOf(activity)
  const split = await tx.row<{ revision: number; mailboxIds: string[] }>(sql`
    select revision, mailbox_ids as "mailboxIds" from conversation
    where id = ${conversationId} and merged_into is null for no key update`)
  const there = await messagesToRegroup(tx, [conversationId])
  const isUntouched =
    split?.revision === 1 &&
    there.length === messageIds.length &&
    there.every(({ id }) => messageIds.includes(id)) &&
    (await notesOf(tx, [conversationId])).length === 0
  if (!isUntouched) throw tooLate()
  await moveMessages(tx, messageIds, conversation.id)
  await leaveNumberOnly(tx, [conversationId], conversation.id)
  await tx.run(sql`update conversation set apart_from = '{}' where id = ${conversationId}`)
  await refreshSummaries(tx, [conversation.id])
  const details = { conversationId, reference: splitOf(activity).reference }
  const change = { viewer, at, kind: 'unsplit' as const, undoes: activity.id, details }
  await saveChanges(tx, deps, [{ conversation, fields: conversation }], change)
  await recordActivities(tx, [
    {
      conversationId,
      actorId: viewer.id,
      kind: 'mergedInto',
      before: {},
      after: { conversationId: conversation.id, reference: conversation.reference },
      at,
    },
  ])
  const { mailboxIds, revision } = split
  await announceAll(tx, [
    { type: 'conversation.updated', conversationId, mailboxIds, revision: revision + 1 },
    { type: 'counts' },
  ])
}

async function refuseLater(
  tx: Tx,
  { ids, messageIds, activity }: { ids: string[]; messageIds: string[]; activity: Activity },
): Promise<void> {
  const { conversationId, at } = activity
  const still = await tx.rows(sql`
    select from conversation where id = any(${ids}::uuid[]) and merged_into = ${conversationId}
    for no key update`)
  const moved = await tx.row<{ n: number }>(sql`
    select count(*) as n from message
    where id = any(${messageIds}::uuid[]) and conversation_id = ${conversationId}`)
  const isLater = await isAnsweredSince(tx, { messageIds, conversationId, at })
  if (still.length < ids.length || moved?.n !== messageIds.length || isLater) throw tooLate()
}

async function logTakenOut(
  tx: Tx,
  ids: string[],
  { conversation, viewer, at }: Undoing,
): Promise<void> {
  const rows = await tx.rows<{ id: string; mailboxIds: string[]; revision: number }>(sql`
    select id, mailbox_ids as "mailboxIds", revision from conversation where id = any(${ids}::uuid[])`)
  await recordActivities(
    tx,
    rows.map(({ id }) => ({
      conversationId: id,
      actorId: viewer.id,
      kind: 'splitFrom',
      before: {},
      after: { conversationId: conversation.id, reference: conversation.reference },
      at,
    })),
  )
  await announceAll(tx, [
    ...rows.map(({ id, mailboxIds, revision }) => ({
      type: 'conversation.updated' as const,
      conversationId: id,
      mailboxIds,
      revision,
    })),
    { type: 'counts' },
  ])
}

function mergeOf({ after }: Activity): {
  parts: MergedPart[]
  claimantIds: string[]
  followerIds: string[]
} {
  return { parts: [], claimantIds: [], followerIds: [], ...after }
}

function splitOf({ after }: Activity): {
  conversationId: string
  reference: string | null
  messageIds: string[]
} {
  return { conversationId: '', reference: null, messageIds: [], ...after }
}

function tooLate(): DomainError {
  return new DomainError('conflict', 'This cannot be undone any more: something came after it.')
}
