import type { DeadlineReport, DeadlineReportQuery, ReportRow } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { deadlineReportQuery } from '../../features/reports/report-queries.ts'
import { problemText } from '../../problem-text.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import styles from './breakdown.module.css'
import { partsQueryOf } from './parts-query.ts'
import { RowFigures } from './row-figures.tsx'
import { useRowName } from './use-row-name.ts'

type BreakdownPartsProps = { row: ReportRow; report: DeadlineReport; query: DeadlineReportQuery }

/** What a line of the table consists of: the people of a department or a mailbox, the mailboxes of a person. */
export function BreakdownParts({ row, report, query }: BreakdownPartsProps) {
  const { t } = useLingui()
  const nameOf = useRowName()
  const asked = partsQueryOf(query, report.groupBy, row.id)
  const { data, error, isPlaceholderData, refetch } = useQuery(deadlineReportQuery(asked))
  if (error && !data) {
    return (
      <tr className={styles.part}>
        <td colSpan={7} className={styles.message}>
          {problemText(error)}{' '}
          <button type="button" onClick={() => void refetch()}>
            {t`Try again`}
          </button>
        </td>
      </tr>
    )
  }
  if (!data || isPlaceholderData) {
    return (
      <tr className={styles.part} aria-busy="true">
        <td colSpan={7} className={styles.message}>
          <Skeleton width="220px" height={12} />
        </td>
      </tr>
    )
  }
  return data.rows.map((part) => {
    const name = nameOf(part, data.groupBy)
    return (
      <tr key={part.id ?? 'none'} className={styles.part}>
        <th scope="row">
          <span className={styles.who}>
            {data.groupBy === 'person' && part.name !== null && <Avatar name={name} size={20} />}
            {name}
          </span>
        </th>
        <RowFigures row={part} name={name} report={data} barWidth={52} />
      </tr>
    )
  })
}
