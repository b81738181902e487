import type { Notification, Query, listNotifications as endpoint } from '@levee/contract'
import { sql } from '@levee/db'
import type { Deps } from '../../../deps.ts'
import { requireIdCursor } from '../../../http/pages.ts'
import type { Viewer } from '../../../http/viewer.ts'
import { visibleTo } from '../../conversations/access.ts'

type Row = Omit<Notification, 'dueAt' | 'at' | 'readAt'> & {
  dueAt: Date | null
  at: Date
  readAt: Date | null
}

const PAGE = 50

/** What the viewer was told, of mail that they still may see, the newest first. */
export async function listNotifications(
  { db }: Pick<Deps, 'db'>,
  viewer: Viewer,
  { unread, limit = PAGE, cursor }: Query<typeof endpoint>,
): Promise<{ items: Notification[]; nextCursor: string | null }> {
  requireIdCursor(cursor)
  const place = cursor
    ? sql`(n.at, n.id) < (select at, id from notification where id = ${cursor})`
    : sql`true`
  const rows = await db.rows<Row>(sql`
    select n.id, n.kind, n.conversation_id as "conversationId", c.reference, c.subject,
      n.deadline_kind as "deadlineKind", n.due_at as "dueAt", n.at, n.read_at as "readAt",
      n.stands_in_for as "standsInFor", n.topic, n.actor_id as "actorId", n.note_id as "noteId",
      case when r.id is not null then json_build_object('id', r.id, 'name', r.name) end as rule,
      case when w.state = 'failed'
        then json_build_object('isUncertain', w.is_uncertain, 'problem', w.problem) end as "unsentMail"
    from notification n join conversation c on c.id = n.conversation_id left join rule r on r.id = n.rule_id
      left join notice w on w.id = n.notice_id
    where n.user_id = ${viewer.id} and ${visibleTo(viewer)} and ${place}
      and ${unread === 'true' ? sql`n.read_at is null` : sql`true`}
    order by n.at desc, n.id desc limit ${sql.integer(limit + 1)}`)
  const items = rows.slice(0, limit).map((row) => ({
    ...row,
    dueAt: row.dueAt?.toISOString() ?? null,
    at: row.at.toISOString(),
    readAt: row.readAt?.toISOString() ?? null,
  }))
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

/** Remembers that the viewer has read these, or all. */
export async function readNotifications(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  viewer: Viewer,
  ids: readonly string[] | undefined,
): Promise<void> {
  await db.run(sql`
    update notification set read_at = ${now()} where user_id = ${viewer.id} and read_at is null
      and ${ids ? sql`id = any(${ids}::uuid[])` : sql`true`}`)
}
