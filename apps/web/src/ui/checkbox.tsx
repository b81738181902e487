import { useEffect, useRef } from 'react'
import styles from './checkbox.module.css'

type CheckboxProps = {
  label: string
  checked: boolean | 'mixed'
  onChange: (checked: boolean) => void
  tabIndex?: number
}

/** A check box whose visible label stands elsewhere (a row, a column head). */
export function Checkbox({ label, checked, onChange, tabIndex }: CheckboxProps) {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (box.current) box.current.indeterminate = checked === 'mixed'
  }, [checked])
  return (
    <input
      ref={box}
      type="checkbox"
      className={styles.checkbox}
      aria-label={label}
      checked={checked === true}
      onChange={(event) => onChange(event.target.checked)}
      tabIndex={tabIndex}
    />
  )
}
