import { type CompiledCalendar, sendTimes, type SendTime, wallTime } from '@levee/domain'
import { useLingui } from '@lingui/react/macro'
import { useId, useState } from 'react'
import { fullDate } from '../../formatting/dates.ts'
import { zoneName } from '../../formatting/zone-name.ts'
import { useNow } from '../../formatting/use-now.ts'
import { Button } from '../../ui/button.tsx'
import styles from './schedule-choice.module.css'

export type Schedule = { sendAt: string; cancelIfAnswered: boolean }

type ScheduleChoiceProps = {
  /** Of the organisation: everybody who shares the mail reads the same hours. */
  timeZone: string
  hours?: CompiledCalendar | undefined
  mayBeAnswered?: boolean
  /** What was chosen before. */
  cancelIfAnswered?: boolean
  onChoose: (schedule: Schedule) => void
}

/** When a reply leaves: a usual time, or a date; and whether it still does when they write first. */
export function ScheduleChoice(props: ScheduleChoiceProps) {
  const { timeZone, hours, mayBeAnswered = true, onChoose } = props
  const { t } = useLingui()
  const now = useNow()
  const [cancelIfAnswered, setCancelIfAnswered] = useState(props.cancelIfAnswered ?? true)
  const [text, setText] = useState('')
  const clock = useId()
  const chosen = wallTime(text, timeZone)
  const isToCome = chosen !== undefined && chosen > now
  const names: Record<SendTime['key'], string> = {
    afternoon: t`This afternoon`,
    nextDay: t`Next morning`,
    monday: t`Beginning of next week`,
  }
  const choose = (at: Date) =>
    onChoose({
      sendAt: at.toISOString(),
      cancelIfAnswered: mayBeAnswered && cancelIfAnswered,
    })
  return (
    <div className={styles.choice}>
      <ul className={styles.times}>
        {sendTimes(now, { timeZone, hours }).map(({ key, at }) => (
          <li key={key}>
            <button type="button" className={styles.time} onClick={() => choose(at)}>
              <b>{names[key]}</b>
              <span className={styles.when}>{fullDate(at)}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className={styles.date}>
        <label className={styles.field}>
          {t`Date and time`}
          <input
            type="datetime-local"
            value={text}
            aria-describedby={clock}
            aria-invalid={(text !== '' && !isToCome) || undefined}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              if (isToCome) choose(chosen)
            }}
          />
        </label>
        <Button size="small" disabled={!isToCome} onClick={() => isToCome && choose(chosen)}>
          {t`Schedule`}
        </Button>
      </div>
      <p id={clock} className={styles.hint}>
        {t`By the organisation’s clock: ${zoneName(timeZone)}`}
      </p>
      {text !== '' && !isToCome && <p className={styles.hint}>{t`Choose a time to come.`}</p>}
      {mayBeAnswered && (
        <label className={styles.answered}>
          <input
            type="checkbox"
            checked={cancelIfAnswered}
            onChange={(event) => setCancelIfAnswered(event.target.checked)}
          />
          {t`Cancel it if they write first`}
        </label>
      )}
    </div>
  )
}
