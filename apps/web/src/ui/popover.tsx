import { Popover as Base } from '@base-ui/react/popover'
import type { ReactElement, ReactNode } from 'react'
import styles from './popover.module.css'

type PopoverProps = {
  /** Names the popover for screen readers. */
  label: string
  open: boolean
  onOpenChange(open: boolean): void
  /** The control that opens it; leave out when `anchor` is given. */
  trigger?: ReactElement<Record<string, unknown>>
  anchor?: Element | null
  align?: 'start' | 'center' | 'end'
  width?: 'narrow' | 'wide'
  children: ReactNode
}

/** A panel beside its trigger; on a phone it is a sheet at the bottom. */
export function Popover({
  label,
  open,
  onOpenChange,
  trigger,
  anchor,
  align,
  width,
  children,
}: PopoverProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      {trigger && <Base.Trigger render={trigger} />}
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Positioner
          anchor={anchor}
          align={align ?? 'start'}
          sideOffset={6}
          collisionPadding={8}
          className={styles.positioner}
        >
          <Base.Popup
            aria-label={label}
            className={`${styles.popup} ${width === 'narrow' ? styles.narrow : styles.wide}`}
          >
            {open && children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
