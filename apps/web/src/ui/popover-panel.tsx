import { Popover as Base } from '@base-ui/react/popover'
import styles from './popover-panel.module.css'
import type { PopoverProps } from './popover.tsx'

/** The part of a popover that is only needed once it opens. */
export function PopoverPanel({ label, open, onOpenChange, anchor, children }: PopoverProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Positioner
          anchor={anchor}
          align="start"
          sideOffset={6}
          collisionPadding={8}
          className={styles.positioner}
        >
          <Base.Popup aria-label={label} className={styles.popup}>
            {open && children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
