import type { Conversation } from '@levee/contract'
import { inTransaction, type Tx } from '@levee/db'
import { DomainError, takenBack } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import type { Viewer } from '../../http/viewer.ts'
import { deadlineOfKind } from '../deadlines/service.ts'
import { type Activity, findActivity, sameCampaign } from '../activity/service.ts'
import { undoLink } from '../links/access.ts'
import { undoNote } from '../notes/access.ts'
import { accessConversation, type ConversationRow } from './access.ts'
import { listed } from './get-conversation.ts'
import { lockAnyConversations } from './queries.ts'
import { checkReferences } from './references.ts'
import { saveChanges, type Wanted } from './save-changes.ts'
import { undoMerge, undoSplit } from './undo-regrouping.ts'
import { writeOnConversation } from './write-on-conversation.ts'

const UNDOABLE = new Set([
  'changed',
  'undone',
  'merged',
  'split',
  'reported',
  'sorted',
  'movedElsewhere',
  'paused',
  'resumed',
  'assigned',
  'handedOver',
  'takenBack',
  'noteChanged',
  'noteRemoved',
  'linked',
  'unlinked',
])

/**
 * Takes a change back; fields that it did not touch stay as they are. A report is taken back for its
 * whole campaign, but for conversations that somebody went on with.
 * @throws {DomainError} `conflict` when it was taken back already or something later depends on it.
 */
export async function undo(
  deps: Pick<Deps, 'db' | 'jobs' | 'now'>,
  viewer: Viewer,
  activityId: string,
): Promise<Conversation> {
  const at = deps.now()
  return inTransaction(deps.db, async (tx) => {
    const activity = await findActivity(tx, activityId)
    if (!activity) throw new DomainError('not-found', 'There is no such action.')
    const conversation = await accessConversation(tx, viewer, activity.conversationId, {
      lock: true,
    })
    const { isUndone } = (await findActivity(tx, activityId)) ?? activity
    if (isUndone) throw new DomainError('conflict', 'This was undone already.')
    if (!UNDOABLE.has(activity.kind))
      throw new DomainError('conflict', 'This kind of action cannot be undone.')
    if (conversation.id !== activity.conversationId)
      throw new DomainError('conflict', 'This conversation was merged into another one since.')
    if (activity.kind === 'merged' || activity.kind === 'split') {
      const takeBack = activity.kind === 'merged' ? undoMerge : undoSplit
      await takeBack(tx, deps, { activity, conversation, viewer, at })
      return listed(tx, viewer, conversation.id, at)
    }
    if (await undoWriting(tx, activity, { conversation, viewer, at }))
      return listed(tx, viewer, conversation.id, at)
    const wanted = [await undone(tx, conversation, activity), ...(await campaignOf(tx, activity))]
    const isOfClock = activity.kind === 'paused' || activity.kind === 'resumed'
    await saveChanges(tx, deps, wanted, {
      viewer,
      at,
      kind: 'undone',
      ...(isOfClock && { details: {} }), // no field changed, but the clock does
    })
    return listed(tx, viewer, conversation.id, at)
  })
}

type Undoing = { conversation: ConversationRow; viewer: Viewer; at: Date }

/** Takes back what was written on a conversation and is no field of it; answers whether it was that. */
async function undoWriting(
  tx: Tx,
  activity: Activity,
  { conversation, viewer, at }: Undoing,
): Promise<boolean> {
  const { id, kind } = activity
  if (kind === 'noteChanged' || kind === 'noteRemoved') await undoNote(tx, activity)
  else if (kind === 'linked' || kind === 'unlinked') await undoLink(tx, { ...activity, at })
  else return false
  const done = { conversation, actorId: viewer.id, after: {}, at }
  await writeOnConversation(tx, { ...done, kind: 'undone', undoes: id })
  return true
}

async function undone(tx: Tx, conversation: ConversationRow, activity: Activity): Promise<Wanted> {
  const dated = await withDateOf(tx, conversation, activity)
  const fields = { ...dated, ...takenBack(dated, activity) }
  const { assigneeId, teamId } = activity.before
  const tagIds = fields.tagIds.filter((tag) => !conversation.tagIds.includes(tag))
  const check = await checkReferences(tx, { assigneeId, teamId, tagIds })
  check(conversation)
  const deadlineKind = kindOf(activity)
  return {
    conversation: dated,
    fields,
    undoes: activity.id,
    ...(deadlineKind !== undefined && { details: { deadlineKind } }),
  }
}

/**
 * A conversation with the date of the deadline that a change was of: another one may be first now, and what
 * a policy counts may have moved.
 */
async function withDateOf(
  tx: Tx,
  conversation: ConversationRow,
  activity: Activity,
): Promise<ConversationRow> {
  const deadlineKind = kindOf(activity)
  const { dueAt, dueSetAt } = activity.after
  if (deadlineKind === undefined || dueAt === undefined) return conversation
  const stands = await deadlineOfKind(tx, conversation.id, deadlineKind)
  const isByHand = typeof dueSetAt === 'string'
  const isSame = isByHand ? stands?.dueAt.toISOString() === dueAt : true
  if (isByHand !== (stands?.isByHand ?? false) || !isSame)
    return { ...conversation, dueAt: stands?.dueAt ?? null, dueSetAt: null }
  return { ...conversation, dueAt: dateOf(dueAt), dueSetAt: dateOf(dueSetAt) }
}

/** Which deadline a date by hand was of. */
function kindOf({
  after,
}: {
  after: { deadlineKind?: unknown } & Activity['after']
}): string | undefined {
  return typeof after.deadlineKind === 'string' ? after.deadlineKind : undefined
}

function dateOf(text: string | null | undefined): Date | null {
  return typeof text === 'string' ? new Date(text) : null
}

/** The other conversations that were set aside with one, those that have not changed since. */
async function campaignOf(tx: Tx, activity: Activity): Promise<Wanted[]> {
  const others = await sameCampaign(tx, activity.id)
  if (others.length === 0) return []
  const ids = others.map(({ conversationId }) => conversationId)
  const conversations = await lockAnyConversations(tx, ids)
  return others.flatMap((other): Wanted[] => {
    const conversation = conversations.get(other.conversationId)
    if (!conversation) return []
    try {
      const fields = { ...conversation, ...takenBack(conversation, other) }
      return [{ conversation, fields, undoes: other.id }]
    } catch (error) {
      if (error instanceof DomainError) return [] // somebody went on with it
      throw error
    }
  })
}
