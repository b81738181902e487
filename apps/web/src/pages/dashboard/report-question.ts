import type { DeadlineReportQuery } from '@levee/contract'
import type { DashboardSearch } from './dashboard-search.ts'
import { dayAfter } from './day-text.ts'

const daysShown = 21

/** What the URL of the dashboard asks the server. @param today YYYY-MM-DD */
export function questionOf(search: DashboardSearch, today: string): DeadlineReportQuery {
  const { period = 'month', by = 'team', later = 0 } = search
  return {
    period,
    groupBy: by,
    ...selectionOf(search),
    ...(later !== 0 && { from: dayAfter(today, later * daysShown) }),
  }
}

/** Which mail the figures are of. */
export function selectionOf({
  team,
  mailbox,
}: DashboardSearch): Pick<DeadlineReportQuery, 'teamId' | 'mailboxId'> {
  return { ...(team && { teamId: team }), ...(mailbox && { mailboxId: mailbox }) }
}
