import { Dialog as Base } from '@base-ui/react/dialog'
import { useLingui } from '@lingui/react/macro'
import { X } from 'lucide-react'
import type { ReactNode, RefObject } from 'react'
import styles from './dialog.module.css'
import { IconButton } from './icon-button.tsx'

type DialogProps = {
  title: string
  open: boolean
  onOpenChange: (open: boolean) => void
  width?: 'narrow' | 'wide'
  /** Stands in the head between the title and the close button. */
  tools?: ReactNode
  footer?: ReactNode
  /** What has the focus at first; left out: the first that can. */
  initialFocus?: RefObject<HTMLElement | null>
  children: ReactNode
}

export function Dialog({
  title,
  open,
  onOpenChange,
  width = 'narrow',
  tools,
  footer,
  initialFocus,
  children,
}: DialogProps) {
  const { t } = useLingui()
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Popup
          className={`${styles.popup} ${width === 'wide' ? styles.wide : styles.narrow}`}
          {...(initialFocus && { initialFocus })}
        >
          <header className={styles.head}>
            <Base.Title className={styles.title}>{title}</Base.Title>
            {tools}
            <Base.Close render={<IconButton label={t`Close`} shortcut="Esc" />}>
              <X />
            </Base.Close>
          </header>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it may hold text only, and keys scroll what has the focus */}
          <div className={styles.body} tabIndex={width === 'wide' ? 0 : undefined}>
            {children}
          </div>
          {footer !== undefined && <footer className={styles.footer}>{footer}</footer>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
