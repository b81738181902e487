import type { DeadlineReport, DeadlineReportQuery, ReportRow } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { classNames } from '../../ui/class-names.ts'
import styles from './breakdown.module.css'
import { BreakdownParts } from './breakdown-parts.tsx'
import { RowFigures } from './row-figures.tsx'
import { useRowName } from './use-row-name.ts'

type BreakdownRowProps = {
  row: ReportRow
  report: DeadlineReport
  query: DeadlineReportQuery
  /** The longest line has so many open mails. */
  most: number
  isOpen: boolean
  onToggle: () => void
}

/** One line of the table, and what it consists of when it is unfolded. */
export function BreakdownRow(props: BreakdownRowProps) {
  const { row, report, query, most, isOpen, onToggle } = props
  const { t } = useLingui()
  const name = useRowName()(row, report.groupBy)
  return (
    <>
      <tr className={classNames(styles.row, isOpen && styles.open)}>
        <th scope="row">
          <button
            type="button"
            className={styles.name}
            aria-expanded={isOpen}
            title={isOpen ? t`Fold ${name}` : t`Unfold ${name}`}
            onClick={onToggle}
          >
            {isOpen ? <ChevronDown /> : <ChevronRight />}
            <span>{name}</span>
          </button>
        </th>
        <RowFigures row={row} name={name} report={report} barWidth={(120 * row.open.n) / most} />
      </tr>
      {isOpen && <BreakdownParts row={row} report={report} query={query} />}
    </>
  )
}
