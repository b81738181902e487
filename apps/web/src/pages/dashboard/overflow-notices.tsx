import type { ReportDay } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { WavesArrowUp } from 'lucide-react'
import { oneDecimal, wholeNumber } from '../../formatting/numbers.ts'
import { awayText } from './day-cell.tsx'
import { dayText } from './day-text.ts'
import { FigureLink } from './figure-link.tsx'
import styles from './weeks.module.css'

const shown = 3

type OverflowNoticesProps = {
  days: readonly ReportDay[]
  today: string
  onSpread: (date: string) => void
}

/** The next days on which more is due than is usually closed, each with what one can do about it. */
export function OverflowNotices({ days, today, onSpread }: OverflowNoticesProps) {
  const overflowing = days.filter(({ date, overflow }) => overflow > 0 && date >= today)
  return overflowing
    .slice(0, shown)
    .map((day) => <Notice key={day.date} day={day} onSpread={() => onSpread(day.date)} />)
}

function Notice({ day, onSpread }: { day: ReportDay; onSpread: () => void }) {
  const { t } = useLingui()
  const name = dayText(day.date, { weekday: 'long', day: 'numeric' })
  const room = oneDecimal(day.capacity ?? 0)
  return (
    <div className={styles.notice}>
      <WavesArrowUp />
      <span>
        <b className={styles.name}>{t`${name}:`}</b>{' '}
        <FigureLink figure={day.due}>{t`${wholeNumber(day.due.n)} deadlines`}</FigureLink>
        {t`, capacity ${room}`}
        {day.away > 0 && ` (${awayText(day.away)})`}
      </span>
      <button type="button" aria-label={t`Spread ${name}`} onClick={onSpread}>
        {t`Spread`}
      </button>
    </div>
  )
}
