import type { DeadlineReport, DeadlineReportQuery } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Segmented } from '../../ui/segmented.tsx'
import styles from './breakdown.module.css'
import { BreakdownRow } from './breakdown-row.tsx'
import type { Grouping } from './dashboard-search.ts'

type BreakdownCardProps = {
  report: DeadlineReport
  query: DeadlineReportQuery
  by: Grouping
  /** The line that is unfolded. */
  openId: string | undefined
  onBy: (by: Grouping) => void
  onOpen: (id: string | undefined) => void
}

/** The same figures for each department, mailbox or person; a line unfolds into what it consists of. */
export function BreakdownCard({ report, query, by, openId, onBy, onOpen }: BreakdownCardProps) {
  const { t } = useLingui()
  const titles: Record<Grouping, string> = {
    team: t`By department`,
    mailbox: t`By mailbox`,
    person: t`By person`,
  }
  const names: Record<Grouping, string> = {
    team: t`Department`,
    mailbox: t`Mailbox`,
    person: t`Person`,
  }
  const most = Math.max(1, ...report.rows.map(({ open }) => open.n))
  return (
    <section className={styles.card} aria-label={titles[by]}>
      <header className={styles.head}>
        <h2>{titles[by]}</h2>
        <Segmented
          label={t`Grouped by`}
          value={by}
          options={[
            { value: 'team', label: t`Departments` },
            { value: 'mailbox', label: t`Mailboxes` },
            { value: 'person', label: t`People` },
          ]}
          onChange={onBy}
        />
      </header>
      {report.rows.length === 0 ? (
        <p className={styles.nothing}>{t`There is no mail to show here.`}</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{names[by]}</th>
              <th scope="col" className={styles.level}>{t`Level`}</th>
              <th scope="col">{t`Overdue`}</th>
              <th scope="col">{t`At risk`}</th>
              <th scope="col" className={styles.time}>
                {t({ message: 'First reply', context: 'column' })}
              </th>
              <th scope="col" className={styles.time}>{t`Closing`}</th>
              <th scope="col">{t({ message: 'Open', context: 'mails' })}</th>
            </tr>
          </thead>
          <tbody>
            {report.rows.map((row) => (
              <BreakdownRow
                key={keyOf(row.id)}
                row={row}
                report={report}
                query={query}
                most={most}
                isOpen={openId === keyOf(row.id)}
                onToggle={() => onOpen(openId === keyOf(row.id) ? undefined : keyOf(row.id))}
              />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function keyOf(id: string | null): string {
  return id ?? 'none'
}
