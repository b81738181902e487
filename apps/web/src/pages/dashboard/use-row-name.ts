import type { ReportGroup, ReportRow } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'

/** What a line of the report is called. */
export function useRowName(): (row: ReportRow, groupBy: ReportGroup) => string {
  const { t } = useLingui()
  const nobody: Record<ReportGroup, string> = {
    team: t`Without a department`,
    mailbox: t`Without a mailbox`,
    person: t`Unassigned`,
  }
  return ({ name }, groupBy) => name ?? nobody[groupBy]
}
