import { classNames } from '../../ui/class-names.ts'
import styles from './condition.module.css'

type RuleSelectProps = {
  label: string
  value: string
  options: readonly { value: string; label: string }[]
  onChange: (value: string) => void
  disabled?: boolean
  error?: string | undefined
  /** Shown while nothing is chosen. */
  placeholder?: string
  isWide?: boolean
}

/** The browser's own list, small enough for a line of a rule. What is chosen and no longer offered stays. */
export function RuleSelect(props: RuleSelectProps) {
  const { label, value, options, onChange, disabled, error, placeholder, isWide } = props
  const isKnown = options.some((option) => option.value === value)
  return (
    <select
      className={classNames(styles.select, isWide && styles.wide)}
      aria-label={label}
      aria-invalid={error !== undefined || undefined}
      title={error}
      value={value}
      disabled={disabled}
      onChange={(event) => onChange(event.target.value)}
    >
      {!isKnown && <option value={value}>{value === '' ? placeholder : value}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}
