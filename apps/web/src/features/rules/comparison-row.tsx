import { useLingui } from '@lingui/react/macro'
import {
  operatorsOf,
  RULE_FIELDS,
  RULE_OPERATORS,
  type RuleComparison,
  type RuleField,
} from '@levee/domain'
import { CircleAlert, X } from 'lucide-react'
import { useId, useRef } from 'react'
import { IconButton } from '../../ui/icon-button.tsx'
import type { ConditionProps } from './condition-group.tsx'
import { withField, withOperator } from './edit-conditions.ts'
import { openNext, VALUE_OF_CONDITION } from './focus-next.ts'
import { RuleSelect } from './rule-select.tsx'
import { fieldLabel, operatorLabel } from './rule-words.ts'
import styles from './condition.module.css'
import { useByPointer } from './use-by-pointer.ts'
import { ValueInput } from './value-input.tsx'

const HEADER = 'header.'

/** One comparison: what, how, with what; and what is wrong with it. */
export function ComparisonRow(props: ConditionProps & { comparison: RuleComparison }) {
  const { comparison, path, place, problems, disabled, onChange } = props
  const { t } = useLingui()
  const id = useId()
  const { field, operator } = comparison
  const isHeader = field.startsWith(HEADER)
  const row = useRef<HTMLDivElement>(null)
  const { isPointer, watch } = useByPointer()
  const goToValue = () => {
    if (isPointer.current) openNext(row.current, VALUE_OF_CONDITION, true)
  }
  const errorOf = (member: string) => problems.get(`${path}.${member}`)
  const error = problems.get(path) ?? errorOf('field') ?? errorOf('operator') ?? errorOf('value')
  return (
    <div ref={row} role="group" aria-label={t`Condition`} aria-describedby={error && id} {...watch}>
      <div className={styles.comparison} data-comparison>
        <RuleSelect
          label={t`What to look at`}
          value={isHeader ? HEADER : field}
          options={[
            ...RULE_FIELDS.map((each) => ({ value: each, label: fieldLabel(each) })),
            { value: HEADER, label: t`Header…` },
          ]}
          onChange={(next) => {
            onChange(place, withField(comparison, fieldNamed(next)))
            goToValue()
          }}
          disabled={disabled}
          error={errorOf('field')}
        />
        <RuleSelect
          label={t`How to compare`}
          value={operator}
          options={operatorsOf(field).map((each) => ({ value: each, label: operatorLabel(each) }))}
          onChange={(next) => {
            const named = RULE_OPERATORS.find((each) => each === next)
            if (named) onChange(place, withOperator(comparison, named))
            goToValue()
          }}
          disabled={disabled}
          error={errorOf('operator')}
        />
        <ValueInput
          key={field}
          comparison={comparison}
          onChange={(value) => onChange(place, { field, operator, value })}
          disabled={disabled}
          error={errorOf('value')}
        />
        {!disabled && (
          <IconButton
            label={t`Remove the condition`}
            className={styles.remove}
            onClick={props.onRemove}
          >
            <X />
          </IconButton>
        )}
      </div>
      {isHeader && (
        <input
          className={styles.input}
          aria-label={t`Name of the header`}
          placeholder="X-Spam-Flag"
          value={field.slice(HEADER.length)}
          disabled={disabled}
          onChange={(event) =>
            onChange(place, { ...comparison, field: `${HEADER}${event.target.value.trim()}` })
          }
        />
      )}
      {error && (
        <p id={id} className={styles.error}>
          <CircleAlert aria-hidden="true" /> {error}
        </p>
      )}
    </div>
  )
}

function fieldNamed(name: string): RuleField {
  return RULE_FIELDS.find((each) => each === name) ?? `${HEADER}Subject`
}
