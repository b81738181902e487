import type { ConversationQuery } from '@levee/contract'
import { type Sql, sql } from '@levee/db'
import {
  DESK_STATUSES,
  DomainError,
  type FilterFlag,
  type FilterTerm,
  isView,
  parseFilter,
  type Status,
  type ViewDefinition,
  views,
} from '@levee/domain'
import type { Viewer } from '../../http/viewer.ts'
import { hasDueLevel, isDueIn, isIn } from './due-conditions.ts'
import { isFollowedBy, isUnreadBy } from './listed-conversation.ts'

/** What a list asks for, apart from who may see it: conditions on `conversation c`. */
export type ListConditions = {
  /** Undefined: whatever the status. */
  statuses: readonly Status[] | undefined
  conditions: Sql[]
  /** Whether it asks for something rare, of which a page may need a long look. */
  isSearched: boolean
}

/** Status words as literals: with bound values PostgreSQL could not use the indexes of open mail. */
const WORD: Record<Status, Sql> = {
  open: sql`'open'`,
  waiting: sql`'waiting'`,
  answered: sql`'answered'`,
  archived: sql`'archived'`,
  spam: sql`'spam'`,
}

/** The condition that `conversation c` has one of these statuses. */
export function hasStatus(statuses: readonly Status[]): Sql {
  const words = statuses.map((status) => WORD[status])
  return statuses.length === 1
    ? sql`c.status = ${sql.join(words)}`
    : sql`c.status in (${sql.join(words)})`
}

/**
 * Reads what a list is asked for.
 * @throws {DomainError} `invalid` when there is no such view.
 */
export function listConditions(
  { view = 'all', status, assignee, team, tag, q = '' }: ConversationQuery,
  viewer: Viewer,
  now: Date,
): ListConditions {
  if (!isView(view))
    throw new DomainError('invalid', `There is no view "${view}".`, {
      errors: [{ path: 'view', message: 'takes the name of a view' }],
    })
  const conditions = [sql`c.merged_into is null`, ...viewConditions(views[view], viewer, now)]
  if (assignee) conditions.push(sql`c.assignee_id = ${assignee}`)
  if (team) conditions.push(sql`c.team_id = ${team}`)
  if (tag)
    conditions.push(sql`exists (select from conversation_tag t
    where t.conversation_id = c.id and t.tag_id = ${tag})`)
  const terms = parseFilter(q)
  conditions.push(...terms.map((term) => termCondition(term, viewer, now)))
  const asked = [views[view].statuses, status && [status], ...terms.map(statusesOf)]
  const isRare = views[view].isFollowed === true || Boolean(assignee ?? team ?? tag)
  const isSearched = isRare || terms.length > 0
  const statuses = commonStatuses(asked.filter((list) => list !== undefined))
  return { statuses, conditions, isSearched }
}

/** What a view asks of `conversation c` besides its status. */
export function viewConditions(view: ViewDefinition, viewer: Viewer, now: Date): Sql[] {
  const conditions: Sql[] = []
  if (view.isNewsletter !== undefined)
    conditions.push(view.isNewsletter ? sql`c.is_newsletter` : sql`not c.is_newsletter`)
  if (view.assignee === 'nobody') conditions.push(sql`c.assignee_id is null`)
  if (view.assignee === 'viewer') conditions.push(sql`c.assignee_id = ${viewer.id}`)
  if (view.team) conditions.push(sql`c.team_id = any(${viewer.teamIds}::uuid[])`)
  if (view.isFollowed)
    conditions.push(sql`c.merged_into is null and c.id = any(array(
      select f.conversation_id from conversation_follower f where f.user_id = ${viewer.id}))`)
  if (view.isQuarantined)
    conditions.push(sql`(c.is_quarantined or c.spam_reason is not null) and c.status <> 'archived'`)
  if (view.due === 'past') conditions.push(sql`c.due_at < ${now}`)
  if (view.due === 'soon') conditions.push(sql`c.due_at >= ${now} and c.due_soon_at <= ${now}`)
  if (view.due) conditions.push(sql`c.trust <> 'danger'`, runsAt(now)) // its clock rests
  if (view.hidesSnoozed)
    conditions.push(sql`(c.snoozed_until is null or c.snoozed_until <= ${now})`)
  return conditions
}

/** Nobody stopped its clock, or it runs again by itself. */
function runsAt(now: Date): Sql {
  return sql`(c.due_paused_at is null or c.due_paused_until <= ${now})`
}

function termCondition(term: FilterTerm, viewer: Viewer, now: Date): Sql {
  switch (term.field) {
    case 'is':
      return flagCondition(term.flag, viewer, now)
    case 'tag':
      return sql`exists (select from conversation_tag t where t.conversation_id = c.id
        and t.tag_id = any(array(select id from tag where fold_text(name) = ${term.text})))`
    case 'words':
      return hasWords(term.text)
    case 'due':
      return 'level' in term
        ? hasDueLevel(term.level, now)
        : sql`c.due_at is not null and ${isDueIn(term.days, now)}`
    case 'received':
    case 'replied':
    case 'closed':
      return isIn(term.days, HAPPENED[term.field])
    default:
      return sql`(${hasWords(term.text)} and position(${term.text} in ${COMPARED[term.field]}) > 0)`
  }
}

/** Compared besides all the words, which have an index. */
const COMPARED = {
  from: sql`fold_text(c.from_name || ' ' || c.from_address)`,
  subject: sql`fold_text(c.subject)`,
  ref: sql`fold_text(c.reference)`,
} satisfies Record<string, Sql>

const HAPPENED = {
  received: sql`c.received_at`,
  replied: sql`c.first_reply_at`,
  closed: sql`c.resolved_at`,
} satisfies Record<string, Sql>

const SHORT = /^[a-z0-9]{1,2}$/

/** One or two letters are looked for where words begin: the index knows nothing shorter than three. */
function hasWords(text: string): Sql {
  const start = SHORT.test(text) ? ' ' : ''
  return sql`c.words like ${`%${start}${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`}`
}

function flagCondition(flag: FilterFlag, viewer: Viewer, now: Date): Sql {
  switch (flag) {
    case 'unread':
      return isUnreadBy(viewer)
    case 'assigned':
      return sql`c.assignee_id is not null`
    case 'unassigned':
      return sql`c.assignee_id is null`
    case 'overdue':
      return sql`c.due_at < ${now} and c.trust <> 'danger' and ${runsAt(now)} and (c.snoozed_until is null or c.snoozed_until <= ${now})`
    case 'attachment':
      return sql`c.has_attachments`
    case 'teamless':
      return sql`c.team_id is null`
    case 'registered':
      return sql`c.reference is not null`
    case 'followed':
      return isFollowedBy(viewer)
    case 'kept':
      return sql`c.deadlines_kept`
    case 'late':
      return sql`not c.deadlines_kept`
    default:
      return sql`true` // a status: `statusesOf`
  }
}

function statusesOf(term: FilterTerm): readonly Status[] | undefined {
  if (term.field === 'due') return DESK_STATUSES
  if (term.field !== 'is') return undefined
  switch (term.flag) {
    case 'open':
    case 'waiting':
    case 'answered':
    case 'archived':
    case 'spam':
      return [term.flag]
    case 'overdue':
      return ['open']
    case 'unread':
      return DESK_STATUSES
    default:
      return undefined
  }
}

function commonStatuses(lists: readonly (readonly Status[])[]): readonly Status[] | undefined {
  const [first, ...rest] = lists
  return first?.filter((status) => rest.every((list) => list.includes(status)))
}
