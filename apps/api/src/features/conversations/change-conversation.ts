import type { BulkPatch, Conversation, ConversationPatch } from '@levee/contract'
import { inTransaction } from '@levee/db'
import { applyPatch, type DeadlineKind, DomainError, type FieldsPatch } from '@levee/domain'
import type { Static } from 'typebox'
import type { Deps } from '../../deps.ts'
import type { Viewer } from '../../http/viewer.ts'
import { accessConversation, type ConversationRow } from './access.ts'
import { listed } from './get-conversation.ts'
import { listedConversations } from './listed-conversation.ts'
import { listedRows, lockConversations, organisationTimeZone } from './queries.ts'
import { type AssigneeCheck, checkReferences } from './references.ts'
import { refuseStale } from './refuse-stale.ts'
import { saveChanges, type Wanted } from './save-changes.ts'

type ChangeDeps = Pick<Deps, 'db' | 'jobs' | 'now'>
type Bulk = Static<typeof BulkPatch>

/**
 * Changes a conversation that is still as the viewer saw it.
 * @throws {DomainError} `stale` when it is not; `invalid` when the patch asks for what cannot be.
 */
export async function changeConversation(
  deps: ChangeDeps,
  viewer: Viewer,
  { id, revision, patch }: { id: string; revision: number; patch: ConversationPatch },
): Promise<Conversation & { activityId: string | null }> {
  const at = deps.now()
  return inTransaction(deps.db, async (tx) => {
    const conversation = await accessConversation(tx, viewer, id, { lock: true })
    await refuseStale(tx, conversation, revision)
    const wanted = fieldsPatch(patch)
    const check = await checkReferences(tx, { ...patch, tagIds: patch.tagIds ?? [] })
    const timeZone = await organisationTimeZone(tx)
    const reason = patch.dueReason
    const changed = patched(conversation, wanted, { check, now: at, timeZone, reason })
    const activities = await saveChanges(tx, deps, [changed], { viewer, at, kind: 'changed' })
    const answer = await listed(tx, viewer, conversation.id, at)
    return { ...answer, activityId: activities.get(conversation.id) ?? null }
  })
}

/** Changes many conversations, as they are now; those that cannot be changed do not stop the others. */
export async function changeConversations(
  deps: ChangeDeps,
  viewer: Viewer,
  ids: readonly string[],
  patch: Bulk,
): Promise<{
  updated: Conversation[]
  activityIds: string[]
  failed: { id: string; problem: string }[]
}> {
  const at = deps.now()
  return inTransaction(deps.db, async (tx) => {
    const found = await lockConversations(tx, viewer, ids)
    const tagIds = [...(patch.tagIds ?? []), ...(patch.addTagIds ?? [])]
    const check = await checkReferences(tx, { ...patch, tagIds })
    const timeZone = await organisationTimeZone(tx)
    const wanted: Wanted[] = []
    const failed: { id: string; problem: string }[] = []
    for (const id of new Set(ids)) {
      try {
        wanted.push(
          patched(present(found.get(id)), fieldsPatch(patch), {
            check,
            now: at,
            timeZone,
            reason: patch.dueReason,
          }),
        )
      } catch (error) {
        if (!(error instanceof DomainError)) throw error
        failed.push({ id, problem: error.code })
      }
    }
    const activities = await saveChanges(tx, deps, wanted, { viewer, at, kind: 'changed' })
    const rows = await listedRows(tx, viewer, [...activities.keys()])
    return {
      updated: await listedConversations(tx, rows, at),
      activityIds: [...activities.values()],
      failed,
    }
  })
}

/** The instants of a patch as instants. */
function fieldsPatch(asked: Bulk): FieldsPatch {
  const { snoozedUntil, dueAt, dueReason: _, ...patch } = asked
  return {
    ...patch,
    ...(snoozedUntil !== undefined && { snoozedUntil: instant(snoozedUntil) }),
    ...(dueAt !== undefined && { dueAt: instant(dueAt) }),
  }
}

function instant(text: string | null): Date | null {
  return text === null ? null : new Date(text)
}

function patched(
  conversation: ConversationRow,
  patch: FieldsPatch,
  {
    check,
    reason,
    ...clock
  }: { check: AssigneeCheck; now: Date; timeZone: string; reason: string | undefined },
): Wanted {
  if (patch.assigneeId) check(conversation)
  const details =
    patch.dueAt === undefined
      ? {}
      : { deadlineKind: kindByHand(conversation), ...(reason !== undefined && { note: reason }) }
  return { conversation, fields: applyPatch(conversation, patch, clock), details }
}

/** Which deadline a date by hand is: the one that lists show. */
function kindByHand({ dueKind }: ConversationRow): DeadlineKind {
  return dueKind ?? 'resolution'
}

function present(conversation: ConversationRow | undefined): ConversationRow {
  if (conversation) return conversation
  throw new DomainError('not-found', 'There is no such conversation.')
}
