import type { DeadlineReport } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { weekNumber } from './day-text.ts'
import { MedianCard } from './median-card.tsx'
import styles from './median-card.module.css'

/** How long the first reply and the closing of mail take, in working time. */
export function MedianCards({ report }: { report: DeadlineReport }) {
  const { t } = useLingui()
  const weeks = report.weeks.map(({ from, firstReply, resolution }) => {
    const number = weekNumber(from)
    return { from, label: t`W${number}`, firstReply, resolution }
  })
  const { dayMinutes } = report.calendar
  return (
    <div className={styles.pair}>
      <MedianCard
        title={t`First reply`}
        tone="river"
        times={report.firstReply}
        dayMinutes={dayMinutes}
        weeks={weeks.map(({ from, label, firstReply }) => ({ from, label, ...firstReply }))}
      />
      <MedianCard
        title={t`Closing`}
        tone="reed"
        times={report.resolution}
        dayMinutes={dayMinutes}
        weeks={weeks.map(({ from, label, resolution }) => ({ from, label, ...resolution }))}
      />
    </div>
  )
}
