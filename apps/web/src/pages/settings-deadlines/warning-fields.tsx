import type { WarningStep } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { BellRing, Trash2 } from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Toggle } from '../../ui/toggle.tsx'
import { amountOf, lacksAddress, minutesOf, type StepUnit } from './policy-draft.ts'
import { useTargetTexts, type Words } from './target-texts.ts'
import { WordSelect } from './word-select.tsx'
import styles from './policy-page.module.css'

type WarningFieldsProps = {
  warnings: readonly WarningStep[]
  onChange: (warnings: WarningStep[]) => void
}

const NEW_STEP: WarningStep = { minutes: -120, inWorkingTime: true, to: 'assignee', address: null }

/** Who hears of a deadline, how long before or after it. */
export function WarningFields({ warnings, onChange }: WarningFieldsProps) {
  const { t } = useLingui()
  return (
    <div className={styles.warnings} role="group" aria-label={t`Warnings`}>
      <h3 className={styles.label}>{t`Warnings`}</h3>
      {warnings.map((step, index) => (
        <WarningRow
          // oxlint-disable-next-line react/no-array-index-key -- steps have no other name than their place
          key={index}
          step={step}
          onChange={(part) =>
            onChange(warnings.map((each, at) => (at === index ? { ...each, ...part } : each)))
          }
          onRemove={() => onChange(warnings.filter((_, at) => at !== index))}
        />
      ))}
      <Button
        size="small"
        disabled={warnings.length >= 20}
        onClick={() => onChange([...warnings, NEW_STEP])}
      >
        <BellRing /> {t`Add a warning`}
      </Button>
    </div>
  )
}

type WarningRowProps = {
  step: WarningStep
  onChange: (part: Partial<WarningStep>) => void
  onRemove: () => void
}

function WarningRow({ step, onChange, onRemove }: WarningRowProps) {
  const { t } = useLingui()
  const { recipients } = useTargetTexts()
  const { amount, unit } = amountOf(step)
  const isAfter = step.minutes >= 0
  const units: Words<StepUnit> = [
    ['minutes', t`minutes`],
    ['hours', t`hours`],
    ...(step.inWorkingTime ? [] : ([['days', t`days`]] as const)), // days of work differ in length
  ]
  const sides = [
    ['before', t`before the deadline`],
    ['after', t`after the deadline`],
  ] as const
  const setTime = (next: number, nextUnit: StepUnit, after: boolean) =>
    onChange({ minutes: minutesOf(next, nextUnit, after) })
  return (
    <div className={styles.warning}>
      <Field
        label={t`How long`}
        type="number"
        min={0}
        value={amount}
        onChange={({ target: { valueAsNumber } }) => setTime(valueAsNumber || 0, unit, isAfter)}
      />
      <WordSelect
        label={t`Unit`}
        value={unit}
        words={units}
        onChange={(next) => setTime(amount, next, isAfter)}
      />
      <WordSelect
        label={t`When`}
        value={isAfter ? 'after' : 'before'}
        words={sides}
        onChange={(when) => setTime(amount, unit, when === 'after')}
      />
      <WordSelect
        label={t`To`}
        value={step.to}
        words={recipients}
        onChange={(to) => onChange({ to, address: to === 'address' ? step.address : null })}
      />
      {step.to === 'address' && (
        <Field
          label={t`E-mail address`}
          type="email"
          value={step.address ?? ''}
          error={lacksAddress(step) ? t`Enter an address.` : undefined}
          onChange={({ target: { value } }) => onChange({ address: value === '' ? null : value })}
        />
      )}
      <span className={styles.inTime}>
        <Toggle
          checked={step.inWorkingTime}
          onChange={(inWorkingTime) => onChange({ inWorkingTime })}
        >
          {t`in working time`}
        </Toggle>
        <IconButton label={t`Remove this warning`} onClick={onRemove}>
          <Trash2 />
        </IconButton>
      </span>
    </div>
  )
}
