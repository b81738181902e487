import type { DeadlineReportQuery, ReportGroup } from '@levee/contract'

/** Asks what one line of the report consists of. @param id of the line; null: of no department, of nobody. */
export function partsQueryOf(
  query: DeadlineReportQuery,
  groupBy: ReportGroup,
  id: string | null,
): DeadlineReportQuery {
  const only = id ?? 'none'
  switch (groupBy) {
    case 'team':
      return { ...query, teamId: only, groupBy: 'person' }
    case 'mailbox':
      return { ...query, mailboxId: only, groupBy: 'person' }
    case 'person':
      return { ...query, userId: only, groupBy: 'mailbox' }
  }
}
