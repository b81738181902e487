import type { DeadlineTarget } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Field } from '../../ui/field.tsx'
import { Toggle } from '../../ui/toggle.tsx'
import { useTargetTexts } from './target-texts.ts'
import { WordSelect } from './word-select.tsx'
import styles from './policy-page.module.css'

type DayOptionsProps = {
  target: DeadlineTarget
  onChange: (part: Partial<DeadlineTarget>) => void
}

/** What only deadlines of days and months know: which days, and when on the last one it ends. */
export function DayOptions({ target, onChange }: DayOptionsProps) {
  const { t } = useLingui()
  const texts = useTargetTexts()
  return (
    <>
      <div className={styles.target}>
        <WordSelect
          label={t`Work days are`}
          value={target.workingDays}
          words={texts.workingDays}
          onChange={(workingDays) => onChange({ workingDays })}
        />
        <WordSelect
          label={t`On its last day it ends`}
          value={target.ends}
          words={texts.ends}
          onChange={(ends) => onChange({ ends })}
        />
        <Field
          label={t`At least so many work days`}
          hint={t`0 for no such rule; 2 by Regulation 1182/71.`}
          type="number"
          min={0}
          max={10}
          value={target.leastWorkingDays}
          onChange={({ target: { valueAsNumber } }) =>
            onChange({
              leastWorkingDays: Math.min(10, Math.max(0, Math.trunc(valueAsNumber || 0))),
            })
          }
        />
      </div>
      <div className={styles.toggles}>
        <Toggle
          checked={target.startDayCounts}
          onChange={(startDayCounts) => onChange({ startDayCounts })}
        >
          {t`The day of the start counts`}
        </Toggle>
        <Toggle
          checked={target.waitsForOpening}
          onChange={(waitsForOpening) => onChange({ waitsForOpening })}
        >
          {t`What comes outside working hours begins at the next opening`}
        </Toggle>
        <Toggle
          checked={target.movesToWorkingDay}
          onChange={(movesToWorkingDay) => onChange({ movesToWorkingDay })}
        >
          {t`An end on a closed day goes on to the next work day`}
        </Toggle>
        <Toggle checked={target.isClear} onChange={(isClear) => onChange({ isClear })}>
          {t`Clear days: neither the first nor the last counts`}
        </Toggle>
      </div>
    </>
  )
}
