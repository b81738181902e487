import type { DeadlineReport } from '@levee/contract'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { ChartLine, Table2, TrendingDown, TrendingUp } from 'lucide-react'
import { useState } from 'react'
import { classNames } from '../../ui/class-names.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { FigureLink } from './figure-link.tsx'
import styles from './median-card.module.css'
import { type WeekTimes, WeekChart, WeekTable } from './week-times.tsx'
import { lengthChange, workingLength } from './working-length.ts'

type MedianCardProps = {
  title: string
  tone: 'river' | 'reed'
  times: DeadlineReport['firstReply']
  /** Working minutes of a usual day. */
  dayMinutes: number
  weeks: readonly WeekTimes[]
}

/** How long something took, as its median and how that went, never as an average; drawn, or as a table. */
export function MedianCard({ title, tone, times, dayMinutes, weeks }: MedianCardProps) {
  const { t } = useLingui()
  const [isTable, setIsTable] = useState(false)
  const { median, p90, conversations } = times
  const most = p90 === null ? null : workingLength(p90, dayMinutes)
  const count = plural(conversations.n, { one: '# mail', other: '# mails' })
  return (
    <section className={styles.card} aria-label={title}>
      <header className={styles.head}>
        <h2>{title}</h2>
        <span className={styles.muted}>{t`median`}</span>
        <IconButton
          label={isTable ? t`${title}: show as a chart` : t`${title}: show as a table`}
          className={styles.turn}
          onClick={() => setIsTable(!isTable)}
        >
          {isTable ? <ChartLine /> : <Table2 />}
        </IconButton>
      </header>
      <div className={styles.figures}>
        <b>{median === null ? '–' : workingLength(median, dayMinutes)}</b>
        <Change times={times} dayMinutes={dayMinutes} />
        <span className={styles.muted}>
          <FigureLink figure={conversations}>{count}</FigureLink>
          {most !== null && ` · ${t`9 in 10 within ${most}`}`}
        </span>
      </div>
      {isTable ? (
        <WeekTable title={title} weeks={weeks} dayMinutes={dayMinutes} />
      ) : (
        <WeekChart
          title={title}
          tone={tone}
          weeks={weeks}
          target={times.target}
          inDays={(median ?? 0) >= dayMinutes}
          dayMinutes={dayMinutes}
        />
      )}
    </section>
  )
}

function Change({ times, dayMinutes }: Pick<MedianCardProps, 'times' | 'dayMinutes'>) {
  const { t } = useLingui()
  const { median, previousMedian: before } = times
  if (median === null || before === null) return null
  const change = lengthChange(median - before, dayMinutes)
  if (change === null) return null
  const isFaster = median < before
  return (
    <span
      className={classNames(styles.change, isFaster ? styles.better : styles.worse)}
      title={t`before: ${workingLength(before, dayMinutes)}`}
    >
      {isFaster ? <TrendingDown /> : <TrendingUp />} {change}
    </span>
  )
}
