import type { ReportDay } from '@levee/contract'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Check, UserMinus, WavesArrowUp } from 'lucide-react'
import { oneDecimal, wholeNumber } from '../../formatting/numbers.ts'
import { classNames } from '../../ui/class-names.ts'
import { dayText, wholeDayText } from './day-text.ts'
import { closureName } from './closure-name.ts'
import { FigureLink } from './figure-link.tsx'
import styles from './weeks.module.css'

const brim = 60 // % of the height: as full as a day may be
const nearlyFull = 0.75 // of the capacity

type DayCellProps = {
  day: ReportDay
  today: string
  /** What is due on the fullest day: the measure while no capacity is known. */
  most: number
  /** Names the weekday too, where no column does. */
  isNamed?: boolean
}

/** A day as a vessel: what is due then, against what is usually closed in a day. */
export function DayCell({ day, today, most, isNamed = false }: DayCellProps) {
  const { t } = useLingui()
  const { date, due, overflow } = day
  const number = dayText(date, { day: 'numeric', ...(isNamed && { weekday: 'short' }) })
  const text = useDayText(day, today)
  const name = date === today && !isNamed ? t`${number} · today` : number
  const share = due.n / Math.max(day.capacity ?? most, 1)
  if (due.n === 0) {
    return (
      <span className={classNames(styles.day, styles.off)} title={text}>
        <span aria-hidden="true">{name}</span>
        <i className="visually-hidden">{text}</i>
        {date < today && day.isOpen && <Check className={styles.done} aria-hidden="true" />}
      </span>
    )
  }
  return (
    <FigureLink
      figure={due}
      label={text}
      title={text}
      className={classNames(
        styles.day,
        date === today && styles.today,
        overflow > 0 || date < today
          ? styles.over
          : day.capacity !== null && share >= nearlyFull && styles.full,
      )}
    >
      <s style={{ height: `${Math.min(1, share) * brim}%` }} />
      <span>{name}</span>
      <b>
        {wholeNumber(due.n)}
        {overflow > 0 && <WavesArrowUp />}
        {day.away > 0 && date >= today && (
          <small className={styles.away}>
            <UserMinus /> {wholeNumber(day.away)}
          </small>
        )}
      </b>
    </FigureLink>
  )
}

export function mostDue(days: readonly ReportDay[]): number {
  return Math.max(...days.map(({ due }) => due.n))
}

/** A day in words, for those who do not see the vessel. */
function useDayText(day: ReportDay, today: string): string {
  const text = useDueText(day, today)
  return day.isOpen && day.away > 0 && day.date >= today ? `${text}, ${awayText(day.away)}` : text
}

/** How many of those who usually close the mail are not there. */
export function awayText(away: number): string {
  return plural(away, { one: '# person away', other: '# people away' })
}

function useDueText({ date, due, capacity, overflow, ...day }: ReportDay, today: string): string {
  const { t } = useLingui()
  const whole = wholeDayText(date)
  const closed = day.closure ? closureName(day.closure) : t`closed`
  if (due.n === 0) {
    if (!day.isOpen) return t`${whole}: ${closed}`
    return date < today ? t`${whole}: nothing left` : t`${whole}: nothing is due`
  }
  const count = wholeNumber(due.n)
  if (!day.isOpen) return t`${whole}: ${count} due, ${closed}`
  if (capacity === null) return t`${whole}: ${count} due`
  const room = oneDecimal(capacity)
  if (overflow > 0) return t`${whole}: ${count} due, above the capacity of ${room}`
  return t`${whole}: ${count} due, capacity ${room}`
}
