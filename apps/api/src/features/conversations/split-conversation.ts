import type { Conversation } from '@levee/contract'
import { inTransaction, sql, type Tx } from '@levee/db'
import { bareSubject, DomainError, isFromPeople, type Status, summarise } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { announceAll } from '../../http/events.ts'
import type { Viewer } from '../../http/viewer.ts'
import { recordActivity } from '../activity/service.ts'
import { setDeadlinePolicy } from '../deadlines/service.ts'
import { nextReference } from '../intake/register.ts'
import { accessConversation, type ConversationRow } from './access.ts'
import { listed } from './get-conversation.ts'
import { organisationTimeZone } from './queries.ts'
import {
  addFollowers,
  messagesToRegroup,
  moveMessages,
  refreshSummaries,
  type RegroupedMessage,
} from './regroup-queries.ts'
import { saveChanges } from './save-changes.ts'

type RegroupDeps = Pick<Deps, 'db' | 'jobs' | 'now'>

/**
 * Makes a conversation of its own of some messages, with a number of its own when it is mail to handle.
 * The two are never made one again by themselves.
 * @throws {DomainError} `invalid` when a message is not there or none would remain.
 */
export async function splitConversation(
  deps: RegroupDeps,
  viewer: Viewer,
  { id, messageIds }: { id: string; messageIds: readonly string[] },
): Promise<Conversation & { activityId: string | null }> {
  const at = deps.now()
  return inTransaction(deps.db, async (tx) => {
    const conversation = await accessConversation(tx, viewer, id, { lock: true })
    const taken = taking(await messagesToRegroup(tx, [conversation.id]), messageIds)
    const created = await insertSplit(tx, conversation, { taken, at })
    await moveMessages(
      tx,
      taken.map((each) => each.id),
      created.id,
    )
    await refreshSummaries(tx, [conversation.id, created.id])
    const change = {
      viewer,
      at,
      kind: 'split' as const,
      details: {
        conversationId: created.id,
        reference: created.reference,
        messageIds: taken.map((each) => each.id),
      },
    }
    const wanted = [{ conversation, fields: conversation }]
    const activities = await saveChanges(tx, deps, wanted, change)
    await recordActivity(tx, {
      conversationId: created.id,
      actorId: viewer.id,
      kind: 'splitFrom',
      before: {},
      after: {
        conversationId: conversation.id,
        reference: conversation.reference,
        ...(conversation.imported ? {} : { mail: taken.map(mailOf) }),
      },
      at,
    })
    const split = await listed(tx, viewer, created.id, at)
    const { mailboxIds, reference } = split
    await announceAll(tx, [
      { type: 'conversation.created', conversationId: created.id, mailboxIds, reference },
      { type: 'counts' },
    ])
    return { ...split, activityId: activities.get(conversation.id) ?? null }
  })
}

/** What its deadlines are counted from. */
function mailOf({ direction, receivedAt, automatic }: RegroupedMessage): object {
  return { direction, receivedAt, ...(!isFromPeople(automatic) && { automatic }) }
}

function taking(
  messages: RegroupedMessage[],
  messageIds: readonly string[],
): [RegroupedMessage, ...RegroupedMessage[]] {
  const wanted = new Set(messageIds)
  const [first, ...rest] = messages.filter(({ id }) => wanted.has(id))
  if (!first || rest.length + 1 < wanted.size)
    throw refused('A message is not in this conversation.', 'takes messages of this conversation')
  if (messages.every(({ id, isCancelled }) => wanted.has(id) || isCancelled))
    throw refused('A conversation keeps at least one message.', 'leaves at least one message')
  return [first, ...rest]
}

function refused(sentence: string, message: string): DomainError {
  return new DomainError('invalid', sentence, { errors: [{ path: 'messageIds', message }] })
}

/** In the same hands, with the same tags, date and followers as what it was part of. */
async function insertSplit(
  tx: Tx,
  from: ConversationRow,
  { taken, at }: { taken: [RegroupedMessage, ...RegroupedMessage[]]; at: Date },
): Promise<{ id: string; reference: string | null }> {
  const summary = summarise(taken)
  const letter = taken.find((each) => each.direction === 'incoming' && isFromPeople(each.automatic))
  const subject = (letter ?? taken[0]).subject.slice(0, 998)
  const created = await tx.row<{ id: string }>(sql`
    insert into conversation (mailbox_ids, subject, status, priority, assignee_id, team_id, imported,
      is_newsletter, received_at, last_message_at, due_at, due_set_at, due_soon_at, apart_from, created_at)
    values (${summary?.mailboxIds ?? from.mailboxIds}::uuid[], ${bareSubject(subject)},
      ${statusOf(from.status, letter !== undefined)}, ${from.priority}, ${from.assigneeId}, ${from.teamId},
      ${from.imported}, ${from.isNewsletter}, ${taken[0].receivedAt}, ${taken[0].receivedAt},
      ${from.dueAt}, ${from.dueSetAt}, ${from.dueSoonAt}, ${[from.id]}::uuid[], ${at})
    returning id`)
  if (!created) throw new Error('The new conversation was not stored.')
  await tx.run(sql`
    insert into conversation_tag (conversation_id, tag_id)
    select ${created.id}, unnest(${from.tagIds}::uuid[])`)
  if (from.deadlinePolicyId !== null)
    await setDeadlinePolicy(tx, [created.id], from.deadlinePolicyId)
  await tx.run(sql`
    insert into conversation_read (user_id, conversation_id, read_at)
    select user_id, ${created.id}, read_at from conversation_read where conversation_id = ${from.id}`)
  await addFollowers(tx, [from.id], created.id)
  if (from.reference === null || !letter) return { id: created.id, reference: null }
  const timeZone = await organisationTimeZone(tx)
  const reference = await nextReference(tx, created.id, letter.receivedAt, timeZone)
  await tx.run(sql`update conversation set reference = ${reference} where id = ${created.id}`)
  return { id: created.id, reference }
}

/** Another matter in a letter that was answered may not have been: somebody looks. */
function statusOf(status: Status, isLetter: boolean): Status {
  return isLetter && (status === 'waiting' || status === 'answered') ? 'open' : status
}
