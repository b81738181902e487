import type { Conversation } from '@levee/contract'
import { inTransaction, type Tx } from '@levee/db'
import { DomainError, mergedFields, type Status } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { announceAll } from '../../http/events.ts'
import type { Viewer } from '../../http/viewer.ts'
import { recordActivities } from '../activity/service.ts'
import type { ConversationRow } from './access.ts'
import { listed } from './get-conversation.ts'
import { lockConversations } from './queries.ts'
import {
  addFollowers,
  forgetApart,
  leaveNumberOnly,
  messagesToRegroup,
  moveClaims,
  moveMessages,
  moveNotes,
  notesOf,
  refreshSummaries,
} from './regroup-queries.ts'
import { saveChanges } from './save-changes.ts'

type RegroupDeps = Pick<Deps, 'db' | 'jobs' | 'now'>

/** What became part of another conversation, as its log keeps it, so that it can be taken out again. */
export type MergedPart = {
  conversationId: string
  reference: string | null
  status: Status
  messageIds: string[]
  noteIds: string[]
}

/**
 * Makes several conversations one, `into` or else the first that got a number. Of the others only their
 * number remains, which leads to it.
 * @throws {DomainError} `not-found` when the viewer may not see all of them, `invalid` when they are not several.
 */
export async function mergeConversations(
  deps: RegroupDeps,
  viewer: Viewer,
  { ids, into }: { ids: readonly string[]; into?: string | undefined },
): Promise<Conversation & { activityId: string | null }> {
  const at = deps.now()
  return inTransaction(deps.db, async (tx) => {
    const { kept, others } = await chosen(tx, viewer, ids, into)
    const parts = await partsOf(tx, others)
    const otherIds = others.map(({ id }) => id)
    await moveMessages(
      tx,
      parts.flatMap(({ messageIds }) => messageIds),
      kept.id,
    )
    await moveNotes(
      tx,
      parts.flatMap(({ noteIds }) => noteIds),
      kept.id,
    )
    const claimantIds = await moveClaims(tx, otherIds, kept.id)
    const followerIds = await addFollowers(tx, otherIds, kept.id)
    await forgetApart(tx, [kept.id, ...otherIds])
    await leaveNumberOnly(tx, otherIds, kept.id)
    await refreshSummaries(tx, [kept.id])
    const [{ conversationId, reference }] = parts
    const fields = mergedFields(kept, others)
    const activities = await saveChanges(tx, deps, [{ conversation: kept, fields }], {
      viewer,
      at,
      kind: 'merged',
      details: { conversationId, reference, parts, claimantIds, followerIds },
    })
    await logOthers(tx, { kept, others, viewer, at })
    return {
      ...(await listed(tx, viewer, kept.id, at)),
      activityId: activities.get(kept.id) ?? null,
    }
  })
}

type Chosen = { kept: ConversationRow; others: ConversationRow[] }

async function chosen(
  tx: Tx,
  viewer: Viewer,
  ids: readonly string[],
  into: string | undefined,
): Promise<Chosen> {
  const wanted = [...new Set([...ids, ...(into === undefined ? [] : [into])])]
  const found = await lockConversations(tx, viewer, wanted)
  if (found.size < wanted.length)
    throw new DomainError('not-found', 'There is no such conversation, or it was merged already.')
  if (wanted.length < 2)
    throw new DomainError('invalid', 'It takes two conversations to make one of them.', {
      errors: [{ path: 'ids', message: 'takes two different conversations or more' }],
    })
  const all = [...found.values()].toSorted(byNumber)
  const kept = all.find(({ id }) => id === into) ?? all[0]
  if (!kept) throw new Error('Two conversations were locked and none is there.')
  return { kept, others: all.filter(({ id }) => id !== kept.id) }
}

/** Those with a number first, in the order of the register. */
function byNumber(one: ConversationRow, other: ConversationRow): number {
  return (
    rank(one).localeCompare(rank(other)) || one.receivedAt.getTime() - other.receivedAt.getTime()
  )
}

async function partsOf(tx: Tx, others: ConversationRow[]): Promise<[MergedPart, ...MergedPart[]]> {
  const ids = others.map(({ id }) => id)
  const [messages, notes] = [await messagesToRegroup(tx, ids), await notesOf(tx, ids)]
  const [first, ...rest] = others.map(({ id, reference, status }): MergedPart => ({
    conversationId: id,
    reference,
    status,
    messageIds: messages.filter((each) => each.conversationId === id).map((each) => each.id),
    noteIds: notes.filter((each) => each.conversationId === id).map((each) => each.id),
  }))
  if (!first) throw new Error('A merge needs something to merge.')
  return [first, ...rest]
}

/** Each keeps in its own log where it went. */
async function logOthers(
  tx: Tx,
  { kept, others, viewer, at }: Chosen & { viewer: Viewer; at: Date },
): Promise<void> {
  const after = { conversationId: kept.id, reference: kept.reference }
  await recordActivities(
    tx,
    others.map(({ id, status }) => ({
      conversationId: id,
      actorId: viewer.id,
      kind: 'mergedInto',
      before: { status },
      after,
      at,
    })),
  )
  await announceAll(tx, [
    ...others.map(({ id, mailboxIds, revision }) => ({
      type: 'conversation.updated' as const,
      conversationId: id,
      mailboxIds,
      revision: revision + 1,
    })),
    { type: 'counts' },
  ])
}

function rank({ reference }: ConversationRow): string {
  return reference === null ? '1' : `0${reference}`
}
