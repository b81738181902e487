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
import { isUnreadBy } from './listed-conversation.ts'

/** What a list asks for, apart from who may see it: conditions on `conversation c`. */
export type ListConditions = {
  /** Undefined: whatever the status. */
  statuses: readonly Status[] | undefined
  conditions: Sql[]
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
  return { statuses: commonStatuses(asked.filter((list) => list !== undefined)), conditions }
}

/** What a view asks of `conversation c` besides its status. */
export function viewConditions(view: ViewDefinition, viewer: Viewer, now: Date): Sql[] {
  const conditions: Sql[] = []
  if (view.isEmpty) conditions.push(sql`false`)
  if (view.assignee === 'nobody') conditions.push(sql`c.assignee_id is null`)
  if (view.assignee === 'viewer') conditions.push(sql`c.assignee_id = ${viewer.id}`)
  if (view.team) conditions.push(sql`c.team_id = any(${viewer.teamIds}::uuid[])`)
  if (view.isQuarantined) conditions.push(sql`c.is_quarantined and c.status <> 'archived'`)
  if (view.due === 'past') conditions.push(sql`c.due_at < ${now}`)
  if (view.due === 'soon') conditions.push(sql`c.due_at >= ${now} and c.due_soon_at <= ${now}`)
  if (view.hidesSnoozed)
    conditions.push(sql`(c.snoozed_until is null or c.snoozed_until <= ${now})`)
  return conditions
}

function termCondition(term: FilterTerm, viewer: Viewer, now: Date): Sql {
  if (term.field === 'is') return flagCondition(term.flag, viewer, now)
  if (term.field === 'tag')
    return sql`exists (select from conversation_tag t join tag on tag.id = t.tag_id
      where t.conversation_id = c.id and fold_text(tag.name) = ${term.text})`
  return textCondition(term.field, term.text)
}

type TextField = 'words' | 'from' | 'subject' | 'ref'

/** What is compared besides all the words, which have an index. */
const COMPARED: Record<TextField, Sql> = {
  words: sql`c.words`,
  from: sql`fold_text(c.from_name || ' ' || c.from_address)`,
  subject: sql`fold_text(c.subject)`,
  ref: sql`fold_text(c.reference)`,
}

function textCondition(field: TextField, text: string): Sql {
  const like = `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  return sql`(c.words like ${like} and ${COMPARED[field]} like ${like})`
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
      return sql`c.due_at < ${now} and (c.snoozed_until is null or c.snoozed_until <= ${now})`
    case 'attachment':
      return sql`c.has_attachments`
    default:
      return sql`true` // a status: `statusesOf`
  }
}

function statusesOf(term: FilterTerm): readonly Status[] | undefined {
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
      return [...DESK_STATUSES, 'answered']
    default:
      return undefined
  }
}

function commonStatuses(lists: readonly (readonly Status[])[]): readonly Status[] | undefined {
  const [first, ...rest] = lists
  return first?.filter((status) => rest.every((list) => list.includes(status)))
}
