import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'
import styles from './icon-button.module.css'
import { tooltipHandlers } from './tooltip-store.ts'

type IconButtonProps = {
  label: string
  shortcut?: string
  active?: boolean
} & ComponentProps<'button'>

/** A button that shows only a picture: its name, and its key, are in the tooltip. */
export function IconButton({
  label,
  shortcut,
  active = false,
  className,
  ...rest
}: IconButtonProps) {
  const tooltip = tooltipHandlers(label, shortcut)
  return (
    <button
      type="button"
      aria-label={label}
      {...rest}
      className={classNames(styles.iconButton, active && styles.active, className)}
      onPointerEnter={(event) => {
        rest.onPointerEnter?.(event)
        tooltip.onPointerEnter(event)
      }}
      onPointerLeave={(event) => {
        rest.onPointerLeave?.(event)
        tooltip.onPointerLeave()
      }}
      onPointerDown={(event) => {
        rest.onPointerDown?.(event)
        tooltip.onPointerDown()
      }}
      onFocus={(event) => {
        rest.onFocus?.(event)
        tooltip.onFocus(event)
      }}
      onBlur={(event) => {
        rest.onBlur?.(event)
        tooltip.onBlur()
      }}
    />
  )
}
