import { useLingui } from '@lingui/react/macro'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { type DayHours, isInOrder, withNextHours } from './calendar-draft.ts'
import styles from './hours-field.module.css'
import { readWallTime } from './wall-time.ts'

type HoursFieldProps = {
  /** Whose hours they are: a day of the week, an exception. */
  label: string
  hours: DayHours
  onChange: (hours: DayHours) => void
}

/** The stretches of a day that count, any number of them. */
export function HoursField({ label, hours, onChange }: HoursFieldProps) {
  const { t } = useLingui()
  const change = (at: number, part: Partial<DayHours[number]>) =>
    onChange(hours.map((each, index) => (index === at ? { ...each, ...part } : each)))
  return (
    <div className={styles.hours} role="group" aria-label={t`Hours: ${label}`}>
      {hours.map((stretch, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- stretches have no other name than their place
        <span key={index} className={styles.stretch}>
          <TimeField
            label={t`${label}, from, ${index + 1}`}
            value={stretch.from}
            onChange={(from) => change(index, { from })}
          />
          –
          <TimeField
            label={t`${label}, to, ${index + 1}`}
            value={stretch.to}
            onChange={(to) => change(index, { to })}
          />
          <IconButton
            label={t`${label}: remove ${stretch.from}–${stretch.to}`}
            onClick={() => onChange(hours.filter((_, place) => place !== index))}
          >
            <X />
          </IconButton>
        </span>
      ))}
      <Button
        variant="ghost"
        size="small"
        aria-label={t`${label}: add hours`}
        disabled={hours.length >= 12}
        onClick={() => onChange(withNextHours(hours))}
      >
        <Plus /> {hours.length === 0 ? t`Open` : t`Hours`}
      </Button>
      {!isInOrder(hours) && (
        <span
          role="alert"
          className={styles.problem}
        >{t`These hours overlap or end before they begin.`}</span>
      )}
    </div>
  )
}

type TimeFieldProps = { label: string; value: string; onChange: (value: string) => void }

/** Takes what it understands when one leaves it, else keeps what was there. */
function TimeField({ label, value, onChange }: TimeFieldProps) {
  const [text, setText] = useState<string | null>(null)
  const leave = () => {
    const read = text === null ? null : readWallTime(text)
    setText(null)
    if (read !== null && read !== value) onChange(read)
  }
  return (
    <input
      className={styles.time}
      aria-label={label}
      aria-invalid={(text !== null && text !== '' && readWallTime(text) === null) || undefined}
      inputMode="numeric"
      maxLength={6}
      autoComplete="off"
      value={text ?? value}
      onChange={(event) => setText(event.target.value)}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key === 'Enter') leave()
      }}
    />
  )
}
