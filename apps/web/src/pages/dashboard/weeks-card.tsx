import type { DeadlineReport, ReportDay } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '../../ui/icon-button.tsx'
import { DayCell, mostDue } from './day-cell.tsx'
import { dayText, shortDayText, weekdayOf } from './day-text.ts'
import styles from './weeks.module.css'

type WeeksCardProps = {
  days: DeadlineReport['days']
  today: string
  /** How many times three weeks later than this week. */
  later: number
  onLater: (later: number) => void
  /** What is said below the days. */
  children: ReactNode
}

/** Three weeks whose days fill up against what is usually closed in one. */
export function WeeksCard({ days, today, later, onLater, children }: WeeksCardProps) {
  const { t } = useLingui()
  const weekdays = shownWeekdays(days)
  const weeks = weeksOf(days.filter(({ date }) => weekdays.includes(weekdayOf(date))))
  const title = later === 0 ? t`Three weeks ahead` : spanOf(days)
  return (
    <section className={styles.card} aria-label={title}>
      <header className={styles.head}>
        <h2>{title}</h2>
        <IconButton label={t`Three weeks before`} onClick={() => onLater(later - 1)}>
          <ChevronLeft />
        </IconButton>
        <IconButton label={t`Three weeks after`} onClick={() => onLater(later + 1)}>
          <ChevronRight />
        </IconButton>
      </header>
      <table className={styles.weeks}>
        <caption className="visually-hidden">
          {t`What is due on each day, against what is usually closed in one`}
        </caption>
        <thead>
          <tr>
            {(weeks[0] ?? []).map(({ date }) => (
              <th key={date} scope="col">
                {dayText(date, { weekday: 'short' })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]?.date}>
              {week.map((day) => (
                <td key={day.date}>
                  <DayCell day={day} today={today} most={mostDue(days)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {children}
    </section>
  )
}

/** Monday to Friday, and what else somebody works or something is due on. */
function shownWeekdays(days: readonly ReportDay[]): number[] {
  const used = days.filter(({ isOpen, due }) => isOpen || due.n > 0)
  return [...new Set([1, 2, 3, 4, 5, ...used.map(({ date }) => weekdayOf(date))])]
}

function weeksOf(days: readonly ReportDay[]): ReportDay[][] {
  const weeks: ReportDay[][] = []
  for (const day of days) {
    if (weekdayOf(day.date) === 1 || weeks.length === 0) weeks.push([])
    weeks.at(-1)?.push(day)
  }
  return weeks
}

function spanOf(days: readonly ReportDay[]): string {
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return ''
  return [first, last].map(({ date }) => shortDayText(date)).join(' – ')
}
