import type { ComponentProps } from 'react'
import styles from './button.module.css'
import { classNames } from './class-names.ts'

type ButtonLook = {
  variant?: 'primary' | 'default' | 'ghost' | 'danger'
  size?: 'small' | 'medium' | 'large'
  busy?: boolean
}

type ButtonProps = ButtonLook & ComponentProps<'button'>

export function Button({ variant, size, busy = false, className, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={classNames(buttonClass({ variant, size }), busy && styles.busy, className)}
      aria-busy={busy || undefined}
      disabled={rest.disabled || busy}
    />
  )
}

/** The look of a button for a link that acts like one. */
export function buttonClass({ variant = 'default', size = 'medium' }: ButtonLook = {}): string {
  return classNames(styles.button, styles[variant], styles[size])
}
