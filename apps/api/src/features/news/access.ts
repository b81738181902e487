import type { ActivityKind } from '@levee/contract'
import { sql, type Tx } from '@levee/db'
import { announceAll } from '../../http/events.ts'
import { isSeenByUser } from '../conversations/access.ts'

type Topic = 'message' | 'note' | 'reply' | 'status'

/** An entry of a log, as far as followers are told of it. */
type Logged = {
  conversationId: string
  actorId: string | null
  kind: ActivityKind
  after: object
  at: Date
}

const TOPICS: Partial<Record<ActivityKind, Topic>> = {
  received: 'message',
  noted: 'note',
  sent: 'reply',
  sendFailed: 'reply',
  bounced: 'reply',
}

/** What of an entry followers may want to hear: what came or was written, or else the new status. */
function topicOf({ kind, after }: Logged): Topic | undefined {
  return TOPICS[kind] ?? ('status' in after ? 'status' : undefined)
}

type News = {
  conversationId: string
  topic: Topic
  actorId: string | null
  messageId: string | null
  noteId: string | null
}

/**
 * Tells those who follow conversations what happened to them: one unread line for a conversation and topic, which
 * comes up again. Nobody hears of what they did themself, nor of a note that names them.
 */
export async function tellFollowers(tx: Tx, logged: readonly Logged[]): Promise<void> {
  const news = new Map<string, News>()
  for (const entry of logged) {
    const topic = topicOf(entry)
    if (!topic) continue
    const { conversationId, actorId, after } = entry
    const [messageId, noteId] = [idIn(after, 'messageId'), idIn(after, 'noteId')]
    news.set(`${conversationId} ${topic}`, { conversationId, topic, actorId, messageId, noteId })
  }
  const [first] = logged
  if (!first || news.size === 0) return
  const told = await tx.rows<{ userId: string }>(sql`
    insert into notification (user_id, conversation_id, kind, topic, actor_id, note_id, at)
    select u.id, c.id, 'followed', n.topic, n."actorId", n."noteId", ${first.at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify([...news.values()])}::jsonb) as n("conversationId" uuid,
        topic text, "actorId" uuid, "messageId" uuid, "noteId" uuid)
      join conversation_follower f on f.conversation_id = n."conversationId"
      join conversation c on c.id = f.conversation_id join app_user u on u.id = f.user_id
    where n.topic = any(u.told_of) and ${isSeenByUser(sql`u`, sql`c.mailbox_ids`)}
      and u.id is distinct from n."actorId"
      and not exists (select from message m where m.id = n."messageId" and m.author_id = u.id)
      and not exists (select from notification m
        where m.note_id = n."noteId" and m.user_id = u.id and m.kind = 'mention')
    on conflict (user_id, conversation_id, topic) where kind = 'followed' and read_at is null
    do update set at = excluded.at, actor_id = excluded.actor_id, note_id = excluded.note_id,
      mailed_at = null, notice_id = null
    returning user_id as "userId"`)
  await announceTo(tx, told)
}

function idIn(after: object, key: string): string | null {
  const value = new Map<string, unknown>(Object.entries(after)).get(key)
  return typeof value === 'string' ? value : null
}

/** Tells people that mail was given to them, unless they took it themself. */
export async function tellAssignees(
  tx: Tx,
  given: readonly { conversationId: string; assigneeId: string }[],
  { actorId, at }: { actorId: string | null; at: Date },
): Promise<void> {
  const others = given.filter(({ assigneeId }) => assigneeId !== actorId)
  if (others.length === 0) return
  const told = await tx.rows<{ userId: string }>(sql`
    insert into notification (user_id, conversation_id, kind, actor_id, at)
    select u.id, n."conversationId", 'assigned', ${actorId}::uuid, ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(others)}::jsonb) as n("conversationId" uuid, "assigneeId" uuid)
      join app_user u on u.id = n."assigneeId" and u.disabled_at is null and 'assigned' = any(u.told_of)
    returning user_id as "userId"`)
  await announceTo(tx, told)
}

/** Whom a note names, each once. */
export type Naming = {
  conversationId: string
  noteId: string
  actorId: string
  userIds: readonly string[]
  teamIds: readonly string[]
  at: Date
}

/** Tells those whom a note names and who may see it, and were not told of it before. */
export async function tellMentioned(tx: Tx, naming: Naming): Promise<void> {
  const { conversationId, noteId, actorId, userIds, teamIds, at } = naming
  if (userIds.length + teamIds.length === 0) return
  const told = await tx.rows<{ userId: string }>(sql`
    insert into notification (user_id, conversation_id, kind, actor_id, note_id, at)
    select u.id, c.id, 'mention', ${actorId}::uuid, ${noteId}::uuid, ${at}::timestamptz
    from conversation c join app_user u on ${isSeenByUser(sql`u`, sql`c.mailbox_ids`)}
      and (u.id = any(${userIds}::uuid[]) or exists (select from team_member t
        where t.user_id = u.id and t.team_id = any(${teamIds}::uuid[])))
    where c.id = ${conversationId} and u.id <> ${actorId} and not exists (select from notification m
      where m.note_id = ${noteId} and m.user_id = u.id and m.kind = 'mention')
    returning user_id as "userId"`)
  await announceTo(tx, told)
}

async function announceTo(tx: Tx, told: readonly { userId: string }[]): Promise<void> {
  const userIds = new Set(told.map(({ userId }) => userId))
  await announceAll(
    tx,
    [...userIds].map((userId) => ({ type: 'notification', userId })),
  )
}
