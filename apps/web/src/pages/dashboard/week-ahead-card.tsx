import type { DeadlineReport } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { DayCell, mostDue } from './day-cell.tsx'
import { shortDayText } from './day-text.ts'
import styles from './weeks.module.css'

const shown = 5 // working days

type WeekAheadCardProps = { days: DeadlineReport['days']; today: string; children: ReactNode }

/** The next working days, where there is no room for three weeks. */
export function WeekAheadCard({ days, today, children }: WeekAheadCardProps) {
  const { t } = useLingui()
  const ahead = days
    .filter(({ date, isOpen, due }) => date >= today && (isOpen || due.n > 0))
    .slice(0, shown)
  const [first, last] = [ahead[0], ahead.at(-1)]
  const title = t`Week ahead`
  return (
    <section className={styles.card} aria-label={title}>
      <header className={styles.head}>
        <h2>{title}</h2>
        {first && last && (
          <span className={styles.span}>
            {shortDayText(first.date)} – {shortDayText(last.date)}
          </span>
        )}
      </header>
      <ul className={styles.ahead}>
        {ahead.map((day) => (
          <li key={day.date}>
            <DayCell day={day} today={today} most={mostDue(ahead)} isNamed />
          </li>
        ))}
      </ul>
      {children}
    </section>
  )
}
