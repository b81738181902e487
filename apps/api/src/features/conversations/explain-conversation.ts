import type { Explanation, Suggestion, ThreadingReason } from '@levee/contract'
import { type Queryable, sql } from '@levee/db'
import { bareSubject, foldText, reasonText, type TrustLevel, type TrustReason } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import type { Viewer } from '../../http/viewer.ts'
import { explainAssignment } from '../assignment/access.ts'
import { explainRuns } from '../rules/service.ts'
import { accessConversation, type ConversationRow, visibleTo } from './access.ts'

/** Why each message of a conversation is there, and which other mail may belong to it. */
export async function explainConversation(
  { db }: Pick<Deps, 'db'>,
  viewer: Viewer,
  idOrReference: string,
): Promise<Explanation> {
  const conversation = await accessConversation(db, viewer, idOrReference)
  const [threading, suggestions, rules, assignment, deadlines, trust] = await Promise.all([
    threadingReasons(db, conversation.id),
    suggestionsFor(db, viewer, conversation),
    explainRuns(db, conversation.id),
    explainAssignment(db, conversation.id),
    deadlineReasons(db, conversation),
    trustReasons(db, conversation.id, viewer),
  ])
  return { threading, suggestions, rules, assignment, deadlines, trust }
}

/** Who set the date by which it is to be answered, and when. */
async function deadlineReasons(
  db: Queryable,
  { id, dueAt, dueSetAt }: ConversationRow,
): Promise<Explanation['deadlines']> {
  if (dueAt === null) return []
  const set = await db.row<{ setBy: string | null }>(sql`
    select actor_id as "setBy" from activity where conversation_id = ${id} and after ? 'dueAt'
    order by seq desc limit 1`)
  return [
    {
      dueAt: dueAt.toISOString(),
      setAt: dueSetAt?.toISOString() ?? null,
      setBy: set?.setBy ?? null,
    },
  ]
}

/** How far the senders of the messages are believed, and why. */
async function trustReasons(
  db: Queryable,
  conversationId: string,
  { locale }: Viewer,
): Promise<Explanation['trust']> {
  const rows = await db.rows<{ messageId: string; level: TrustLevel; reasons: TrustReason[] }>(sql`
    select id as "messageId", trust_level as level, trust_reasons as reasons from message
    where conversation_id = ${conversationId} and trust_level is not null order by received_at, id`)
  return rows.map(({ reasons, ...row }) => ({
    ...row,
    reasons: reasons.map((reason) => ({ ...reason, ...reasonText(reason, locale) })),
  }))
}

type Stored = {
  messageId: string
  internetMessageId: string | null
  threading: Partial<Pick<ThreadingReason, 'rule' | 'basis' | 'internetMessageId'>> & {
    reason?: string
  }
}

/** A person's decision, when there is one, stands before what intake had decided. */
async function threadingReasons(db: Queryable, conversationId: string): Promise<ThreadingReason[]> {
  const [messages, regrouped] = await Promise.all([
    db.rows<Stored>(sql`
      select id as "messageId", internet_message_id as "internetMessageId", threading
      from message where conversation_id = ${conversationId} order by received_at, id`),
    regroupedMessages(db, conversationId),
  ])
  const byMessageId = new Map(messages.map((each) => [each.internetMessageId, each.messageId]))
  return messages.map(({ messageId, threading }) => {
    const { internetMessageId = null, basis = null, reason } = threading
    const rule = reason === 'reply' ? 'reply' : (threading.rule ?? 'none')
    return {
      messageId,
      rule: regrouped.get(messageId) ?? rule,
      basis,
      internetMessageId,
      linkedMessageId: byMessageId.get(internetMessageId) ?? null,
    }
  })
}

/** Messages that a person put here: by a merge that stands, or by a split that made this conversation. */
async function regroupedMessages(
  db: Queryable,
  conversationId: string,
): Promise<Map<string, 'merged' | 'split'>> {
  const rows = await db.rows<{ messageId: string; kind: 'merged' | 'split' }>(sql`
    select ids.id as "messageId", a.kind from activity a
      cross join lateral (
        select jsonb_array_elements_text(p -> 'messageIds') as id
          from jsonb_array_elements(case when a.kind = 'merged' then a.after -> 'parts' else '[]' end) p
        union all select jsonb_array_elements_text(a.after -> 'messageIds')
          where a.kind = 'split') ids
    where a.kind in ('merged', 'split') and not exists (select from activity u where u.undoes = a.id)
      and (a.kind = 'merged' and a.conversation_id = ${conversationId}
        or a.kind = 'split' and a.conversation_id in (
          select (f.after ->> 'conversationId')::uuid from activity f
          where f.conversation_id = ${conversationId} and f.kind = 'splitFrom'))
    order by a.at`)
  return new Map(rows.map(({ messageId, kind }) => [messageId, kind]))
}

const MOST_LOOKED_AT = 50 // of the latest mail of one person
const MOST_SUGGESTED = 3
const WINDOW = 90 // days: a subject that comes back later is another matter

/** The same subject from the same person is no proof, only a hint. */
async function suggestionsFor(
  db: Queryable,
  viewer: Viewer,
  conversation: ConversationRow,
): Promise<Suggestion[]> {
  const subject = foldText(bareSubject(conversation.subject))
  if (subject === '' || conversation.fromAddress === '' || conversation.isNewsletter) return []
  const near = await db.rows<Omit<Suggestion, 'receivedAt'> & { receivedAt: Date }>(sql`
    select c.id, c.reference, c.subject, c.status, c.received_at as "receivedAt"
    from conversation c join conversation here on here.id = ${conversation.id}
    where lower(c.from_address) = ${conversation.fromAddress.toLowerCase()} and c.merged_into is null
      and c.id <> here.id and c.status <> 'spam' and not c.is_newsletter
      and c.last_message_at between ${daysFrom(conversation.receivedAt, -WINDOW)}
        and ${daysFrom(conversation.lastMessageAt, WINDOW)}
      and not c.apart_from @> array[here.id] and not here.apart_from @> array[c.id]
      and ${visibleTo(viewer)}
    order by c.last_message_at desc limit ${MOST_LOOKED_AT}`)
  return near
    .filter((each) => foldText(bareSubject(each.subject)) === subject)
    .slice(0, MOST_SUGGESTED)
    .map((each) => ({ ...each, receivedAt: each.receivedAt.toISOString() }))
}

const DAY = 86_400_000 // ms

function daysFrom(instant: Date, days: number): Date {
  return new Date(instant.getTime() + days * DAY)
}
