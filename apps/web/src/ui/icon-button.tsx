import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'
import styles from './icon-button.module.css'
import { Tooltip } from './tooltip.tsx'

type IconButtonProps = {
  label: string
  shortcut?: string
  active?: boolean
} & ComponentProps<'button'>

export function IconButton({
  label,
  shortcut,
  active = false,
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip text={label} shortcut={shortcut}>
      <button
        type="button"
        aria-label={label}
        {...rest}
        className={classNames(styles.iconButton, active && styles.active, className)}
      />
    </Tooltip>
  )
}
