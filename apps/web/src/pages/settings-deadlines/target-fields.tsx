import type { DeadlineTarget } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Trash2 } from 'lucide-react'
import { lengthText } from '../../features/deadlines/explanation/length-text.ts'
import { kindText } from '../../features/deadlines/kind-text.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import card from '../settings/card.module.css'
import { DayOptions } from './day-options.tsx'
import { useTargetTexts } from './target-texts.ts'
import { withKind } from './policy-draft.ts'
import { WarningFields } from './warning-fields.tsx'
import { WordChoice } from './word-choice.tsx'
import { WordSelect } from './word-select.tsx'
import styles from './policy-page.module.css'

type TargetFieldsProps = {
  target: DeadlineTarget
  /** What other deadlines of the policy are for: there is one of a kind. */
  taken: readonly DeadlineTarget['kind'][]
  onChange: (target: DeadlineTarget) => void
  onRemove: () => void
}

/** One deadline that a policy sets: what for, how long, from when, what stops it, who hears of it. */
export function TargetFields({ target, taken, onChange, onRemove }: TargetFieldsProps) {
  const { t } = useLingui()
  const texts = useTargetTexts()
  const change = (part: Partial<DeadlineTarget>) => onChange({ ...target, ...part })
  const { kind, length } = target
  const title = kindText(kind)
  return (
    <section className={card.card} aria-label={title}>
      <div className={card.head}>
        <h2 className={card.title}>{title}</h2>
        <span className={card.aside}>{lengthText(length)}</span>
        <span className={card.end}>
          <Button variant="ghost" size="small" onClick={onRemove}>
            <Trash2 /> {t`Remove this deadline`}
          </Button>
        </span>
      </div>
      <div className={card.body}>
        <div className={styles.target}>
          <WordSelect
            label={t`What for`}
            value={kind}
            words={texts.kinds.filter(([word]) => !taken.includes(word))}
            onChange={(next) => onChange(withKind(target, next))}
          />
          <Field
            label={t`Time limit`}
            type="number"
            min={1}
            max={1_000_000}
            value={length.count || ''}
            error={length.count < 1 ? t`At least 1.` : undefined}
            onChange={({ target: { valueAsNumber } }) =>
              change({ length: { ...length, count: Math.trunc(valueAsNumber || 0) } })
            }
          />
          <WordSelect
            label={t`Unit`}
            value={length.unit}
            words={texts.units}
            onChange={(unit) => change({ length: { ...length, unit } })}
          />
          <WordSelect
            label={t`From when`}
            value={target.starts}
            words={texts.starts}
            onChange={(starts) => change({ starts })}
          />
        </div>
        {length.unit !== 'workingMinutes' && <DayOptions target={target} onChange={change} />}
        <WordChoice
          label={t`What stops the clock`}
          chosen={target.pausedBy}
          words={texts.pauses}
          onChange={(pausedBy) => change({ pausedBy })}
        />
        <WarningFields warnings={target.warnings} onChange={(warnings) => change({ warnings })} />
      </div>
    </section>
  )
}
