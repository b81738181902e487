import { useLingui } from '@lingui/react/macro'
import { CopyCheck } from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import card from '../settings/card.module.css'
import type { CalendarDraft } from './calendar-draft.ts'
import { HoursField } from './hours-field.tsx'
import { weekdayName } from './weekday-name.ts'
import styles from './calendar-page.module.css'

type WeekCardProps = {
  week: CalendarDraft['week']
  onChange: (week: CalendarDraft['week']) => void
}

/** The usual week: a day without hours is closed. */
export function WeekCard({ week, onChange }: WeekCardProps) {
  const { t } = useLingui()
  const monday = week[0] ?? []
  return (
    <section className={card.card} aria-labelledby="week">
      <div className={card.head}>
        <h2 id="week" className={card.title}>{t`Week`}</h2>
        <span className={card.end}>
          <Button
            size="small"
            onClick={() => onChange(week.map((hours, day) => (day < 5 ? monday : hours)))}
          >
            <CopyCheck /> {t`Monday’s hours to Friday`}
          </Button>
        </span>
      </div>
      <ul className={card.rows}>
        {week.map((hours, day) => {
          const name = weekdayName(day)
          return (
            <li key={name} className={card.row}>
              <span className={styles.day}>{name}</span>
              <HoursField
                label={name}
                hours={hours}
                onChange={(next) => onChange(week.map((each, at) => (at === day ? next : each)))}
              />
              {hours.length === 0 && <span className={card.muted}>{t`Closed`}</span>}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
