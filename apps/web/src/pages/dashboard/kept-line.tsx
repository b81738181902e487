import type { DeadlineReport, ReportPeriod } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { exactPercent, signed, wholeNumber } from '../../formatting/numbers.ts'
import { FigureLink } from './figure-link.tsx'
import styles from './kept-line.module.css'

type KeptLineProps = {
  report: Pick<DeadlineReport, 'kept' | 'today'>
  period: ReportPeriod
}

/** How many deadlines were kept lately, and how much came and went today. */
export function KeptLine({ report, period }: KeptLineProps) {
  const { t } = useLingui()
  const { kept, today } = report
  const titles: Record<ReportPeriod, string> = {
    week: t`Kept in time this week`,
    month: t`Kept in time this month`,
    quarter: t`Kept in time this quarter`,
  }
  const share = kept.share === null ? '–' : exactPercent(kept.share)
  return (
    <>
      <span className={styles.line}>
        <span className={styles.wide}>{titles[period]}</span>{' '}
        <FigureLink
          figure={kept.inTime}
          label={t`${titles[period]}: ${share}, ${wholeNumber(kept.inTime.n)} in time`}
        >
          <b>{share}</b>
        </FigureLink>{' '}
        <span className={styles.narrow}>{t`kept in time`}</span> <ShareChange kept={kept} />
        {kept.late.n > 0 && (
          <FigureLink figure={kept.late} className={styles.late}>
            {t({ message: `${wholeNumber(kept.late.n)} late`, context: 'mails' })}
          </FigureLink>
        )}
      </span>
      <span className={styles.line}>
        <span>{t`Received / closed today`}</span>{' '}
        <FigureLink figure={today.received} label={t`Received today: ${today.received.n}`}>
          <b>{wholeNumber(today.received.n)}</b>
        </FigureLink>
        <b> / </b>
        <FigureLink figure={today.closed} label={t`Closed today: ${today.closed.n}`}>
          <b>{wholeNumber(today.closed.n)}</b>
        </FigureLink>
      </span>
    </>
  )
}

function ShareChange({ kept }: Pick<DeadlineReport, 'kept'>) {
  const { t } = useLingui()
  const { share, previousShare } = kept
  if (share === null || previousShare === null) return null
  const points = Math.round((share - previousShare) * 1000) / 10
  if (points === 0) return null
  const before = exactPercent(previousShare)
  return (
    <span className={points > 0 ? styles.better : styles.worse} title={t`before: ${before}`}>
      {t`${signed(points)} pt`}
    </span>
  )
}
