import { Checkbox as Base } from '@base-ui/react/checkbox'
import { Check, Minus } from 'lucide-react'
import styles from './checkbox.module.css'

type CheckboxProps = {
  label: string
  checked: boolean | 'mixed'
  onChange(checked: boolean): void
  tabIndex?: number
}

/** A check box whose visible label stands elsewhere (a row, a column head). */
export function Checkbox({ label, checked, onChange, tabIndex }: CheckboxProps) {
  return (
    <Base.Root
      className={styles.checkbox}
      aria-label={label}
      checked={checked === true}
      indeterminate={checked === 'mixed'}
      onCheckedChange={onChange}
      tabIndex={tabIndex}
    >
      <Base.Indicator className={styles.indicator}>
        {checked === 'mixed' ? <Minus /> : <Check />}
      </Base.Indicator>
    </Base.Root>
  )
}
