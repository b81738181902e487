import { useLingui } from '@lingui/react/macro'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react'
import { intlLocale } from '../i18n.ts'
import { classNames } from './class-names.ts'
import { IconButton } from './icon-button.tsx'
import styles from './month-grid.module.css'

type MonthGridProps = {
  label: string
  /** Days are YYYY-MM-DD. */
  today: string
  /** The chosen day, whose month is shown first. */
  value: string | null
  /** Whether a day is muted. */
  isClosed: (day: string) => boolean
  onPick: (day: string) => void
  /** Hears which day the pointer or the focus is on. */
  onPoint: (day: string | null) => void
}

const dayLength = 86_400_000 // ms
const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

/** A month as a grid of days: arrows move, Page Up and Page Down turn months; days that are over cannot be picked. */
export function MonthGrid({ label, today, value, isClosed, onPick, onPoint }: MonthGridProps) {
  const { t } = useLingui()
  const [moved, setMoved] = useState<{ day: string; from: string | null } | null>(null)
  const active = moved?.from === value ? moved.day : (value ?? today)
  const wantsFocus = useRef(false)
  const grid = useRef<HTMLTableElement>(null)
  useLayoutEffect(() => {
    if (!wantsFocus.current) return
    wantsFocus.current = false
    grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
  })
  const move = (day: string) => setMoved({ day: day < today ? today : day, from: value })
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key]
    const months = { PageUp: -1, PageDown: 1 }[event.key]
    if (step !== undefined) move(addDays(active, step))
    else if (months !== undefined) move(addMonths(active, months))
    else return
    wantsFocus.current = true
    event.preventDefault()
  }
  const month = active.slice(0, 7)
  const day: DayProps = { today, value, active, isClosed, onPick, onPoint, onKeyDown }
  return (
    <div className={styles.month}>
      <div className={styles.head}>
        <span aria-live="polite">{format(active, { month: 'long', year: 'numeric' })}</span>
        <IconButton
          label={t`Previous month`}
          disabled={month <= today.slice(0, 7)}
          onClick={() => move(addMonths(active, -1))}
        >
          <ChevronLeft />
        </IconButton>
        <IconButton label={t`Next month`} onClick={() => move(addMonths(active, 1))}>
          <ChevronRight />
        </IconButton>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- rows and columns of days that arrows move in */}
      <table ref={grid} role="grid" aria-label={label} className={styles.grid}>
        <WeekdayHeads />
        <tbody>
          {weeksOf(month).map((week) => (
            <tr key={week[0]}>
              {week.map((date) => (
                <td key={date} aria-selected={date === value}>
                  {date.startsWith(month) && <Day {...day} date={date} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

type DayProps = Omit<MonthGridProps, 'label'> & {
  /** The one day that Tab reaches. */
  active: string
  onKeyDown: (event: KeyboardEvent) => void
}

function Day({
  date,
  today,
  value,
  active,
  isClosed,
  onPick,
  onPoint,
  onKeyDown,
}: DayProps & { date: string }) {
  return (
    <button
      type="button"
      aria-label={format(date, { dateStyle: 'full' })}
      aria-current={date === today ? 'date' : undefined}
      disabled={date < today}
      tabIndex={date === active ? 0 : -1}
      className={classNames(
        styles.day,
        isClosed(date) && styles.weekend,
        date === today && styles.today,
        date === value && styles.chosen,
      )}
      onClick={() => onPick(date)}
      onKeyDown={onKeyDown}
      onFocus={() => onPoint(date)}
      onBlur={() => onPoint(null)}
      onPointerEnter={() => onPoint(date)}
      onPointerLeave={() => onPoint(null)}
    >
      {Number(date.slice(8))}
    </button>
  )
}

function WeekdayHeads() {
  const monday = '2024-01-01'
  return (
    <thead>
      <tr>
        {[0, 1, 2, 3, 4, 5, 6].map((offset) => {
          const day = addDays(monday, offset)
          return (
            <th key={offset} scope="col" abbr={format(day, { weekday: 'long' })}>
              {format(day, { weekday: 'narrow' })}
            </th>
          )
        })}
      </tr>
    </thead>
  )
}

/** The weeks, Monday first, that a month (YYYY-MM) touches. */
function weeksOf(month: string): string[][] {
  const first = `${month}-01`
  const monday = addDays(first, -((dateOf(first).getUTCDay() + 6) % 7))
  const weeks: string[][] = []
  for (let start = monday; start.slice(0, 7) <= month; start = addDays(start, 7))
    weeks.push([0, 1, 2, 3, 4, 5, 6].map((offset) => addDays(start, offset)))
  return weeks
}

/** The same date of another month, or its last. */
function addMonths(day: string, months: number): string {
  const date = dateOf(day)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months]
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return isoDay(Date.UTC(year, month, Math.min(date.getUTCDate(), last)))
}

function addDays(day: string, days: number): string {
  return isoDay(dateOf(day).getTime() + days * dayLength)
}

function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}

function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

function format(day: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(intlLocale(), { timeZone: 'UTC', ...options }).format(dateOf(day))
}
