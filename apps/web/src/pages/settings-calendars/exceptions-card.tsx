import { useLingui } from '@lingui/react/macro'
import { Plus, Trash2 } from 'lucide-react'
import { localDay } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Field, Select } from '../../ui/field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import card from '../settings/card.module.css'
import type { CalendarDraft } from './calendar-draft.ts'
import styles from './calendar-page.module.css'
import { HoursField } from './hours-field.tsx'

type Exceptions = CalendarDraft['exceptions']
type Exception = Exceptions[number]
type ExceptionsCardProps = { exceptions: Exceptions; onChange: (exceptions: Exceptions) => void }

/** Days that differ from the week: closed or open, wholly or for some hours. */
export function ExceptionsCard({ exceptions, onChange }: ExceptionsCardProps) {
  const { t } = useLingui()
  const today = localDay(useNow())
  const add = () =>
    onChange([...exceptions, { kind: 'closed', name: '', from: today, to: today, hours: null }])
  return (
    <section className={card.card} aria-labelledby="exceptions">
      <div className={card.head}>
        <h2 id="exceptions" className={card.title}>{t`Exceptions`}</h2>
        <span className={card.end}>
          <Button size="small" onClick={add}>
            <Plus /> {t`Add an exception`}
          </Button>
        </span>
      </div>
      {exceptions.length === 0 && (
        <EmptyState title={t`No exception`}>
          {t`Bridges, a works outing, a Saturday on which one opens: days that differ from the week.`}
        </EmptyState>
      )}
      <ul className={card.rows}>
        {exceptions.map((exception, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- exceptions have no other name than their place
          <li key={index} className={styles.exception}>
            <ExceptionFields
              exception={exception}
              onChange={(part) =>
                onChange(exceptions.map((each, at) => (at === index ? { ...each, ...part } : each)))
              }
              onRemove={() => onChange(exceptions.filter((_, at) => at !== index))}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

type ExceptionFieldsProps = {
  exception: Exception
  onChange: (part: Partial<Exception>) => void
  onRemove: () => void
}

function ExceptionFields({ exception, onChange, onRemove }: ExceptionFieldsProps) {
  const { t } = useLingui()
  const { kind, name, from, to, hours } = exception
  return (
    <>
      <div className={styles.exceptionFields}>
        <Field
          label={t`Name`}
          maxLength={120}
          value={name}
          error={name.trim() === '' ? t`Enter a name.` : undefined}
          onChange={(event) => onChange({ name: event.target.value })}
        />
        <Select
          label={t`On these days`}
          value={kind}
          onChange={({ target: { value } }) =>
            onChange({ kind: value === 'open' ? 'open' : 'closed' })
          }
        >
          <option value="closed">{t`closed`}</option>
          <option value="open">{t`open`}</option>
        </Select>
        <Field
          label={t`From`}
          type="date"
          value={from}
          onChange={({ target: { value } }) =>
            value !== '' && onChange({ from: value, to: to < value ? value : to })
          }
        />
        <Field
          label={t`To`}
          type="date"
          min={from}
          value={to}
          error={to < from ? t`It ends before it begins.` : undefined}
          onChange={({ target: { value } }) => value !== '' && onChange({ to: value })}
        />
        <Select
          label={t`How long`}
          value={hours === null ? 'day' : 'hours'}
          onChange={({ target: { value } }) =>
            onChange({ hours: value === 'day' ? null : [{ from: '14:00', to: '17:00' }] })
          }
        >
          <option value="day">{kind === 'open' ? t`the usual hours` : t`the whole day`}</option>
          <option value="hours">{t`some hours`}</option>
        </Select>
        <IconButton label={t`Remove the exception ${name}`} onClick={onRemove}>
          <Trash2 />
        </IconButton>
      </div>
      {hours && (
        <HoursField
          label={name || t`Exception`}
          hours={hours}
          onChange={(next) => onChange({ hours: next })}
        />
      )}
    </>
  )
}
