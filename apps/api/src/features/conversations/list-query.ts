import { type Sql, sql } from '@levee/db'
import { DESK_STATUSES, isClosed } from '@levee/domain'
import type { Viewer } from '../../http/viewer.ts'
import { visibleMailboxes } from './access.ts'
import { hasStatus, type ListConditions } from './list-conditions.ts'
import type { Place, Sort } from './list-cursor.ts'
import { listedColumns } from './listed-conversation.ts'

/** One page of a list: what it holds, in which order, after which place, how many. */
export type ListPage = ListConditions & {
  /** Of this mailbox only. */
  mailbox: string | undefined
  sort: Sort
  after: Place | undefined
  limit: number
}

/** Mailboxes of which one must have received it. */
type Audience = 'all' | string[]

/**
 * More mailboxes than this are not read one by one: together they hold much of the mail, and each is
 * read until it gives a whole page. Fewer, where little is to be read at all or much for a page.
 */
const MANY_MAILBOXES = { inArchive: 20, onDesk: 3, toSearch: 3 }

/** The rows of a page, in order; undefined when there can be none. */
export function pageQuery(page: ListPage, viewer: Viewer): Sql | undefined {
  const audience = audienceOf(page, viewer)
  if (page.statuses?.length === 0 || audience.length === 0) return undefined
  const columns = listedColumns(viewer)
  if (page.sort === 'receivedAt' || page.statuses?.every(isClosed))
    return newestFirst(columns, newest(page, audience))
  const rest = { ...page, conditions: [...page.conditions, hasNoNextDeadline(page)] }
  if (page.after?.dueAt === null) return newestFirst(columns, newest(rest, audience))
  return sql`select ${columns} from (
      (select c.*, 0 as part from (${mostUrgent(page, audience)}) c)
      union all (select c.*, 1 from (${newest({ ...rest, after: undefined }, audience)}) c)) c
    order by part, case part when 0 then c.due_at end, case part when 0 then c.id end,
      c.last_message_at desc, c.id desc limit ${sql.integer(page.limit)}`
}

function audienceOf({ mailbox }: ListPage, viewer: Viewer): Audience {
  const visible = visibleMailboxes(viewer)
  if (mailbox === undefined) return visible
  return visible === 'all' || visible.includes(mailbox) ? [mailbox] : []
}

/** Only what is on the desk has a next deadline. */
function hasNoNextDeadline({ statuses }: ListPage): Sql {
  const isOnDesk = statuses?.every((status) => !isClosed(status))
  return isOnDesk
    ? sql`c.due_at is null`
    : sql`(c.due_at is null or not ${hasStatus(DESK_STATUSES)})`
}

function newestFirst(columns: Sql, found: Sql): Sql {
  return sql`select ${columns} from (${found}) c order by c.last_message_at desc, c.id desc`
}

/** What has a next deadline, the most urgent first. */
function mostUrgent(page: ListPage, audience: Audience): Sql {
  const { after, limit, conditions } = page
  const statuses = (page.statuses ?? DESK_STATUSES).filter((status) => !isClosed(status))
  const place = after?.dueAt
    ? sql`(c.due_at, c.id) > (${after.dueAt}, ${after.id}::uuid)`
    : sql`true`
  return sql`select c.* from conversation c
    where c.due_at is not null and ${all({ statuses, conditions })} and ${receivedBy(audience)} and ${place}
    order by c.due_at, c.id limit ${sql.integer(limit)}`
}

/** What is newest. There may be a million: a few mailboxes are read each by its own index. */
function newest(page: ListPage, audience: Audience): Sql {
  const isOnDesk = page.statuses?.every((status) => !isClosed(status))
  const size = page.isSearched ? 'toSearch' : isOnDesk ? 'onDesk' : 'inArchive'
  if (audience === 'all' || audience.length > MANY_MAILBOXES[size])
    return newestWhere(page, receivedBy(audience))
  const single = newestWhere(page, sql`c.mailbox_id = a.mailbox_id`)
  const several = newestWhere(
    page,
    sql`c.mailbox_ids[2] is not null and c.mailbox_ids && ${audience}::uuid[]
      and c.mailbox_id <> all(${audience}::uuid[])`,
  )
  return sql`select c.* from (
      (select c.* from unnest(${audience}::uuid[]) a(mailbox_id) cross join lateral (${single}) c)
      union all (${several})) c
    order by c.last_message_at desc, c.id desc limit ${sql.integer(page.limit)}`
}

function newestWhere({ after, limit, ...page }: ListPage, received: Sql): Sql {
  const place = after
    ? sql`(c.last_message_at, c.id) < (${after.lastMessageAt}, ${after.id}::uuid)`
    : sql`true`
  return sql`select c.* from conversation c
    where ${received} and ${all(page)} and ${place}
    order by c.last_message_at desc, c.id desc limit ${sql.integer(limit)}`
}

function receivedBy(audience: Audience): Sql {
  return audience === 'all' ? sql`true` : sql`c.mailbox_ids && ${audience}::uuid[]`
}

function all({ statuses, conditions }: Omit<ListConditions, 'isSearched'>): Sql {
  return sql.join([...(statuses ? [hasStatus(statuses)] : []), ...conditions], ' and ')
}
