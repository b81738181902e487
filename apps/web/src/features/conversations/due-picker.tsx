import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { localDay, longDay } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import { Button } from '../../ui/button.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import styles from './due-picker.module.css'
import { duePresets, endOfWorkOn } from './due-presets.ts'

type DuePickerProps = { timeZone: string; hasDue: boolean; onPick: (dueAt: string | null) => void }

/** When an answer is due: a usual delay, or a day of the calendar. */
export function DuePicker({ timeZone, hasDue, onPick }: DuePickerProps) {
  const { t } = useLingui()
  const now = useNow()
  const [day, setDay] = useState('')
  const chosen = day === '' ? null : endOfWorkOn(day, timeZone)
  const names = {
    today: t`Today`,
    nextDay: t`Next work day`,
    threeDays: t`In 3 work days`,
    endOfWeek: t`End of the week`,
    tenDays: t`In 10 work days`,
    endOfMonth: t`End of the month`,
  }
  return (
    <div className={styles.picker}>
      {duePresets(now, timeZone).map(({ key, at }, index) => (
        <button
          key={key}
          type="button"
          className={styles.preset}
          autoFocus={index === 0}
          onClick={() => onPick(at.toISOString())}
        >
          <span>{names[key]}</span>
          <span className={styles.date}>{longDay(at)}</span>
        </button>
      ))}
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (chosen) onPick(chosen.toISOString())
        }}
      >
        <input
          type="date"
          className={styles.day}
          aria-label={t`Another day`}
          min={localDay(now)}
          value={day}
          onChange={(event) => setDay(event.target.value)}
        />
        <Button type="submit" variant="primary" disabled={!chosen}>
          {t`Set`} <Kbd>↵</Kbd>
        </Button>
      </form>
      {chosen && <p className={styles.result}>{t`Due ${longDay(chosen)} at 17:00`}</p>}
      {hasDue && (
        <Button variant="ghost" onClick={() => onPick(null)}>
          {t`Remove the deadline`}
        </Button>
      )}
    </div>
  )
}
