import type { ConversationFilter, Figure, ReportGroup } from '@levee/contract'
import { type Sql, sql } from '@levee/db'
import type { Viewer } from '../../http/viewer.ts'
import { visibleOfMany } from '../conversations/access.ts'

/** Which conversations a report is of; `none`: without a team, of nobody. */
export type Selection = { mailboxId?: string; teamId?: string; userId?: string }

/** The conditions on `conversation c` that it is of the report, and that the viewer may see it. */
export function isSelected({ mailboxId, teamId, userId }: Selection, viewer: Viewer): Sql {
  const conditions = [sql`c.merged_into is null`, visibleOfMany(viewer)]
  if (mailboxId) conditions.push(sql`c.mailbox_ids && ${[mailboxId]}::uuid[]`)
  if (teamId) conditions.push(isOf(sql`c.team_id`, teamId))
  if (userId) conditions.push(isOf(sql`c.assignee_id`, userId))
  return sql.join(conditions, ' and ')
}

function isOf(column: Sql, id: string): Sql {
  return id === 'none' ? sql`${column} is null` : sql`${column} = ${id}::uuid`
}

/** By what the rows of a table are made; a mailbox is one of those that received a conversation. */
export const GROUP_KEY: Record<ReportGroup, Sql> = {
  team: sql`c.team_id`,
  person: sql`c.assignee_id`,
  mailbox: sql`c.mailbox_ids`,
}

/** The part of a selection that is one row of its table. */
export function rowOf(selection: Selection, groupBy: ReportGroup, id: string | null): Selection {
  if (groupBy === 'team') return { ...selection, teamId: id ?? 'none' }
  if (groupBy === 'person') return { ...selection, userId: id ?? 'none' }
  return id === null ? selection : { ...selection, mailboxId: id }
}

/** A number with the filter of the conversations behind it. */
export function figure(
  n: number,
  { mailboxId, teamId, userId }: Selection,
  { view, q = [] }: { view?: 'open'; q?: readonly string[] },
): Figure {
  const terms = [
    ...q,
    ...(teamId === 'none' ? ['is:teamless'] : []),
    ...(userId === 'none' ? ['is:unassigned'] : []),
  ]
  const filter: ConversationFilter = {
    ...(view && { view }),
    ...(mailboxId && { mailbox: mailboxId }),
    ...(teamId && teamId !== 'none' && { team: teamId }),
    ...(userId && userId !== 'none' && { assignee: userId }),
    ...(terms.length > 0 && { q: terms.join(' ') }),
  }
  return { n, filter }
}
