import { type CompiledCalendar, type DueFrame, readDue } from '@levee/domain'
import { useLingui } from '@lingui/react/macro'
import { useId, useState } from 'react'
import { fullDate, localDay, shortDay } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { MonthGrid } from '../../ui/month-grid.tsx'
import styles from './due-picker.module.css'
import { type DuePresetKey, duePresets, endOfWorkOn, isClosedOn } from './due-presets.ts'

type DuePickerProps = {
  timeZone: string
  /** When work goes on; without it from Monday to Friday, 9 to 17. */
  hours?: CompiledCalendar | undefined
  /** What taking the date back comes to: nothing to take back, no date any more, or the policy's again. */
  takingBack: 'nothing' | 'none' | 'policy'
  /** Whether there is a date already, of which one may say why it moves. */
  isMoved: boolean
  onPick: (dueAt: string | null, reason?: string) => void
}

/** When an answer is due: a few words, a usual delay, or a day of the month; what it comes to is said first. */
export function DuePicker(props: DuePickerProps) {
  const { timeZone, hours, takingBack, isMoved, onPick } = props
  const { t } = useLingui()
  const now = useNow()
  const resultId = useId()
  const [text, setText] = useState('')
  const [reason, setReason] = useState('')
  const [pointed, setPointed] = useState<Date | null>(null)
  const frame: DueFrame = { now, timeZone, ...(hours && { hours }) }
  const read = readDue(text, frame)
  const shown = pointed ?? read
  const why = reason.trim() === '' ? undefined : reason.trim()
  const pick = (at: Date | null) => at && onPick(at.toISOString(), why)
  const result = shown
    ? t`Due ${fullDate(shown)}`
    : text.trim() === ''
      ? t`In your own words, or a day below`
      : t`This is no day to come`
  return (
    <div className={styles.picker}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          pick(read)
        }}
      >
        <input
          className={styles.words}
          aria-label={t`Deadline in words`}
          aria-describedby={resultId}
          aria-invalid={text.trim() !== '' && !read}
          placeholder={t`in 10 work days…`}
          autoComplete="off"
          autoFocus
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" variant="primary" disabled={!read}>
          {t`Set`} <Kbd>↵</Kbd>
        </Button>
      </form>
      <p
        id={resultId}
        role="status"
        className={classNames(styles.result, shown !== null && styles.known)}
      >
        {result}
      </p>
      {isMoved && (
        <input
          className={styles.words}
          aria-label={t`Why the deadline moves`}
          placeholder={t`Why? (optional)`}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
      <Presets frame={frame} onPick={pick} onPoint={setPointed} />
      <MonthGrid
        label={t`Day`}
        today={localDay(now)}
        value={read && localDay(read)}
        isClosed={(day) => isClosedOn(day, frame)}
        onPick={(day) => pick(endOfWorkOn(day, frame))}
        onPoint={(day) => setPointed(day === null ? null : endOfWorkOn(day, frame))}
      />
      {takingBack !== 'nothing' && (
        <Button variant="ghost" className={styles.remove} onClick={() => onPick(null, why)}>
          {takingBack === 'policy' ? t`Count it by the policy again` : t`Remove the deadline`}
        </Button>
      )}
    </div>
  )
}

type PresetsProps = {
  frame: DueFrame
  onPick: (at: Date) => void
  onPoint: (at: Date | null) => void
}

function Presets({ frame, onPick, onPoint }: PresetsProps) {
  const { t } = useLingui()
  const names: Record<DuePresetKey, string> = {
    today: t`Today`,
    nextDay: t`Next work day`,
    threeDays: t`In 3 work days`,
    endOfWeek: t`End of the week`,
    tenDays: t`In 10 work days`,
    endOfMonth: t`End of the month`,
  }
  return (
    <div className={styles.presets}>
      {duePresets(frame).map(({ key, at }) => (
        <button
          key={key}
          type="button"
          className={styles.preset}
          onClick={() => onPick(at)}
          onFocus={() => onPoint(at)}
          onBlur={() => onPoint(null)}
          onPointerEnter={() => onPoint(at)}
          onPointerLeave={() => onPoint(null)}
        >
          {names[key]}
          <span className={styles.date}>{shortDay(at)}</span>
        </button>
      ))}
    </div>
  )
}
