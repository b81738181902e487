import { useLingui } from '@lingui/react/macro'
import { fieldKind, type RuleComparison, type RuleValue } from '@levee/domain'
import { takesList, textsOf } from './edit-conditions.ts'
import { thingsOf, useRuleNames } from './rule-names.ts'
import { RuleSelect } from './rule-select.tsx'
import { wordsOf } from './rule-words.ts'
import styles from './condition.module.css'
import { ValueChips } from './value-chips.tsx'

type ValueInputProps = {
  comparison: RuleComparison
  onChange: (value: RuleValue) => void
  disabled: boolean
  error: string | undefined
}

/** What a condition compares with, entered in the way of its field. */
export function ValueInput({ comparison, onChange, disabled, error }: ValueInputProps) {
  const { t } = useLingui()
  const names = useRuleNames()
  const { field, operator, value } = comparison
  const kind = fieldKind(field)
  const label = t`Value`
  if (operator === 'isEmpty' || operator === 'isNotEmpty') return <span />
  if (kind === 'flag')
    return (
      <RuleSelect
        label={label}
        value={String(value)}
        options={[
          { value: 'true', label: t`yes` },
          { value: 'false', label: t`no` },
        ]}
        onChange={(next) => onChange(next === 'true')}
        disabled={disabled}
        isWide
      />
    )
  if (kind === 'level')
    return (
      <RuleSelect
        label={label}
        value={String(value)}
        options={wordsOf(field) ?? []}
        onChange={onChange}
        disabled={disabled}
        isWide
      />
    )
  if (takesList(field, operator)) {
    const things = operator === 'is' || operator === 'isNot' || operator === 'isOneOf'
    const offered = things
      ? (thingsOf(field, names)?.map((thing) => ({ value: thing.id, label: thing.name })) ??
        wordsOf(field))
      : undefined
    return (
      <ValueChips
        label={label}
        values={textsOf(value)}
        isPattern={operator === 'matches' || operator === 'notMatches'}
        offered={offered}
        onChange={onChange}
        disabled={disabled}
        error={error}
      />
    )
  }
  const isDate = kind === 'instant' || operator === 'before' || operator === 'after'
  return (
    <input
      className={styles.input}
      aria-label={label}
      aria-invalid={error !== undefined || undefined}
      type={isDate ? 'date' : 'number'}
      placeholder={kind === 'number' && field !== 'spamScore' ? t`bytes` : undefined}
      value={textsOf(value)[0] ?? ''}
      disabled={disabled}
      onChange={({ target }) =>
        onChange(isDate || target.value === '' ? target.value : Number(target.value))
      }
    />
  )
}
