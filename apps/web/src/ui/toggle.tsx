import { Switch } from '@base-ui/react/switch'
import type { ReactNode } from 'react'
import styles from './toggle.module.css'

type ToggleProps = {
  checked: boolean
  onChange: (checked: boolean) => void
  disabled?: boolean
  children: ReactNode
}

/** A switch that takes effect at once. */
export function Toggle({ checked, onChange, disabled, children }: ToggleProps) {
  return (
    <label className={styles.label}>
      {children}
      <Switch.Root
        className={styles.toggle}
        checked={checked}
        onCheckedChange={onChange}
        disabled={disabled}
      >
        <Switch.Thumb className={styles.thumb} />
      </Switch.Root>
    </label>
  )
}
